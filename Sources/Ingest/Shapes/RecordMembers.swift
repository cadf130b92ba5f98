internal import JSON

/// The members by which a CloudTrail record is known.
///
/// Source: "CloudTrail record contents for management, data, and network activity events" in the CloudTrail user guide.
enum RecordMembers {
    /// Members that every kind of record has, Insights records all but three of them.
    static let familiar = [
        "eventVersion", "eventTime", "eventName", "eventSource", "eventID", "awsRegion", "userIdentity",
    ]

    /// Whether an object has the members of a record as CloudTrail writes it.
    static func areThose(of object: JSONObject) -> Bool {
        guard familiar.count(where: { object[$0] != nil }) >= 2 else { return false }
        // S3 and the queues name their messages in the same words, and themselves `aws:s3`, `aws:sqs`.
        return object["eventSource"]?.stringValue?.hasPrefix("aws:") != true
    }
}
