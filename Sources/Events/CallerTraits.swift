/// What the sessions of one caller have in common: all that their identities say but the session's name.
struct CallerTraits: Sendable {
    /// By `Callers.Fact`, the codes; that of the session stays 0.
    typealias Facts = InlineArray<5, UInt32>
    /// By `IdentityMembers.Member`, the codes of the texts.
    typealias Texts = InlineArray<11, UInt32>

    var facts = Facts(repeating: StringTable.missing)
    var texts = Texts(repeating: StringTable.missing)
    /// Members that are there, be it without a text.
    var present = MemberSet()
    /// Members behind whose text the session's name belongs.
    var endingWithSession = MemberSet()
    /// Whether only the records say what a path leads to; see `IdentityMembers.ambiguity`.
    var isAmbiguous = false
}

extension CallerTraits {
    /// How many words it takes in a stored file.
    static let wordCount = Facts.count + Texts.count + 3

    var words: [UInt32] {
        facts.indices.map { facts[$0] } + texts.indices.map { texts[$0] }
            + [UInt32(present.rawValue), UInt32(endingWithSession.rawValue), isAmbiguous ? 1 : 0]
    }

    /// - Parameter words: `wordCount` of them.
    init(_ words: ArraySlice<UInt32>) {
        let first = words.startIndex
        for number in facts.indices { facts[number] = words[first + number] }
        for number in texts.indices { texts[number] = words[first + Facts.count + number] }
        let rest = first + Facts.count + Texts.count
        present = MemberSet(rawValue: UInt16(truncatingIfNeeded: words[rest]))
        endingWithSession = MemberSet(rawValue: UInt16(truncatingIfNeeded: words[rest + 1]))
        isAmbiguous = words[rest + 2] != 0
    }
}

/// Some of an identity's members.
struct MemberSet: OptionSet, Sendable {
    let rawValue: UInt16

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(_ member: IdentityMembers.Member) { rawValue = 1 << UInt16(member.rawValue) }

    func contains(_ member: IdentityMembers.Member) -> Bool { contains(MemberSet(member)) }
}

/// An identity that ends its principal's ID with a session's name, as those of roles do, and what it is without that name.
struct SessionCut: ~Escapable {
    /// Where the session's name stands.
    let session: Place
    /// The identity with the name cut off.
    let members: IdentityMembers
    let endingWithSession: MemberSet
    /// Says whether the ARN was cut as well: an identity whose ARN ends there by itself is another.
    let mark: Place

    /// Nil where it is no session of a role that names its issuer.
    @_lifetime(copy whole)
    init?(_ whole: borrowing IdentityMembers) {
        let id = whole[.principalID]
        guard whole[.type].isEqual(to: Self.assumedRole.span), whole[.userName].isEmpty, !whole[.issuerARN].isEmpty,
            let colon = id.indices.first(where: { id[$0] == UInt8(ascii: ":") })
        else { return nil }
        var places = whole.places
        let idRange = places[IdentityMembers.Member.principalID.rawValue].range
        let nameStart = idRange.lowerBound + colon + 1
        let name = id.extracting((colon + 1)...)
        places[IdentityMembers.Member.principalID.rawValue] = Place(idRange.lowerBound..<nameStart)
        var cut = MemberSet(.principalID)
        let arn = whole[.arn]
        if !name.isEmpty, arn.count >= name.count, arn.extracting((arn.count - name.count)...).isEqual(to: name) {
            let range = places[IdentityMembers.Member.arn.rawValue].range
            places[IdentityMembers.Member.arn.rawValue] = Place(range.lowerBound..<(range.upperBound - name.count))
            cut.insert(MemberSet(.arn))
        }
        session = Place(nameStart..<idRange.upperBound)
        members = IdentityMembers(whole.text, places)
        endingWithSession = cut
        mark = cut.contains(.arn) ? Place((nameStart - 1)..<nameStart) : Place()
    }

    private static let assumedRole = Array("AssumedRole".utf8)
}
