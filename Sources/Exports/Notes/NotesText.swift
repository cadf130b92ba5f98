public import CloudTrail
public import Investigation

/// A run of text of the notes, in pieces that each form of the notes writes in its own way.
///
/// Written as a literal, its words are ours and what stands in it is the log's: `"the key \(code: key) of \(name)"`. So no
/// text of the log gets into a document that is not made harmless first.
public struct NotesText: Hashable, Sendable {
    public enum Piece: Hashable, Sendable {
        /// Words of the program's own.
        case words(String)
        /// A text of the log, or of a person.
        case foreign(String)
        /// The same, as a name or a value.
        case code(String)
        /// The same, to stand out.
        case strong(String)
        /// An address as the log has it, or what CloudTrail puts in its place.
        case address(String)
        /// Words of the program's own, to stand out.
        case emphasis(String)
        /// `[E12]`.
        case reference(Int)
    }

    public internal(set) var pieces: [Piece] = []

    public init(_ pieces: [Piece] = []) {
        self.pieces = pieces
    }

    public var isEmpty: Bool { pieces.isEmpty }

    /// The text as the log has it, for machines: nothing is escaped, and addresses stay what they are.
    public var plain: String {
        pieces.map { piece in
            switch piece {
            case .words(let text), .foreign(let text), .code(let text), .strong(let text), .address(let text),
                .emphasis(let text):
                text
            case .reference(let number): "[E\(number)]"
            }
        }.joined()
    }

    /// The numbers that are referred to, in their order.
    public var references: [Int] {
        pieces.compactMap { if case .reference(let number) = $0 { number } else { nil } }
    }

    mutating func append(_ piece: Piece) { pieces.append(piece) }

    static func + (left: NotesText, right: NotesText) -> NotesText { NotesText(left.pieces + right.pieces) }

    static func += (left: inout NotesText, right: NotesText) { left.pieces += right.pieces }

    /// A dash where there is nothing.
    static let none: NotesText = "-"
}

extension NotesText: ExpressibleByStringInterpolation {
    public init(stringLiteral words: String) { self.init(words.isEmpty ? [] : [.words(words)]) }

    public init(stringInterpolation text: StringInterpolation) { self.init(text.pieces) }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ words: String) {
            if !words.isEmpty { pieces.append(.words(words)) }
        }

        /// A text of the log.
        public mutating func appendInterpolation(_ text: String) {
            if !text.isEmpty { pieces.append(.foreign(text)) }
        }

        public mutating func appendInterpolation(_ number: Int) { pieces.append(.words(String(number))) }

        public mutating func appendInterpolation(_ text: NotesText) { pieces += text.pieces }

        /// Words of the program's own that are chosen as it runs.
        public mutating func appendInterpolation(words: String) { pieces.append(.words(words)) }

        public mutating func appendInterpolation(code text: String?) {
            pieces.append(text.map { $0.isEmpty ? .words("-") : .code($0) } ?? .emphasis("not recorded"))
        }

        public mutating func appendInterpolation(strong text: String) { pieces.append(.strong(text)) }

        public mutating func appendInterpolation(address text: String?) {
            pieces.append(text.map { .address($0) } ?? .words("no address"))
        }

        /// A moment, or a dash.
        public mutating func appendInterpolation(time: EventTime?) { pieces.append(.words(time?.iso8601 ?? "-")) }

        public mutating func appendInterpolation(mark: Mark) { pieces.append(.emphasis(mark.rawValue)) }

        /// `1 key`, `8 keys`.
        public mutating func appendInterpolation(counted count: Int, _ noun: String, plural: String? = nil) {
            pieces.append(.words("\(count) \(count == 1 ? noun : plural ?? noun + "s")"))
        }
    }
}

extension [NotesText] {
    /// `a`, `a and b`, `a, b and c`; beyond the limit `a, b and 3 more`.
    func listed(atMost limit: Int = 8, by conjunction: NotesText = " and ") -> NotesText {
        guard count > 1 else { return first ?? "" }
        if count > limit { return prefix(limit).joined(", ") + conjunction + "\(count - limit) more" }
        return dropLast().joined(", ") + conjunction + self[count - 1]
    }
}

extension Sequence<NotesText> {
    func joined(_ separator: NotesText) -> NotesText {
        var whole = NotesText()
        for (number, text) in enumerated() { whole += number == 0 ? text : separator + text }
        return whole
    }
}
