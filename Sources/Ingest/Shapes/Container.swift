/// Members of a document that hold its elements.
enum Container {
    /// The names, and who writes them.
    static let names: [StaticString] = [
        "Records",  // CloudTrail log files, S3 and SNS notifications
        "records",  // Azure exports, hand-made files
        "Events",  // LookupEvents
        "events",  // CloudWatch Logs: filter-log-events, get-log-events
        "logEvents",  // CloudWatch Logs: subscription data
        "results",  // CloudWatch Logs Insights, Splunk's REST interface
        "QueryResultRows",  // CloudTrail Lake: get-query-results
        "hits",  // Elasticsearch: hits.hits
        "Findings",  // GuardDuty: get-findings
        "findings",  // GuardDuty exports, Security Hub
        "Messages",  // SQS: receive-message
    ]

    /// Whether a member of that name holds elements when it is an array, or holds such a member when it is an object.
    static func holdsElements(_ name: Span<UInt8>) -> Bool {
        names.contains { name.equals($0) }
    }
}
