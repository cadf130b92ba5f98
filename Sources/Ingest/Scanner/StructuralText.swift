/// JSON text with the offsets of its structural characters, and the grammar that they follow.
///
/// Positions among the structural characters go in and come out as plain integers, so that they stay in a register
/// while a record is read. Every read is within bounds: behind the last structural character stands the byte 0 at the
/// offset of the text's end. What does not follow the grammar is a negative position, which says where, and what was due.
struct StructuralText: ~Escapable {
    let text: Span<UInt8>
    let indexes: Span<UInt32>

    @_lifetime(copy text, copy indexes)
    init(text: Span<UInt8>, indexes: Span<UInt32>) {
        self.text = text
        self.indexes = indexes
    }

    /// What the grammar wants at a place where something else stands.
    enum Due: Int {
        case object, key, colon, string, closingQuote, value, scalar, commaOrBrace, commaOrBracket, shallowerNesting
    }

    /// Containers may nest this deep; CloudTrail stays below 20.
    static let depthLimit = 100

    /// Where the structural character at a position is; behind the last one the text's end.
    @inline(__always)
    func offset(_ position: Int) -> Int { position < indexes.count ? Int(indexes[position]) : text.count }

    /// The structural character at a position, 0 behind the last one.
    @inline(__always)
    func byte(_ position: Int) -> UInt8 {
        guard position < indexes.count else { return 0 }
        return text[Int(indexes[position])]
    }

    // MARK: What is wrong

    @inline(__always)
    static func failure(_ position: Int, _ due: Due) -> Int { ~(position << 4 | due.rawValue) }

    /// Where a failure is, and what was due there.
    static func place(ofFailure failure: Int) -> (position: Int, due: Due) {
        (~failure >> 4, Due(rawValue: ~failure & 15) ?? .value)
    }

    // MARK: Strings and scalars

    /// Where the content of the string ends that opens at a position; negative where the position holds no string.
    @inline(__always)
    func stringEnd(_ position: Int) -> Int {
        guard byte(position) == UInt8(ascii: "\"") else { return Self.failure(position, .string) }
        return stringEnd(position, start: Int(indexes[position]), next: offset(position &+ 1))
    }

    private func spacedStringEnd(_ position: Int) -> Int {
        let start = offset(position) + 1
        var end = offset(position + 1) - 1
        while end >= start, Self.isSpace(text[end]) { end -= 1 }
        guard end >= start, text[end] == UInt8(ascii: "\"") else { return Self.failure(position, .closingQuote) }
        return end
    }

    /// Where the number, `true`, `false` or `null` ends that begins at a position; negative where there is none.
    @inline(__always)
    func scalarEnd(_ position: Int) -> Int {
        guard position < indexes.count else { return Self.failure(position, .value) }
        let start = Int(indexes[position])
        // The literals, of which records have many, are told in one comparison.
        if let end = literalEnd(start) { return end }
        var end = start
        while end < text.count, !Self.isDelimiter(text[end]) { end += 1 }
        // A quote that touches it would be no structural character, and what it opens would be passed over.
        let isTouched = end < text.count && text[end] == UInt8(ascii: "\"")
        guard JSONScalar.isSound(text.extracting(start..<end)), !isTouched else {
            return Self.failure(position, .scalar)
        }
        return end
    }

    /// The end of `true`, `false` or `null` at an offset, where one of them stands there and nothing is stuck to it.
    @inline(__always)
    private func literalEnd(_ start: Int) -> Int? {
        guard start + 5 < text.count else { return nil }
        let end: Int
        switch text[start] {
        case UInt8(ascii: "t"): end = text.extracting(start..<start + 4).equals("true") ? start + 4 : start
        case UInt8(ascii: "n"): end = text.extracting(start..<start + 4).equals("null") ? start + 4 : start
        case UInt8(ascii: "f"): end = text.extracting(start..<start + 5).equals("false") ? start + 5 : start
        default: return nil
        }
        return end > start && Self.isDelimiter(text[end]) && text[end] != UInt8(ascii: "\"") ? end : nil
    }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    @inline(__always)
    private static func isDelimiter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") || isSpace(byte)
            || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
            || byte == UInt8(ascii: "\"")
    }

    // MARK: Values

    /// The position behind the value at a position; negative where it is unsound.
    @inline(__always)
    func skip(_ position: Int) -> Int {
        switch byte(position) {
        case UInt8(ascii: "\""): return position &+ 1
        case UInt8(ascii: "{"), UInt8(ascii: "["): return skipContainer(position)
        default:
            let end = scalarEnd(position)
            return end < 0 ? end : position &+ 1
        }
    }

    /// The position behind the object or array at a position, whose grammar is checked; negative where it is unsound.
    func skipContainer(_ start: Int) -> Int {
        var position = start
        var depth = 0
        // A bit for each open container, the innermost lowest: 1 for an object.
        var kinds: UInt128 = 0
        while true {
            // What comes next opens a container.
            var isObject = byte(position) == UInt8(ascii: "{")
            position &+= 1
            depth &+= 1
            guard depth <= Self.depthLimit else { return Self.failure(position, .shallowerNesting) }
            kinds = kinds << 1 | (isObject ? 1 : 0)
            var isEmpty = byte(position) == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
            while true {
                if !isEmpty {
                    if isObject {
                        position = skipKey(skipCompactStrings(position))
                        guard position >= 0 else { return position }
                    }
                    let value = byte(position)
                    if value == UInt8(ascii: "{") || value == UInt8(ascii: "[") { break }
                    if value != UInt8(ascii: "\"") {
                        let end = scalarEnd(position)
                        guard end >= 0 else { return end }
                    }
                    position &+= 1
                }
                // Behind a value, or at the end of an empty container.
                while true {
                    let next = byte(position)
                    if next == UInt8(ascii: ","), !isEmpty {
                        position &+= 1
                        break
                    }
                    guard next == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                        return Self.failure(position, isObject ? .commaOrBrace : .commaOrBracket)
                    }
                    isEmpty = false
                    position &+= 1
                    depth &-= 1
                    if depth == 0 { return position }
                    kinds >>= 1
                    isObject = kinds & 1 == 1
                }
            }
        }
    }

    /// The position behind those of an object's members from a position on that are strings and have a comma behind them:
    /// nearly all that records hold of their requests.
    @inline(__always)
    private func skipCompactStrings(_ start: Int) -> Int {
        var position = start
        while position &+ 3 < indexes.count {
            let (key, colon) = unsafe (Int(indexes[unchecked: position]), Int(indexes[unchecked: position &+ 1]))
            let (value, comma) = unsafe (
                Int(indexes[unchecked: position &+ 2]), Int(indexes[unchecked: position &+ 3])
            )
            guard text[key] == UInt8(ascii: "\""), text[colon] == UInt8(ascii: ":"),
                text[value] == UInt8(ascii: "\""), text[comma] == UInt8(ascii: ",")
            else { break }
            position &+= 4
        }
        return position
    }

    /// The position of the value whose key is at a position; negative where the key is none.
    @inline(__always)
    private func skipKey(_ position: Int) -> Int {
        guard byte(position) == UInt8(ascii: "\"") else { return Self.failure(position, .key) }
        guard byte(position &+ 1) == UInt8(ascii: ":") else { return Self.failure(position &+ 1, .colon) }
        return position &+ 2
    }

    // MARK: Members

    /// A member of an object: its key, and where its value begins.
    struct MemberStep {
        var keyStart: Int
        /// Negative where the key, or its colon, is unsound.
        var keyEnd: Int
        var value: ValueStep
    }

    /// A member's value.
    struct ValueStep {
        /// Where it begins; anywhere before that where something stands between it and the colon.
        var start: Int
        /// The offset of the structural character behind the value's first.
        var next: Int
    }

    /// The member whose key is at a position; its value is two positions further.
    @inline(__always)
    func memberStep(_ position: Int) -> MemberStep {
        // Near the end each is looked for by itself.
        guard position &+ 3 < indexes.count else { return lastMemberStep(position) }
        let (key, colon) = unsafe (Int(indexes[unchecked: position]), Int(indexes[unchecked: position &+ 1]))
        let (value, next) = unsafe (Int(indexes[unchecked: position &+ 2]), Int(indexes[unchecked: position &+ 3]))
        let isCompact =
            text[key] == UInt8(ascii: "\"") && text[colon] == UInt8(ascii: ":") && colon &- 1 > key
            && text[colon &- 1] == UInt8(ascii: "\"")
        return MemberStep(
            keyStart: key &+ 1, keyEnd: isCompact ? colon &- 1 : keyEnd(position),
            value: ValueStep(start: value, next: next))
    }

    /// Whether the value is a string with nothing between its end and what follows.
    @inline(__always)
    func isCompactString(_ step: ValueStep) -> Bool {
        step.start < step.next &- 1 && text[step.start] == UInt8(ascii: "\"")
            && text[step.next &- 1] == UInt8(ascii: "\"")
    }

    /// The length of what the value says where that is `true`, `false` or `null`, which says nothing, with nothing between
    /// its end and what follows; nil for any other value.
    @inline(__always)
    func compactLiteralLength(_ step: ValueStep) -> Int? {
        // Nothing structural touches a scalar but what may follow one.
        let length = step.next &- step.start
        guard length == 4 || length == 5, step.next < text.count else { return nil }
        let value = text.extracting(step.start..<step.next)
        if length == 5 { return value.equals("false") ? 5 : nil }
        if value.equals("null") { return 0 }
        return value.equals("true") ? 4 : nil
    }

    private func lastMemberStep(_ position: Int) -> MemberStep {
        MemberStep(
            keyStart: offset(position) + 1, keyEnd: keyEnd(position),
            value: ValueStep(start: offset(position + 2), next: offset(position + 3)))
    }

    /// Where the content of the key at a position ends, which a colon follows. Negative where there is none.
    private func keyEnd(_ position: Int) -> Int {
        guard byte(position) == UInt8(ascii: "\"") else { return Self.failure(position, .key) }
        let end = stringEnd(position)
        guard end >= 0 else { return end }
        return byte(position + 1) == UInt8(ascii: ":") ? end : Self.failure(position + 1, .colon)
    }

    /// Where the content of the string ends that opens at a position, given its own offset and that of the next
    /// structural character; negative where it does not close.
    @inline(__always)
    func stringEnd(_ position: Int, start: Int, next: Int) -> Int {
        // Between a string and the next structural character stands only white space, in compact text not even that.
        let end = next &- 1
        return end > start && text[end] == UInt8(ascii: "\"") ? end : spacedStringEnd(position)
    }

    /// Calls `member` with the content of each key of the object at a position, and the position of the value; it must
    /// return the position behind it. Returns the position behind the object.
    func forEachMember(of start: Int, _ member: (Span<UInt8>, Int) -> Int) -> Int {
        guard byte(start) == UInt8(ascii: "{") else { return Self.failure(start, .object) }
        var position = start + 1
        if byte(position) == UInt8(ascii: "}") { return position + 1 }
        while true {
            let step = memberStep(position)
            guard step.keyEnd >= 0 else { return step.keyEnd }
            let next = member(text.extracting(step.keyStart..<step.keyEnd), position + 2)
            guard next >= 0 else { return next }
            guard byte(next) == UInt8(ascii: ",") else {
                return byte(next) == UInt8(ascii: "}") ? next + 1 : Self.failure(next, .commaOrBrace)
            }
            position = next + 1
        }
    }
}
