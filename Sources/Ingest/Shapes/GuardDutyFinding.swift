internal import JSON

/// A GuardDuty finding: as exported to S3 (names in camel case) or as `get-findings` answers it (names that begin with
/// a capital). Handed on in camel case, so that there is one form to read.
///
/// Source: the data type `Finding` of the GuardDuty API reference.
enum GuardDutyFinding: Envelope {
    static func open(_ element: JSONObject, depth: Int) -> Unwrapped? {
        if isFinding(element, type: "type", service: "service", resource: "resource") {
            return .finding(JSONWriter().bytes(.object(element)))
        }
        if isFinding(element, type: "Type", service: "Service", resource: "Resource") {
            return .finding(JSONWriter().bytes(uncapitalised(.object(element))))
        }
        return nil
    }

    /// A finding's type reads `ThreatPurpose:ResourceType/Name`.
    private static func isFinding(_ element: JSONObject, type: String, service: String, resource: String) -> Bool {
        guard let kind = element[type]?.stringValue, kind.utf8.contains(UInt8(ascii: ":")),
            kind.utf8.contains(UInt8(ascii: "/")), element[service]?.objectValue != nil
        else { return false }
        return element[resource] != nil || element["SchemaVersion"] != nil || element["schemaVersion"] != nil
    }

    private static func uncapitalised(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            .object(
                JSONObject(
                    members: object.members.map {
                        JSONObject.Member(
                            key: $0.key.prefix(1).lowercased() + $0.key.dropFirst(), value: uncapitalised($0.value))
                    }))
        case .array(let elements): .array(elements.map(uncapitalised))
        default: value
        }
    }
}
