internal import CloudTrail

/// The members of a `userIdentity` that tell who called, each at its place in a text.
public struct IdentityMembers: ~Escapable {
    /// What may be known of a caller.
    public enum Member: Int, CaseIterable, Sendable {
        case type, principalID, arn, accountID, userName, invokedBy, issuerARN, issuerName, identityProvider
        case onBehalfOfUserID
    }

    /// By `Member`.
    public typealias Places = InlineArray<10, Place>

    let text: Span<UInt8>
    let places: Places

    /// - Parameter text: with the escapes of the members undone.
    @_lifetime(copy text)
    public init(_ text: Span<UInt8>, _ places: Places) {
        self.text = text
        self.places = places
    }

    subscript(member: Member) -> Span<UInt8> {
        @_lifetime(copy self)
        get { text.extracting(places[member.rawValue]) }
    }

    /// The same as texts.
    var identity: Identity {
        func text(_ member: Member) -> String? {
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
