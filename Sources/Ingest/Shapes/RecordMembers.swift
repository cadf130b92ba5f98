internal import JSON

/// The members by which a CloudTrail record is known.
///
/// Source: "CloudTrail record contents for management, data, and network activity events" in the CloudTrail user guide.
enum RecordMembers {
    /// Members that every kind of record has, Insights records all but three of them.
    static let familiar = [
        "eventVersion", "eventTime", "eventName", "eventSource", "eventID", "awsRegion", "userIdentity",
    ]

    /// Whether a member of that name tells that the object is no record as CloudTrail writes it: no record has these,
    /// and what they stand in carries a record, or is one taken apart.
    @inline(__always)
    static func isForeign(_ name: Span<UInt8>) -> Bool {
        switch name.count {
        case 4: name.equals("_raw")
        case 7: name.equals("_source")
        case 11: name.equals("detail-type")
        case 15: name.equals("CloudTrailEvent") || name.extracting(first: 13).equals("userIdentity.")
        case 14...: name.extracting(first: 13).equals("userIdentity.")
        default: false
        }
    }

    /// Whether the object is itself a record as CloudTrail writes it, by the same signs as the scanner's.
    static func isNative(_ object: JSONObject) -> Bool {
        areThose(of: object)
            && !object.members.contains { member in
                var key = member.key
                return key.withUTF8 { unsafe isForeign($0.span) }
            }
    }

    /// Whether an object has the members of a record as CloudTrail writes it.
    static func areThose(of object: JSONObject) -> Bool {
        guard familiar.count(where: { object[$0] != nil }) >= 2 else { return false }
        // S3 and the queues name their messages in the same words, and themselves `aws:s3`, `aws:sqs`.
        return object["eventSource"]?.stringValue?.hasPrefix("aws:") != true
    }
}
