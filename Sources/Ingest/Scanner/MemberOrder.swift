/// Which name followed which among the members of the records before: nearly always it does so again, and then one
/// comparison tells the member, its quotes and its colon.
///
/// What it holds is what `RecordLevel` said of a name that stood in the text byte by byte. It makes reading faster and
/// changes no answer, whatever names there are.
struct MemberOrder {
    /// Names by their numbers. First come those that nothing matches: one for what is not known, and for each level one
    /// behind which its first name comes.
    private var names = Self.noNames
    /// Numbers of names in the places that their hashes give them.
    private var slots = Self.noSlots

    private struct Name {
        /// From the quote before the name to the colon behind it; spaces for what nothing matches, as no key and no value
        /// begins with one.
        var text = Text(repeating: 0x2020_2020_2020_2020)
        /// Ones where the text has bytes.
        var mask = Text(repeating: .max)
        var length = 0
        /// What a record of which it is a member has seen then.
        var bit: UInt64 = 0
        var level = 0
        var member = RecordMember.other
        /// Whether nothing has to be done about a string behind it but to note where it is.
        var isValue = false
        /// The number of the name that came behind it the last time.
        var next: UInt8 = 0
    }

    private typealias Text = SIMD4<UInt64>

    /// The number of the unknown name.
    private static let unknown: UInt8 = 0
    private static let longest = 32
    private static let slotBits = 8
    /// So many names are known at most.
    private static let most = 160
    private static let noNames = [Name](repeating: Name(), count: RecordLevel.count + 1)
    private static let noSlots = [UInt8](repeating: unknown, count: 1 << slotBits)

    /// Forgets everything where there is no room for more. Between two records only: within one, names are held by their
    /// numbers.
    @inline(__always)
    mutating func makeRoom() {
        if names.count == Self.most { self = MemberOrder() }
    }

    /// The name behind which the first one of an object comes.
    @inline(__always)
    static func beginning(of level: RecordLevel) -> UInt8 { level.isOpen ? unknown : UInt8(level.number &+ 1) }

    /// A member whose name is the expected one.
    struct Match {
        /// Of its name.
        let number: UInt8
        let member: RecordMember
        /// What a record of which it is a member has seen then.
        let bit: UInt64
        let value: StructuralText.ValueStep
        /// Whether the value is a string with nothing between its end and what follows, of which only the place is noted.
        let isString: Bool
        /// The structural character behind the value.
        let following: UInt8
    }

    /// The member whose key is at a position, where its name is the one that came behind the last one before.
    @inline(__always)
    func match(_ json: borrowing StructuralText, at position: Int, after last: UInt8) -> Match? {
        guard position &+ 3 < json.indexes.count else { return nil }
        let (key, next) = unsafe (
            Int(json.indexes[unchecked: position]), Int(json.indexes[unchecked: position &+ 3])
        )
        guard key &+ Self.longest <= json.text.count, next < json.text.count else { return nil }
        let number = names[Int(last)].next
        let difference = (Self.load(json.text, key) ^ names[Int(number)].text) & names[Int(number)].mask
        let halves = difference.lowHalf | difference.highHalf
        guard halves.x | halves.y == 0 else { return nil }
        let start = key &+ names[Int(number)].length
        let isQuoted =
            start < next &- 1
            && (unsafe json.text[unchecked: start] == UInt8(ascii: "\"")
                && json.text[unchecked: next &- 1] == UInt8(ascii: "\""))
        return Match(
            number: number, member: names[Int(number)].member, bit: names[Int(number)].bit,
            value: StructuralText.ValueStep(start: start, next: next),
            isString: isQuoted && names[Int(number)].isValue,
            following: unsafe json.text[unchecked: next])
    }

    /// Takes note of a name that came behind another one, and gives its number.
    ///
    /// - Parameters:
    ///   - step: the member at the position.
    ///   - member: what its name says on its level.
    mutating func note(
        _ step: StructuralText.MemberStep, at position: Int, of json: borrowing StructuralText, _ level: RecordLevel,
        _ member: RecordMember, after last: UInt8
    ) -> UInt8 {
        let start = step.keyStart - 1
        let length = step.keyEnd + 2 - start
        guard !level.isOpen, length <= Self.longest, start + Self.longest <= json.text.count,
            json.offset(position + 1) == step.keyEnd + 1
        else { return Self.unknown }
        let mask = Self.mask(length)
        let content = Self.load(json.text, start) & mask
        let slot = slot(of: content, level)
        var number = slots[slot]
        if number == Self.unknown {
            guard names.count < Self.most else { return Self.unknown }
            number = UInt8(names.count)
            names.append(
                Name(
                    text: content, mask: mask, length: length, bit: level.number == 0 ? member.bit : 0,
                    level: level.number, member: member,
                    isValue: member.rawValue < RecordMember.userIdentity.rawValue))
            slots[slot] = number
        }
        if last != Self.unknown { names[Int(last)].next = number }
        return number
    }

    /// Where a name of a level is found, or would be.
    private func slot(of text: Text, _ level: RecordLevel) -> Int {
        let halves = text.lowHalf &+ text.highHalf &* 0x9E37_79B9_7F4A_7C15
        let sum = (halves.x ^ halves.y << 1 ^ UInt64(level.number)) &* 0xBF58_476D_1CE4_E5B9
        var slot = Int(sum >> UInt64(64 - Self.slotBits))
        while slots[slot] != Self.unknown {
            let name = names[Int(slots[slot])]
            if name.text == text, name.level == level.number { break }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    @inline(__always)
    private static func load(_ text: Span<UInt8>, _ start: Int) -> Text {
        let bytes = unsafe text.bytes
        return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: Text.self)
    }

    /// Ones in so many of the first bytes.
    private static func mask(_ length: Int) -> Text {
        var mask = Text()
        for word in mask.indices {
            let bytes = min(max(length - 8 * word, 0), 8)
            mask[word] = bytes == 0 ? 0 : .max >> UInt64(64 - 8 * bytes)
        }
        return mask
    }
}
