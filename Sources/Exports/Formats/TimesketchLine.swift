internal import CloudTrail
public import Events
public import JSON

/// An event as Timesketch takes it, a line of JSON: what it needs (`message`, `datetime`, `timestamp_desc`), and whatever
/// columns are wanted.
/// Source: the Timesketch documentation, "Import timeline from JSON and CSV".
public struct TimesketchLine {
    private let columns: [String]
    private let redactor: Redactor?

    /// - Parameter redactor: for the message; values are redacted by whoever gives them.
    public init(columns: [String], redactor: Redactor? = nil) {
        self.columns = columns
        self.redactor = redactor
    }

    /// The line of a row, its break included.
    ///
    /// - Parameter tags: what Timesketch shows as tags of the event.
    public func text(_ row: Int, of index: EventIndex, values: [JSONValue], tags: [String] = []) -> String {
        var event = JSONObject()
        event.append("message", .string(message(row, index)))
        event.append("datetime", .string(index.time(row).iso8601))
        event.append("timestamp_desc", "API call completed")
        if !tags.isEmpty { event.append("tag", .array(tags.map { .string($0) })) }
        for (name, value) in zip(columns, values) where event[name] == nil { event.append(name, value) }
        return JSONWriter().string(.object(event)) + "\n"
    }

    /// `CreateKeyPair by arn:aws:iam::111122223333:user/svc-backup from 198.51.100.23: ok`
    private func message(_ row: Int, _ index: EventIndex) -> String {
        func told(_ text: String?) -> String? { text.map { redactor?.redacted($0) ?? $0 } }
        let name = index.text(.name, row) ?? "unnamed call"
        let principal = told(index.text(.principal, row)) ?? "nobody"
        let address = told(index.text(.ip, row)) ?? "nowhere recorded"
        return "\(name) by \(principal) from \(address): \(index.flags(row).outcome.word)"
    }
}
