/// A query for events, each as one row of columns by the names of CloudTrail's members.
public struct EventQuery: Hashable, Sendable {
    /// What it asks for, in a few words.
    public let subject: String
    /// The statement.
    public let text: String
    /// How often the engine reads the files for it.
    public let passes: Int

    /// The events that a condition takes in.
    ///
    /// - Parameters:
    ///   - bounds: what the engine can decide of what is wanted; its upper bound is asked for.
    ///   - window: the part of the trail.
    public init(_ subject: String, _ bounds: Bounds, in table: EventTable, window: EventWindow) {
        self.init(
            subject, from: table.reference, SQLCondition.allOf([table.condition(window), bounds.upper]), of: table)
    }

    private init(_ subject: String, from source: String, _ wanted: SQLCondition, of table: EventTable) {
        let text = """
            SELECT \(Self.columns)
            FROM \(source)
            WHERE \(wanted.text)
            """
        self.init(subject, text: text, of: table)
    }

    init(_ subject: String, text: String, of table: EventTable) {
        self.subject = subject
        self.text = text
        passes = text.ranges(of: table.reference).count
    }

    /// What shows when a trail was written and by whom, and is no more than a sample: of each account, region and category
    /// the first and the last event of every hour in which there are some.
    ///
    /// Gaps, the beginning of an account's history and what kinds of events there are follow from these as from all events.
    public static func frame(of table: EventTable, window: EventWindow) -> EventQuery {
        let hour = "\(CallExpressions.account), awsregion, eventcategory, substr(eventtime, 1, 13)"
        let source = """
            (SELECT *, row_number() OVER (PARTITION BY \(hour) ORDER BY eventtime, eventid) AS fromfirst,
            row_number() OVER (PARTITION BY \(hour) ORDER BY eventtime DESC, eventid DESC) AS fromlast
            FROM \(table.reference)
            WHERE \(table.condition(window).text))
            """
        return EventQuery(
            "the first and last event of every hour", from: source, .test("fromfirst = 1 OR fromlast = 1"), of: table)
    }

    /// Calls that were denied to one key and allowed to another at the same address.
    public static func probes(of table: EventTable, window: EventWindow) -> EventQuery {
        let within = table.condition(window)
        let denied = "\(CallExpressions.outcome) = 'denied'"
        let allowed = "\(CallExpressions.outcome) = 'ok'"
        let probed = """
            (sourceipaddress, eventname) IN (SELECT sourceipaddress, eventname FROM \(table.reference)
            WHERE \(within.text)
            GROUP BY sourceipaddress, eventname
            HAVING count_if(\(denied)) > 0 AND count_if(\(allowed)) > 0
            AND count(DISTINCT useridentity.accesskeyid) > 1)
            """
        return EventQuery(
            "calls denied to one key and allowed to another", from: table.reference, .allOf([within, .test(probed)]),
            of: table)
    }

    /// Each member of the record in a column of its own name: a structure's text form would be ambiguous.
    private static let columns: String = {
        let members = EventColumns.all.map { column in
            column.name.contains(".") ? "\(column.name) AS \(SQLText.name(column.name))" : column.name
        }
        let resources = """
            json_format(CAST(transform(resources, r -> map(ARRAY['ARN', 'accountId', 'type'], \
            ARRAY[r.arn, r.accountid, r.type])) AS JSON)) AS resources
            """
        let attributes = "useridentity.sessioncontext.webidfederationdata.attributes"
        return (members + [resources, "json_format(CAST(\(attributes) AS JSON)) AS \(SQLText.name(attributes))"])
            .joined(separator: ", ")
    }()
}
