public import CloudTrail

/// Small facts of an event in one byte.
public struct EventFlags: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// - Parameter hasErrorMembers: whether the record has an `errorCode` or an `errorMessage`, be it empty.
    public init(
        outcome: Outcome, readWrite: ReadWrite, mfa: MFA, client: ClientFamily, hasErrorMembers: Bool = false
    ) {
        let ending = outcome == .ok && hasErrorMembers ? Self.okWithErrorMembers : outcome.rawValue
        rawValue = ending | readWrite.rawValue << 2 | mfa.rawValue << 3 | client.rawValue << 5
    }

    /// The fourth value of two bits, of which outcomes take three.
    private static let okWithErrorMembers: UInt8 = 3

    public var outcome: Outcome { Outcome(rawValue: rawValue & 3) ?? .ok }
    /// Whether the record has neither an `errorCode` nor an `errorMessage`: most have not, and no record need be read to
    /// know it.
    public var hasNoErrorMembers: Bool { rawValue & 3 == Outcome.ok.rawValue }
    public var readWrite: ReadWrite { ReadWrite(rawValue: rawValue >> 2 & 1) ?? .write }
    public var mfa: MFA { MFA(rawValue: rawValue >> 3 & 3) ?? .unrecorded }
    public var client: ClientFamily { ClientFamily(rawValue: rawValue >> 5) ?? .other }
}
