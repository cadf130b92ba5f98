internal import JSON

/// An event as LookupEvents answers it: a summary, and the record as JSON text in `CloudTrailEvent`.
///
/// Source: the data type `Event` of the CloudTrail API reference.
enum LookupAnswer: Envelope {
    static func open(_ element: JSONObject, depth: Int) -> Unwrapped? {
        if let record = element["CloudTrailEvent"] ?? element["cloudTrailEvent"] {
            return Unwrapping.unwrap(member: record, as: .lookupEvents, depth: depth)
        }
        guard element["EventId"] != nil, element["EventName"] != nil else { return nil }
        return .rejected("a LookupEvents summary without its CloudTrailEvent", .lookupEvents)
    }
}
