internal import JSON

/// An event of Splunk: a search result (`result`), its raw text (`_raw`), fields extracted from it, or a payload of the
/// HTTP Event Collector (`event` beside Splunk's own fields).
enum SplunkEvent: Envelope {
    /// Fields that Splunk adds and CloudTrail does not know.
    private static let ownFields = ["_time", "_raw", "sourcetype", "index", "host", "_bkt", "_cd", "splunk_server"]

    static func open(_ element: JSONObject, depth: Int) -> Unwrapped? {
        if case .object(let result)? = element["result"] { return open(fields: result, depth: depth) }
        if element["_raw"] != nil || ownFields.contains(where: { element[$0] != nil }) && element["event"] == nil {
            return open(fields: element, depth: depth)
        }
        guard let event = element["event"] else { return nil }
        if ["time", "sourcetype", "source", "host", "index"].contains(where: { element[$0] != nil }) {
            return Unwrapping.unwrap(member: event, as: .splunk, depth: depth)
        }
        // Only `event` is required; without a field of Splunk's own beside it, it must prove itself.
        let content = Unwrapping.unwrap(member: event, as: .splunk, depth: depth)
        if case .record = content { return content }
        return nil
    }

    private static func open(fields: JSONObject, depth: Int) -> Unwrapped {
        if let raw = fields["_raw"] { return Unwrapping.unwrap(member: raw, as: .splunk, depth: depth) }
        if let record = FlatRecord.rebuild(fields) {
            return .record(JSONWriter().bytes(.object(record)), .splunk)
        }
        return .rejected("a Splunk result without _raw and without the fields of a CloudTrail record", .splunk)
    }
}
