public import JSON

/// The instances that calls which launch, start, stop or terminate some list: `instancesSet.items[]`, in the request by
/// ID alone, or for a launch what is wanted; in the response with ID and state.
/// Source: the Amazon EC2 API Reference, and records of such calls.
public enum InstanceList {
    /// The entries of a record's `requestParameters` or `responseElements`, in their order.
    public static func entries(_ member: String, of record: JSONValue) -> [JSONValue] {
        record[path: [member, "instancesSet", "items"]]?.arrayValue ?? []
    }

    /// The IDs of the instances that a record is about: from its response where that lists them, else from its request.
    public static func ids(in record: JSONValue) -> [String] {
        for member in ["responseElements", "requestParameters"] {
            let ids = entries(member, of: record).compactMap { $0["instanceId"]?.stringValue }.filter { !$0.isEmpty }
            if !ids.isEmpty { return ids }
        }
        return []
    }
}
