internal import JSON

/// The members by which a CloudTrail record is known.
///
/// Source: "CloudTrail record contents for management, data, and network activity events" in the CloudTrail user guide.
enum RecordMembers {
    /// Members that every kind of record has, Insights records all but three of them.
    static let familiar = familiarNames.map(\.description)

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

    /// Whether a record names S3 as S3 does in its notifications, `aws:s3`, whose records look like CloudTrail's.
    static func isOfNotification(service: Span<UInt8>) -> Bool {
        service.count > 4 && service.extracting(first: 4).equals("aws:")
    }

    /// Whether the object is itself a record as CloudTrail writes it, by the same signs as the scanner's.
    static func isNative(_ object: JSONObject) -> Bool {
        areThose(of: object)
            && !object.members.contains { member in
                var key = member.key
                return key.withUTF8 { unsafe isForeign($0.span) }
            }
    }

    /// Whether an object has the members of a record as CloudTrail writes it, not taken apart into columns.
    static func areThose(of object: JSONObject) -> Bool {
        guard familiar.count(where: { object[$0] != nil }) >= 2 else { return false }
        guard !object.members.contains(where: { $0.key.hasPrefix("userIdentity.") }) else { return false }
        // S3 and the queues name their messages in the same words, and themselves `aws:s3`, `aws:sqs`.
        return object["eventSource"]?.stringValue?.hasPrefix("aws:") != true
    }

    /// The same of an object that a tape begins with; false also where a key is spelled with escapes.
    static func areNative(_ tape: borrowing JSONTape, of text: Span<UInt8>) -> Bool {
        guard let object = tape.entries.first, object.kind == .object else { return false }
        var seen: UInt8 = 0
        var key = 1
        while key < object.next {
            let entry = tape.entries[key]
            guard entry.isPlain else { return false }
            let name = text.extracting(entry.start..<entry.end)
            if isForeign(name) { return false }
            if let number = familiarNames.firstIndex(where: { name.equals($0) }) { seen |= 1 << UInt8(number) }
            let value = tape.entries[key + 1]
            if name.equals("eventSource"), value.kind == .string {
                let source = text.extracting(value.start..<value.end)
                // S3 and the queues name their messages in the same words.
                if !value.isPlain || source.count >= 4 && source.extracting(first: 4).equals("aws:") { return false }
            }
            key = value.next
        }
        return seen.nonzeroBitCount >= 2
    }

    private static let familiarNames: [StaticString] = [
        "eventVersion", "eventTime", "eventName", "eventSource", "eventID", "awsRegion", "userIdentity",
    ]
}
