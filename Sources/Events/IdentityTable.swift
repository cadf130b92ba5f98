internal import CloudTrail

/// Distinct callers. An identity is stored as the texts of its members, one behind the other, so that a record's
/// identity is looked up without building strings.
public struct IdentityTable: Sendable {
    /// The members in the order in which they are joined.
    public enum Member: Int, CaseIterable, Sendable {
        case type, principalID, arn, accountID, userName, invokedBy, issuerARN, issuerName, identityProvider
        case onBehalfOfUserID
    }

    /// Stands between the members: no JSON text holds it unescaped, and an escaped one is replaced.
    public static let separator: UInt8 = 0x1F

    private(set) var texts = StringTable()

    init() {}

    /// The code of the caller whose members are joined in `joined`. Members may be empty; none may hold the separator.
    public mutating func intern(_ joined: Span<UInt8>) -> UInt32 {
        texts.intern(joined)
    }

    /// The identity of a joined text.
    static func identity(_ joined: String) -> Identity {
        let members = joined.split(separator: "\u{1F}", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? nil : String($0) }
        func member(_ member: Member) -> String? {
            member.rawValue < members.count ? members[member.rawValue] : nil
        }
        return Identity(
            type: member(.type), principalID: member(.principalID), arn: member(.arn), accountID: member(.accountID),
            userName: member(.userName), invokedBy: member(.invokedBy), issuerARN: member(.issuerARN),
            issuerName: member(.issuerName), identityProvider: member(.identityProvider),
            onBehalfOfUserID: member(.onBehalfOfUserID))
    }
}
