import CloudTrail
import Events
import JSON

/// Timesketch's JSONL: what it needs (`message`, `datetime`, `timestamp_desc`), and the columns asked for.
/// Source: the Timesketch documentation, "Import timeline from JSON and CSV".
struct TimesketchFormat {
    private let columns: [String]

    init(columns: [String]) { self.columns = columns }

    func line(_ row: Int, of index: EventIndex, values: [JSONValue]) -> String {
        var event = JSONObject()
        event.append("message", .string(message(row, index)))
        event.append("datetime", .string(index.time(row).iso8601))
        event.append("timestamp_desc", "API call completed")
        for (name, value) in zip(columns, values) where event[name] == nil { event.append(name, value) }
        return JSONWriter().string(.object(event)) + "\n"
    }

    /// `CreateKeyPair by arn:aws:iam::111122223333:user/svc-backup from 198.51.100.23: ok`
    private func message(_ row: Int, _ index: EventIndex) -> String {
        let name = index.text(.name, row) ?? "unnamed call"
        let principal = index.text(.principal, row) ?? "nobody"
        let address = index.text(.ip, row) ?? "nowhere recorded"
        return "\(name) by \(principal) from \(address): \(index.flags(row).outcome.word)"
    }
}
