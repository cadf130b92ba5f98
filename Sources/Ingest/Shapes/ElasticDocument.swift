internal import JSON

/// A document of the Elastic Common Schema, as a search hit or bare. The record is in `event.original` when the
/// pipeline kept it; else it is rebuilt from the fields.
///
/// Source: "AWS CloudTrail" in the Elastic integrations reference (exported fields), and the ECS field reference.
enum ElasticDocument: Envelope {
    static func open(_ element: JSONObject, depth: Int) -> Unwrapped? {
        if isBulkAction(element) { return .notEvent(.notCloudTrail, "an action line of Elasticsearch's bulk interface") }
        if let source = element["_source"] {
            guard let document = source.objectValue else {
                return .rejected("an Elasticsearch hit whose _source is no object", .elastic)
            }
            return open(document: document, depth: depth)
        }
        if let fields = element["fields"]?.objectValue, element["_index"] != nil {
            return open(document: singled(fields), depth: depth)
        }
        let isDocument =
            element["@timestamp"] != nil || ECSFields.value("event.original", in: element) != nil
            || ECSFields.value("aws.cloudtrail", in: element) != nil
        guard isDocument, element["@message"] == nil, !RecordMembers.areThose(of: element) else { return nil }
        return open(document: element, depth: depth)
    }

    /// `{"index":{"_index":...}}` or `{"create":{}}`: what is to be done with the document in the next line.
    private static func isBulkAction(_ element: JSONObject) -> Bool {
        guard element.members.count == 1, let action = element.members.first, ["index", "create"].contains(action.key),
            let target = action.value.objectValue
        else { return false }
        return target.members.allSatisfy { $0.key.hasPrefix("_") }
    }

    private static func open(document: JSONObject, depth: Int) -> Unwrapped {
        if let original = ECSFields.value("event.original", in: document) {
            let content = Unwrapping.unwrap(member: original, as: .elastic, depth: depth)
            if case .record = content { return content }
        }
        if RecordMembers.areThose(of: document) {
            return .record(JSONWriter().bytes(.object(document)), .elastic)
        }
        if let record = ECSFields.record(of: document) {
            return .record(JSONWriter().bytes(.object(record)), .elastic)
        }
        if let message = document["message"]?.stringValue, message.utf8.first == UInt8(ascii: "{") {
            return Unwrapping.unwrap(text: message, as: .elastic, depth: depth)
        }
        if let set = ECSFields.value("event.dataset", in: document)?.stringValue, set != "aws.cloudtrail" {
            return .notEvent(.notCloudTrail, "an Elastic document of the data set \"\(set)\"")
        }
        return .rejected("an Elastic document without event.original and without CloudTrail fields", .elastic)
    }

    /// `fields` answers hold every value in an array.
    private static func singled(_ fields: JSONObject) -> JSONObject {
        JSONObject(
            members: fields.members.map { member in
                let values = member.value.arrayValue
                return JSONObject.Member(key: member.key, value: values?.count == 1 ? values![0] : member.value)
            })
    }
}
