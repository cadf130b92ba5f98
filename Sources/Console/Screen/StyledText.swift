/// A stretch of text with a role of its own, or with that of its surroundings.
public struct Span: Hashable, Sendable {
    public var text: String
    public var role: Role?

    public init(_ text: String, _ role: Role? = nil) {
        self.text = text
        self.role = role
    }
}

/// One line of text in several roles. Its text is raw: the screen makes hostile text visible.
public struct StyledText: Hashable, Sendable, ExpressibleByStringInterpolation {
    public var spans: [Span]

    public init(_ spans: [Span]) {
        self.spans = spans
    }

    public init(_ text: String, _ role: Role? = nil) {
        spans = text.isEmpty ? [] : [Span(text, role)]
    }

    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// The text without its roles.
    public var plain: String {
        spans.count == 1 ? spans[0].text : spans.map(\.text).joined()
    }

    public var isEmpty: Bool { spans.allSatisfy(\.text.isEmpty) }

    /// The same with spaces in place of lines and bars that are drawn: for screen readers.
    var withoutLines: StyledText {
        if isBars { return "" }
        return StyledText(
            spans.map { span in
                span.role == .uiTableSeparator
                    ? Span(String(span.text.map { $0.isASCII ? $0 : " " }), span.role) : span
            })
    }

    /// Whether it is nothing but blocks: numbers over time.
    private var isBars: Bool {
        plain.unicodeScalars.allSatisfy { $0 == " " || ("\u{2580}"..."\u{259F}").contains($0) }
    }

    public static func + (left: StyledText, right: StyledText) -> StyledText {
        StyledText(left.spans + right.spans)
    }
}
