public import ATTACK
internal import CloudTrail

/// Thresholds of phases and patterns.
public struct PhaseOptions: Sendable, Equatable {
    /// A sweep is the same look-ups by at least this many keys.
    public var sweepKeys = 2
    /// Where the usual calls of a sweep are not all there, so many look-ups must be shared.
    public var sweepCalls = 3
    /// A burst of openings: so many rules, on so many groups, in so many minutes.
    public var burstRules = 10
    public var burstGroups = 5
    public var burstMinutes = 10
    /// The same permission on so many groups is a script's.
    public var signatureGroups = 5
    /// A launch this long after a key pair was made belongs to it.
    public var launchMinutes = 60
    /// A look at security groups this long before one is opened belongs to the opening.
    public var lookMinutes = 60
    /// A call that is allowed this long after it was denied ends the probe.
    public var probeHours = 24
    /// One launch of so many instances is no server of anybody's.
    public var manyInstances = 10
    /// A trail that begins fewer days before the attacker may hide an earlier beginning.
    public var historyDays = 30
    /// Whose names the tactics have.
    public var attack = AttackVersion.v18

    public init() {}
}

extension PhaseOptions {
    /// In milliseconds.
    var burst: Int64 { Int64(burstMinutes) * EventTime.minute }
    var launch: Int64 { Int64(launchMinutes) * EventTime.minute }
    var look: Int64 { Int64(lookMinutes) * EventTime.minute }
    var probe: Int64 { Int64(probeHours) * EventTime.hour }
}
