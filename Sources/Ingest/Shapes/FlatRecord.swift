internal import CloudTrail
internal import JSON

/// A record that travelled as columns: a row of a Lake or Athena table, fields that Splunk extracted, lower-case JSON.
///
/// Rebuilding puts CloudTrail's spelling and nesting back. Nothing is dropped but empty columns: names that are not
/// CloudTrail's (a partition's date, a product's own fields) stay as members of the record.
enum FlatRecord {
    /// More columns than any table of events has; looking each up among all would take for ever.
    static let columnLimit = 2_000

    /// The record that the columns make up; nil when they are not those of a record, or too many.
    static func rebuild(_ columns: JSONObject) -> JSONObject? {
        guard columns.count <= columnLimit else { return nil }
        var record = JSONObject()
        for column in columns.members where !isAbsent(column.value) {
            let path = column.key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            let first = withoutArrayMark(path[0])
            guard let name = FieldSpelling.member(first) else {
                record.append(column.key, column.value)
                continue
            }
            if path.count == 1, first == path[0] {
                record[name] = value(column.value, of: name)
            } else {
                let mark = first == path[0] ? "" : "{}"
                let inner =
                    FieldSpelling.isStructure(name)
                    ? path.dropFirst().map { spelled($0, name) } : Array(path.dropFirst())
                record = place(column.value, at: [name + mark] + inner, in: record)
            }
        }
        return RecordMembers.areThose(of: record) ? record : nil
    }

    /// Lake and Athena write nothing for null, Hive `\N`, Splunk and others the word.
    private static func isAbsent(_ value: JSONValue) -> Bool {
        value.isNull || value == "" || value == "\\N" || value == "null" || value == "-"
    }

    private static func value(_ value: JSONValue, of name: String) -> JSONValue {
        guard case .string(let text) = value else { return respelled(value, name) }
        switch name {
        case "eventTime":
            return .string(EventTime(text)?.iso8601 ?? text)
        case "readOnly", "managementEvent":
            return text == "true" ? true : text == "false" ? false : value
        default:
            guard text.utf8.first == UInt8(ascii: "{") || text.utf8.first == UInt8(ascii: "[") else { return value }
            return respelled((try? JSONValue.parse(text)) ?? StructText.parse(text) ?? value, name)
        }
    }

    private static func respelled(_ value: JSONValue, _ structure: String) -> JSONValue {
        guard FieldSpelling.isStructure(structure) else { return value }
        switch value {
        case .object(let object):
            return .object(
                JSONObject(
                    members: object.members.map {
                        JSONObject.Member(
                            key: FieldSpelling.inner($0.key, of: structure), value: respelled($0.value, structure))
                    }))
        case .array(let elements): return .array(elements.map { respelled($0, structure) })
        default: return value
        }
    }

    // MARK: Dotted names

    /// Splunk marks an array by braces: `resources{}.ARN`.
    private static func withoutArrayMark(_ step: String) -> String {
        step.hasSuffix("{}") ? String(step.dropLast(2)) : step
    }

    private static func spelled(_ step: String, _ structure: String) -> String {
        let name = withoutArrayMark(step)
        return FieldSpelling.inner(name, of: structure) + (name == step ? "" : "{}")
    }

    /// The object with `value` put where the path leads. Of an array's columns the n-th values make up its n-th element.
    private static func place(_ value: JSONValue, at path: [String], in object: JSONObject) -> JSONObject {
        var object = object
        let step = path[0]
        let name = withoutArrayMark(step)
        let rest = Array(path.dropFirst())
        if name == step {
            object[name] =
                rest.isEmpty ? value : .object(place(value, at: rest, in: object[name]?.objectValue ?? JSONObject()))
            return object
        }
        let values = value.arrayValue ?? [value]
        guard !rest.isEmpty else {
            object[name] = .array(values)
            return object
        }
        var elements = object[name]?.arrayValue ?? []
        for (index, value) in values.enumerated() {
            if index == elements.count { elements.append(.object(JSONObject())) }
            elements[index] = .object(place(value, at: rest, in: elements[index].objectValue ?? JSONObject()))
        }
        object[name] = .array(elements)
        return object
    }
}
