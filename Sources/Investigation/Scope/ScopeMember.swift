public import CloudTrail

/// What an investigation thinks of a key, an address or a principal.
public enum ScopeStatus: String, Sendable, Comparable {
    /// A start value, or reached from one by strong links that tripped no guard.
    case confirmed
    /// Reached by a link that a guard or its weakness holds back: for the analyst to decide.
    case proposed
    /// Kept out, by a guard or by the analyst.
    case excluded

    private var rank: Int { self == .confirmed ? 0 : self == .proposed ? 1 : 2 }

    public static func < (left: ScopeStatus, right: ScopeStatus) -> Bool { left.rank < right.rank }
}

/// An answer that may have to stay open.
public enum Judgement: String, Sendable {
    case yes, no, unknown, notApplicable
}

/// An access key in the scope of an incident.
public struct ScopedKey: Hashable, Sendable {
    public var accessKeyID: String
    /// Canonical name of the principal that the key belongs to.
    public var principal: String
    public var status: ScopeStatus
    /// Steps from a start value, which has 0.
    public var depth: Int
    /// Why the key is a member: one sentence.
    public var reason: String
    /// The key that issued it, where that is known.
    public var parent: String?
    /// Rows of the attacker's calls with the key, in time order.
    public var attackerRows: [Int]
    /// The last call by anyone else in the whole trail.
    public var lastOtherUse: EventTime?
    /// The last call by anyone else before the incident.
    public var lastOtherUseBefore: EventTime?
    /// Nobody else used the key in the baseline before the incident.
    public var idleBefore: Judgement
    /// Internet addresses of the attacker's calls, ascending.
    public var addresses: [String]
    public var firstAttackerUse: EventTime?
    public var lastAttackerUse: EventTime?
    public var calls: Int
    public var denied: Int
    /// The first change that succeeded.
    public var firstWriteRow: Int?
    /// How many changes succeeded.
    public var writes: Int

    /// Confirmed first, then proposed, then excluded; within these by first attacker use, then by ID.
    static func precedes(_ left: ScopedKey, _ right: ScopedKey) -> Bool {
        if left.status != right.status { return left.status < right.status }
        let (first, second) = (left.firstAttackerUse ?? .distantFuture, right.firstAttackerUse ?? .distantFuture)
        return first != second ? first < second : left.accessKeyID < right.accessKeyID
    }
}

/// An Internet address in the scope of an incident.
public struct ScopedAddress: Hashable, Sendable {
    public var address: String
    public var status: ScopeStatus
    public var depth: Int
    public var reason: String
    /// Keys that the attacker used from it, ascending.
    public var keys: [String]
    /// The attacker's first and last call from it.
    public var firstSeen: EventTime?
    public var lastSeen: EventTime?
    public var calls: Int
    public var denied: Int
}

/// When the incident began, and how that was settled.
public struct Onset: Hashable, Sendable {
    public var time: EventTime
    public var reason: String
}

/// A principal of the scope.
public struct ScopedPrincipal: Hashable, Sendable {
    /// Its canonical name.
    public var principal: String
    public var status: ScopeStatus
    public var reason: String

    public init(principal: String, status: ScopeStatus, reason: String) {
        self.principal = principal
        self.status = status
        self.reason = reason
    }
}

/// A session in the attacker's hands: of a role, a federated user, or a sign-in, which has no long-lived key.
public struct ScopedSession: Hashable, Sendable {
    public var principal: String
    /// Its name; nil for a sign-in of a user or of root.
    public var session: String?
    public var accessKeyID: String?
    /// When it was issued, or signed in; its first call where that is not known.
    public var created: EventTime
    public var status: ScopeStatus
    /// The rows of its calls, in time order.
    public var rows: [Int]

    public init(
        principal: String, session: String?, accessKeyID: String?, created: EventTime, status: ScopeStatus, rows: [Int]
    ) {
        self.principal = principal
        self.session = session
        self.accessKeyID = accessKeyID
        self.created = created
        self.status = status
        self.rows = rows
    }
}
