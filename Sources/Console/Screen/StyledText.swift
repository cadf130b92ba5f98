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

    /// The same with spaces in place of lines that are drawn: for screen readers.
    var withoutLines: StyledText {
        StyledText(
            spans.map { span in
                span.role == .uiTableSeparator
                    ? Span(String(span.text.map { $0.isASCII ? $0 : " " }), span.role) : span
            })
    }

    public static func + (left: StyledText, right: StyledText) -> StyledText {
        StyledText(left.spans + right.spans)
    }
}
