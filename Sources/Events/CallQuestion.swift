public import CloudTrail

/// Calls that are counted, whoever made them.
public struct CallQuestion: Hashable, Sendable {
    public enum Calls: Hashable, Sendable {
        case all
        /// Those of one name.
        case named(String)
        /// Those that write, of a service such as `ec2.amazonaws.com`.
        case changes(in: String)
    }

    public var calls: Calls
    /// Nil for all accounts.
    public var account: String?
    /// The first moment, inclusive; nil for no bound.
    public var from: EventTime?
    /// The last moment, exclusive; nil for no bound.
    public var to: EventTime?

    public init(_ calls: Calls, account: String?, from: EventTime? = nil, to: EventTime? = nil) {
        self.calls = calls
        self.account = account
        self.from = from
        self.to = to
    }
}

/// How many calls there are, and when.
public struct CallCount: Hashable, Sendable {
    public var total = 0
    /// Those that no service made on its own.
    public var byPeople = 0
    /// Those of infrastructure as code.
    public var byCode = 0
    public var first: EventTime?
    public var last: EventTime?
    public var lastByCode: EventTime?

    public init() {}

    public static func + (left: CallCount, right: CallCount) -> CallCount {
        var sum = left
        sum.total += right.total
        sum.byPeople += right.byPeople
        sum.byCode += right.byCode
        sum.first = [left.first, right.first].compactMap(\.self).min()
        sum.last = [left.last, right.last].compactMap(\.self).max()
        sum.lastByCode = [left.lastByCode, right.lastByCode].compactMap(\.self).max()
        return sum
    }
}
