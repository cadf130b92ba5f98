/// A query for the events that a condition takes in, each as one row of columns by the names of CloudTrail's members.
public struct EventQuery: Hashable, Sendable {
    /// The statement.
    public let text: String

    /// - Parameters:
    ///   - bounds: what the engine can decide of what is wanted; its upper bound is asked for.
    ///   - window: the part of the trail.
    public init(_ bounds: Bounds, in table: EventTable, window: EventWindow) {
        let wanted = SQLCondition.allOf([table.condition(window), bounds.upper])
        text = """
            SELECT \(Self.columns)
            FROM \(table.reference)
            WHERE \(wanted.text)
            """
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
