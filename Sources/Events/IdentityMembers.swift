internal import CloudTrail

/// The members of a `userIdentity` that tell who called, each at its place in a text. One that is there and has no text of
/// its own, such as null, has an empty place; one that is not there has none.
public struct IdentityMembers: ~Escapable {
    /// What may be known of a caller.
    public enum Member: Int, CaseIterable, Sendable {
        case type, principalID, arn, accountID, userName, invokedBy, issuerARN, issuerName, issuerType
        case identityProvider, onBehalfOfUserID
    }

    /// By `Member`, and behind them `ambiguity`.
    public typealias Places = InlineArray<12, Place>

    /// Where something stands that a path may find in place of what the index keeps of the record: an array, an object, a
    /// key with dots in it.
    public static let ambiguity = Member.allCases.count

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

extension IdentityMembers.Member {
    /// The member that a path leads to; nil where that is none of these.
    public init?(path: String) {
        guard let member = Self.byPath[path] else { return nil }
        self = member
    }

    private static let byPath = Dictionary(uniqueKeysWithValues: allCases.map { ($0.path, $0) })

    /// Where a record has the member: names with dots between them.
    public var path: String {
        let name =
            switch self {
            case .type: "type"
            case .principalID: "principalId"
            case .arn: "arn"
            case .accountID: "accountId"
            case .userName: "userName"
            case .invokedBy: "invokedBy"
            case .issuerARN: "sessionContext.sessionIssuer.arn"
            case .issuerName: "sessionContext.sessionIssuer.userName"
            case .issuerType: "sessionContext.sessionIssuer.type"
            case .identityProvider: "identityProvider"
            case .onBehalfOfUserID: "onBehalfOf.userId"
            }
        return "userIdentity." + name
    }
}
