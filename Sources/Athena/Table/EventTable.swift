internal import CloudTrail

/// A table of CloudTrail's events that Athena reads: its name, and how its files are parted.
public struct EventTable: Hashable, Sendable {
    /// How the table's files are parted. A query that names parts reads their files only.
    public enum Partitions: Hashable, Sendable {
        case none
        /// One part for a day, `2026/01/31`, in a column of this name.
        case day(String)
        /// Parts by account and region too; the names of the three columns.
        case accountRegionDay(account: String, region: String, day: String)
    }

    public var database: String
    public var name: String
    public var partitions: Partitions

    public init(
        database: String = "default", name: String = "cloudtrail_logs",
        partitions: Partitions = .accountRegionDay(account: "account", region: "region", day: "timestamp")
    ) {
        self.database = database
        self.name = name
        self.partitions = partitions
    }

    /// As it stands behind `FROM`.
    var reference: String { "\(SQLText.name(database)).\(SQLText.name(name))" }

    /// Files are delivered after their events, most within minutes: those of a day may lie in the next one's part.
    static let lateness = EventTime.day

    /// The parts, and the events in them, that a window takes in.
    func condition(_ window: EventWindow) -> SQLCondition {
        .allOf([parts(window), events(window)])
    }

    private func parts(_ window: EventWindow) -> SQLCondition {
        switch partitions {
        case .none: .constant(true)
        case .day(let day): days(window, SQLText.name(day))
        case .accountRegionDay(let account, let region, let day):
            .allOf([
                one(of: window.accounts, SQLText.name(account)), one(of: window.regions, SQLText.name(region)),
                days(window, SQLText.name(day)),
            ])
        }
    }

    private func days(_ window: EventWindow, _ column: String) -> SQLCondition {
        .allOf(
            [
                window.from.map { .test("\(column) >= '\(Self.part($0))'") },
                window.to.map { .test("\(column) <= '\(Self.part($0.advanced(byMilliseconds: Self.lateness)))'") },
            ].compactMap(\.self))
    }

    /// The day of a part, `2026/01/31`.
    private static func part(_ time: EventTime) -> String {
        time.date.split(separator: "-").joined(separator: "/")
    }

    private func one(of values: [String], _ expression: String) -> SQLCondition {
        let texts = values.compactMap(SQLText.literal)
        return texts.isEmpty ? .constant(true) : .test("\(expression) IN (\(texts.joined(separator: ", ")))")
    }

    private func events(_ window: EventWindow) -> SQLCondition {
        let time = "try(from_iso8601_timestamp(eventtime))"
        let bounds: [SQLCondition] = [
            window.from.map { .test("\(time) >= from_iso8601_timestamp('\($0.iso8601)')") },
            window.to.map { .test("\(time) < from_iso8601_timestamp('\($0.iso8601)')") },
        ].compactMap(\.self)
        return .allOf(
            bounds + [
                one(of: window.accounts, CallExpressions.account), one(of: window.regions, "awsregion"),
            ])
    }
}
