public import CloudTrail

/// Which events are wanted.
public struct FetchSelection: Hashable, Sendable {
    /// Inclusive; nil for all that there is.
    public var from: EventTime?
    /// Exclusive; nil for all that there is.
    public var to: EventTime?
    /// Empty for every account.
    public var accounts: [String]
    /// Empty for every region.
    public var regions: [String]

    public init(from: EventTime? = nil, to: EventTime? = nil, accounts: [String] = [], regions: [String] = []) {
        self.from = from
        self.to = to
        self.accounts = accounts.onceEach()
        self.regions = regions.onceEach()
    }

    func wants(account: String) -> Bool { accounts.isEmpty || accounts.contains(account) }
    func wants(region: String) -> Bool { regions.isEmpty || regions.contains(region) }
}

extension FetchSelection {
    /// The first and the last day whose folders can hold wanted events, both as `2026/03/01`.
    ///
    /// A trail's folders are named after the time of delivery. An event is delivered within minutes as a rule, sometimes
    /// hours after it happened, and never before: so the day after the last moment counts, and no day before the first.
    /// Source: "Getting and viewing your CloudTrail log files" in the CloudTrail user guide.
    var days: (first: String?, last: String?) {
        let last = to.map { $0.advanced(byMilliseconds: -1 + EventTime.day) }
        return (from.map(Self.folder), last.map(Self.folder))
    }

    private static func folder(of time: EventTime) -> String { time.date.split(separator: "-").joined(separator: "/") }
}

extension Array where Element: Hashable {
    /// Each element once, at its first place.
    func onceEach() -> [Element] {
        var seen = Set<Element>()
        return filter { seen.insert($0).inserted }
    }
}
