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

/// A row of query results as an API answers it: of Insights a list of `{"field":...,"value":...}`, of CloudTrail Lake a
/// list of objects with one member each.
enum ResultRow {
    static func open(_ fields: [JSONValue], depth: Int) -> Unwrapped? {
        openInsights(fields, depth: depth) ?? openLake(fields, depth: depth)
    }

    private static func openLake(_ fields: [JSONValue], depth: Int) -> Unwrapped? {
        let columns = fields.compactMap { $0.objectValue }.flatMap(\.members)
        guard columns.count == fields.count, !columns.isEmpty else { return nil }
        let row = JSONObject(members: columns)
        if let record = row["eventJson"] ?? row["eventjson"] {
            return Unwrapping.unwrap(member: record, as: .lakeCSV, depth: depth)
        }
        guard let record = FlatRecord.rebuild(row) else {
            return .rejected("the row lacks the columns of a CloudTrail record", .lakeCSV)
        }
        return .record(JSONWriter().bytes(.object(record)), .lakeCSV)
    }

    private static func openInsights(_ fields: [JSONValue], depth: Int) -> Unwrapped? {
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
