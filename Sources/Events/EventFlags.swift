public import CloudTrail

/// Four small facts of an event in one byte.
public struct EventFlags: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public init(outcome: Outcome, readWrite: ReadWrite, mfa: MFA, client: ClientFamily) {
        rawValue = outcome.rawValue | readWrite.rawValue << 2 | mfa.rawValue << 3 | client.rawValue << 5
    }

    public var outcome: Outcome { Outcome(rawValue: rawValue & 3) ?? .error }
    public var readWrite: ReadWrite { ReadWrite(rawValue: rawValue >> 2 & 1) ?? .write }
    public var mfa: MFA { MFA(rawValue: rawValue >> 3 & 3) ?? .unrecorded }
    public var client: ClientFamily { ClientFamily(rawValue: rawValue >> 5) ?? .other }
}
