internal import JSON

/// An EventBridge event: what happened is its `detail`, and `detail-type` says of what kind it is.
///
/// Source: "AWS service events delivered via AWS CloudTrail" in the EventBridge user guide.
enum EventBridgeEvent: Envelope {
    static func open(_ element: JSONObject, depth: Int) -> Unwrapped? {
        guard let kind = element["detail-type"]?.stringValue, let detail = element["detail"] else { return nil }
        let content = Unwrapping.unwrap(member: detail, as: .eventbridge, depth: depth)
        switch content {
        case .record, .finding: return content
        case .notEvent, .rejected:
            return kind.hasSuffix("via CloudTrail")
                ? .rejected("the detail of this EventBridge event is no CloudTrail record", .eventbridge)
                : .notEvent(.notCloudTrail, "an EventBridge event of the kind \"\(kind)\"")
        }
    }
}
