internal import JSON

/// A log event of CloudWatch Logs, whose `message` is the record: from subscriptions, `filter-log-events` and
/// `get-log-events`; or a row of Insights results that was downloaded as JSON.
enum CloudWatchMessage: Envelope {
    static func open(_ element: JSONObject, depth: Int) -> Unwrapped? {
        if let message = element["@message"] {
            return Unwrapping.unwrap(member: message, as: .cloudwatchLogs, depth: depth)
        }
        if element["messageType"] == "CONTROL_MESSAGE" { return control }
        if element["awslogs"] != nil {
            return .rejected(
                "CloudWatch Logs data still compressed in base64: decode awslogs.data first", .cloudwatchLogs)
        }
        guard let message = element["message"], element["timestamp"] != nil || element["ingestionTime"] != nil else {
            return nil
        }
        if message.stringValue?.hasPrefix("CWL CONTROL MESSAGE") == true { return control }
        return Unwrapping.unwrap(member: message, as: .cloudwatchLogs, depth: depth)
    }

    private static let control = Unwrapped.notEvent(.notCloudTrail, "a control message of CloudWatch Logs")
}

/// A row of Insights results as the API answers it: a list of `{"field":...,"value":...}`.
enum InsightsRow {
    static func open(_ fields: [JSONValue], depth: Int) -> Unwrapped? {
        var columns = JSONObject()
        for field in fields {
            guard let name = field["field"]?.stringValue else { return nil }
            columns.append(name, field["value"] ?? .null)
        }
        guard !columns.isEmpty else { return nil }
        if let message = columns["@message"] {
            return Unwrapping.unwrap(member: message, as: .cloudwatchLogs, depth: depth)
        }
        guard let record = FlatRecord.rebuild(columns) else {
            return .rejected("a row of Insights results without @message", .cloudwatchLogs)
        }
        return .record(JSONWriter().bytes(.object(record)), .cloudwatchLogs)
    }
}
