internal import CloudTrail

/// The members of an identity that are joined in one text.
struct JoinedIdentity: ~Escapable {
    private let joined: Span<UInt8>
    private var ends = InlineArray<10, Int>(repeating: 0)

    @_lifetime(copy joined)
    init(_ joined: Span<UInt8>) {
        self.joined = joined
        var member = 0
        for offset in joined.indices where joined[offset] == IdentityTable.separator && member < ends.count {
            ends[member] = offset
            member += 1
        }
        while member < ends.count {
            ends[member] = joined.count
            member += 1
        }
    }

    subscript(member: IdentityTable.Member) -> Span<UInt8> {
        @_lifetime(copy self)
        get {
            let end = ends[member.rawValue]
            let start = member.rawValue == 0 ? 0 : min(ends[member.rawValue - 1] + 1, end)
            return joined.extracting(start..<end)
        }
    }

    /// The same as texts.
    var identity: Identity {
        func text(_ member: IdentityTable.Member) -> String? {
            let bytes = self[member]
            return bytes.isEmpty ? nil : String(utf8: bytes)
        }
        return Identity(
            type: text(.type), principalID: text(.principalID), arn: text(.arn), accountID: text(.accountID),
            userName: text(.userName), invokedBy: text(.invokedBy), issuerARN: text(.issuerARN),
            issuerName: text(.issuerName), identityProvider: text(.identityProvider),
            onBehalfOfUserID: text(.onBehalfOfUserID))
    }
}
