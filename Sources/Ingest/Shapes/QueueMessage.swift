internal import JSON

/// A message as SNS and SQS deliver it, with what was sent as text in it.
enum QueueMessage: Envelope {
    static func open(_ element: JSONObject, depth: Int) -> Unwrapped? {
        if let inner = element["Sns"]?.objectValue { return open(inner, depth: depth) }
        guard let message = text(element) else { return nil }
        guard let sent = try? JSONValue.parse(message) else {
            return .notEvent(.notCloudTrail, "an SNS or SQS message of plain text")
        }
        guard let list = sent["Records"]?.arrayValue else {
            return Unwrapping.unwrap(text: message, as: .eventbridge, depth: depth)
        }
        let contents = list.map { Unwrapping.unwrap(member: $0, as: .eventbridge, depth: depth + 1) }
        if contents.count == 1 { return contents[0] }
        let carried = contents.count { if case .record = $0 { true } else { false } }
        if carried > 0 {
            return .rejected("an SNS or SQS message of \(carried) records: only single ones can be taken out", .records)
        }
        return contents.first ?? .notEvent(.notCloudTrail, "an SNS or SQS message without records")
    }

    private static func text(_ element: JSONObject) -> String? {
        if element["TopicArn"] != nil || element["Type"] == "Notification" { return element["Message"]?.stringValue }
        if element["ReceiptHandle"] != nil || element["MD5OfBody"] != nil { return element["Body"]?.stringValue }
        if element["receiptHandle"] != nil || element["eventSource"] == "aws:sqs" {
            return element["body"]?.stringValue
        }
        return nil
    }
}
