public import Events

/// How a source holds its records, told by its content alone. The raw values are names that scripts read.
public enum Shape: String, CaseIterable, Hashable, Sendable, Codable {
    /// `{"Records":[...]}`, as CloudTrail delivers log files.
    case records
    /// A record in each line.
    case ndjson
    /// An array of records.
    case array
    /// A single record.
    case object
    /// Records one after the other, not in lines.
    case concatenated
    /// Answers of LookupEvents, where the record is JSON within a string.
    case lookupEvents = "lookup-events"
    /// EventBridge events, where the record is the `detail`.
    case eventbridge
    /// Messages of CloudWatch Logs: subscription data, command line output, exports, Insights results.
    case cloudwatchLogs = "cloudwatch-logs"
    /// Columns of a CloudTrail Lake or Athena table, as CSV or as JSON in lower case.
    case lakeCSV = "lake-csv"
    /// Splunk exports and HTTP Event Collector payloads.
    case splunk
    /// Elastic Common Schema documents.
    case elastic
    /// GuardDuty findings: alerts, not events.
    case guardduty
    /// A CloudTrail digest file.
    case digest
    /// Something else, recognised or not.
    case notCloudTrail = "not-cloudtrail"
    /// No bytes, or no records.
    case empty
    /// Could not be read at all.
    case unreadable
}

extension Shape {
    /// Whether sources of this shape hold events.
    public var isEventShape: Bool {
        switch self {
        case .records, .ndjson, .array, .object, .concatenated, .lookupEvents, .eventbridge, .cloudwatchLogs, .lakeCSV,
            .splunk, .elastic:
            true
        case .guardduty, .digest, .notCloudTrail, .empty, .unreadable: false
        }
    }

    /// How much a copy that travelled in this shape is worth beside other copies of the event.
    public var carrier: RecordCarrier {
        switch self {
        case .records, .ndjson, .array, .object, .concatenated: .native
        case .lookupEvents: .lookup
        case .eventbridge, .cloudwatchLogs: .message
        case .lakeCSV, .splunk, .elastic, .guardduty, .digest, .notCloudTrail, .empty, .unreadable: .rebuilt
        }
    }
}
