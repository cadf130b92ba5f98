public import JSON

/// What the raw text of a record must hold, at least, for a filter to match it.
public enum TextClue: Sendable {
    /// A text, wherever it stands.
    case text(TextNeedle)
    /// A member of that name with a value that passes.
    case member(MemberClue)

    /// How much it is worth to look for it: the longer, the rarer; nothing where nearly every record holds it.
    public var worth: Int {
        switch self {
        case .text(let needle): needle.worth
        // Nearly every record may have the member; that its value passes says about as much as a short text.
        case .member(let member): max(4, member.name.worth)
        }
    }

    /// The text that is looked for.
    var needle: TextNeedle {
        switch self {
        case .text(let needle): needle
        case .member(let member): member.name
        }
    }

    /// The bytes that stand wherever it does.
    var bytes: [UInt8] {
        switch self {
        case .text(let needle): needle.bytes
        // In front of the name may stand other names: a key with dots in it is a path of its own.
        case .member(let member): member.name.bytes + [UInt8(ascii: "\"")]
        }
    }

    /// Finds the places where it may stand.
    var search: ByteSearch { ByteSearch(bytes, ignoresCase: needle.ignoresCase) }
}

/// A member of a record, or of anything in it, with a value that passes.
public struct MemberClue: Sendable {
    /// The last part of the name at least.
    let name: TextNeedle
    private let passes: @Sendable (JSONTape, Span<UInt8>) -> Bool

    /// Nil where a name cannot be looked for: JSON may write it in several ways.
    ///
    /// - Parameter passes: whether a value passes, of which a tape has taken everything apart in the text.
    public init?(name: some StringProtocol, where passes: @escaping @Sendable (JSONTape, Span<UInt8>) -> Bool) {
        let name = String(name)
        guard let needle = TextNeedle(within: name, ignoresCase: false), needle.bytes.elementsEqual(name.utf8) else {
            return nil
        }
        self.name = needle
        self.passes = passes
    }

    /// Whether a member may pass whose name begins at a place. What cannot be read may; what is no member's name cannot.
    func mayPass(nameAt place: Int, in text: Span<UInt8>, _ tape: inout JSONTape) -> Bool {
        let colon = Self.behindSpace(text, from: place + name.bytes.count + 1)
        guard colon < text.count, text[colon] == UInt8(ascii: ":") else { return false }
        do throws(JSONError) {
            try tape.read(text, at: Self.behindSpace(text, from: colon + 1))
        } catch {
            return true
        }
        return passes(tape, text)
    }

    /// The place behind white space. More than JSON's may count as such: the value behind it is read strictly.
    private static func behindSpace(_ text: Span<UInt8>, from start: Int) -> Int {
        var place = start
        while place < text.count, text[place] == 0x20 || (0x09...0x0D).contains(text[place]) { place += 1 }
        return place
    }
}
