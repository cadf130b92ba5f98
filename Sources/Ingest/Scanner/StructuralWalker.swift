internal import Glibc

/// Walks the structural characters of JSON text, and words what is wrong with it.
struct StructuralWalker: ~Escapable {
    let structure: StructuralText
    /// The structural character that comes next.
    var position = 0

    @_lifetime(copy text, copy indexes)
    init(text: Span<UInt8>, indexes: Span<UInt32>) {
        structure = StructuralText(text: text, indexes: indexes)
    }

    /// What is wrong, and where.
    struct Damage: Error {
        var offset: Int
        var reason: String
        /// The text ended where more was due.
        var isAtEnd = false
    }

    var text: Span<UInt8> {
        @_lifetime(copy self)
        get { structure.text }
    }

    var indexes: Span<UInt32> {
        @_lifetime(copy self)
        get { structure.indexes }
    }

    var isAtEnd: Bool { position >= indexes.count }

    /// Where the next structural character is.
    var offset: Int { structure.offset(position) }

    /// The next structural character, 0 at the end.
    @inline(__always)
    var byte: UInt8 { structure.byte(position) }

    func damage(_ expected: String) -> Damage { damage(at: position, expected) }

    private func damage(at position: Int, _ expected: String) -> Damage {
        position >= indexes.count
            ? Damage(offset: text.count, reason: "the text ends where \(expected) was due", isAtEnd: true)
            : Damage(offset: structure.offset(position), reason: "\(expected) was due")
    }

    /// What a failed position says.
    func damage(_ failure: Int) -> Damage {
        let (position, due) = StructuralText.place(ofFailure: failure)
        switch due {
        case .object: return damage(at: position, "an object")
        case .key: return damage(at: position, "a key")
        case .colon: return damage(at: position, "a colon")
        case .string: return damage(at: position, "a string")
        case .value: return damage(at: position, "a value")
        case .commaOrBrace: return damage(at: position, "a comma or }")
        case .commaOrBracket: return damage(at: position, "a comma or ]")
        // A scalar that is none is no end of the text, even where it is the last thing in it.
        case .scalar: return Damage(offset: structure.offset(position), reason: "a value was due")
        case .closingQuote:
            return Damage(
                offset: structure.offset(position), reason: "the string does not close",
                isAtEnd: position + 1 >= indexes.count)
        case .shallowerNesting:
            return Damage(
                offset: structure.offset(position),
                reason: "nested deeper than \(StructuralText.depthLimit) levels")
        }
    }

    /// Goes on to a position.
    @inline(__always)
    mutating func move(to next: Int) throws(Damage) {
        guard next >= 0 else { throw damage(next) }
        position = next
    }

    /// A key and its colon; the content of the key.
    mutating func key() throws(Damage) -> Range<Int> {
        guard byte == UInt8(ascii: "\"") else { throw damage("a key") }
        let end = structure.stringEnd(position)
        guard end >= 0 else { throw damage(end) }
        let start = offset + 1
        position += 1
        guard byte == UInt8(ascii: ":") else { throw damage("a colon") }
        position += 1
        return start..<end
    }

    /// Passes over any value.
    @inline(__always)
    mutating func skipValue() throws(Damage) { try move(to: structure.skip(position)) }
}

extension Span where Element == UInt8 {
    /// Whether the bytes begin with those of an ASCII literal.
    @inline(__always)
    func begins(with literal: StaticString) -> Bool {
        count >= literal.utf8CodeUnitCount && extracting(first: literal.utf8CodeUnitCount).equals(literal)
    }

    /// Whether the bytes are those of an ASCII literal. Where the literal is known to the compiler, a comparison of its
    /// length and of a word or two is left.
    @inline(__always)
    func equals(_ literal: StaticString) -> Bool {
        guard count == literal.utf8CodeUnitCount else { return false }
        guard count > 0 else { return true }
        // What is not empty has an address.
        return unsafe withUnsafeBytes { bytes in
            unsafe memcmp(bytes.baseAddress.unsafelyUnwrapped, literal.utf8Start, literal.utf8CodeUnitCount) == 0
        }
    }
}
