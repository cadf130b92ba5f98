internal import CloudTrail
internal import JSON

/// What the event history is asked for, apart from the time.
struct LookupQuestion: Hashable, Sendable {
    let attribute: LookupAttribute?
    /// Whether Insights events are meant, in place of management events.
    let isInsight: Bool

    /// The folder that answers lie in: a harmless name.
    var folder: String {
        let name = [isInsight ? "insight" : "management", attribute?.text].compactMap(\.self).joined(separator: ".")
        return LocalName.paths(for: [
            name.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "%2F")
        ])[0]
    }

    /// One page of the answer, as the API gives it: at most 50 events.
    ///
    /// The CLI would fetch all pages by itself, as fast as it can, and AWS allows two calls a second: so each run fetches one.
    /// Values go as JSON, in which the CLI takes each text literally.
    /// Source: LookupEvents in the CloudTrail API reference.
    func words(_ window: LookupWindow, token: String?) -> [String] {
        var words = [
            "cloudtrail", "lookup-events", "--start-time=\(window.from.iso8601)",
            "--end-time=\(window.lastSecond.iso8601)",
            "--max-results=50", "--no-paginate",
        ]
        if isInsight { words.append("--event-category=insight") }
        if let attribute {
            let value: JSONValue = [
                ["AttributeKey": .string(attribute.name), "AttributeValue": .string(attribute.value)]
            ]
            words.append("--lookup-attributes=" + JSONWriter().asciiString(value))
        }
        if let token { words.append("--next-token=\(token)") }
        return words
    }
}
