import JSON

/// As much of JSON Schema (draft 2020-12) as the published schemas use. A keyword that it does not know is a problem, so
/// that none is passed over.
struct JSONSchema {
    private let root: JSONValue

    init(_ root: JSONValue) {
        self.root = root
    }

    /// What is wrong with a value, each with its place.
    func problems(of value: JSONValue) -> [String] { problems(of: value, at: "$", root) }

    private func problems(of value: JSONValue, at place: String, _ schema: JSONValue) -> [String] {
        (schema.objectValue?.members ?? []).flatMap { member -> [String] in
            switch member.key {
            case "$schema", "title", "description", "$defs": []
            case "$ref": reference(member.value).map { problems(of: value, at: place, $0) } ?? ["\(place): bad $ref"]
            case "type": isOf(value, member.value) ? [] : ["\(place): not of type \(member.value)"]
            case "const": value == member.value ? [] : ["\(place): not the constant"]
            case "enum": member.value.arrayValue?.contains(value) == true ? [] : ["\(place): not in the enum"]
            case "minimum": (value.intValue ?? .max) >= (member.value.intValue ?? .min) ? [] : ["\(place): too small"]
            case "pattern": matches(value, member.value) ? [] : ["\(place): does not match the pattern"]
            case "required":
                value.objectValue == nil
                    ? []
                    : (member.value.arrayValue ?? []).compactMap(\.stringValue).filter { value[$0] == nil }
                        .map { "\(place): \($0) is missing" }
            case "properties":
                (value.objectValue?.members ?? []).flatMap { part in
                    member.value[part.key].map { problems(of: part.value, at: "\(place).\(part.key)", $0) } ?? []
                }
            case "additionalProperties":
                (value.objectValue?.keys ?? []).filter { schema["properties"]?[$0] == nil }
                    .map { "\(place): \($0) is not allowed" }
            case "items":
                (value.arrayValue ?? []).enumerated().flatMap { number, item in
                    problems(of: item, at: "\(place)[\(number)]", member.value)
                }
            default: ["\(place): unknown keyword \(member.key)"]
            }
        }
    }

    private func reference(_ value: JSONValue) -> JSONValue? {
        guard let text = value.stringValue, text.hasPrefix("#/") else { return nil }
        return root[path: text.dropFirst(2).split(separator: "/").map(String.init)]
    }

    private func isOf(_ value: JSONValue, _ types: JSONValue) -> Bool {
        (types.arrayValue ?? [types]).compactMap(\.stringValue).contains { type in
            switch (type, value) {
            case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array), ("object", .object),
                ("number", .number):
                true
            case ("integer", .number): value.intValue != nil
            default: false
            }
        }
    }

    /// The pattern speaks of texts alone.
    private func matches(_ value: JSONValue, _ pattern: JSONValue) -> Bool {
        guard let text = value.stringValue else { return true }
        guard let pattern = pattern.stringValue, let regex = try? Regex(pattern) else { return false }
        return text.firstMatch(of: regex) != nil
    }
}
