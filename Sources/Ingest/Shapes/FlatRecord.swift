internal import CloudTrail
internal import JSON

/// A record that travelled as columns: a row of a Lake or Athena table, fields that Splunk extracted, lower-case JSON.
///
/// Rebuilding puts CloudTrail's spelling and nesting back. Nothing is dropped but empty columns: names that are not
/// CloudTrail's (a partition's date, a product's own fields) stay as members of the record.
enum FlatRecord {
    /// More columns than any table of events has; looking each up among all would take for ever.
    static let columnLimit = 2_000

    /// Names with more dots than this lead deeper than any record goes.
    static let depthLimit = 32

    /// A value, and the names that lead to it.
    private struct Column {
        var path: ArraySlice<String>
        var value: JSONValue
    }

    /// The record that the columns make up; nil when they are not those of a record, or too many.
    ///
    /// - Complexity: linear in the columns and in the names that lead to them.
    static func rebuild(_ columns: JSONObject) -> JSONObject? {
        guard columns.count <= columnLimit else { return nil }
        var record = JSONObject()
        var nested: [Column] = []
        var begun: Set<String> = []
        for column in columns.members where !isAbsent(column.value) {
            let path = self.path(column.key)
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
                nested.append(Column(path: ([name + mark] + inner)[...], value: column.value))
                // It stands where its first column stood.
                if begun.insert(name).inserted, record[name] == nil { record.append(name, .null) }
            }
        }
        record = joined(nested, into: record)
        return RecordMembers.areThose(of: record) ? record : nil
    }

    /// The names in a column's name; the whole of it where they are too many.
    private static func path(_ key: String) -> [String] {
        guard key.utf8.count(where: { $0 == UInt8(ascii: ".") }) <= depthLimit else { return [key] }
        return key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
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
            guard FieldSpelling.isCompound(name),
                text.utf8.first == UInt8(ascii: "{") || text.utf8.first == UInt8(ascii: "[")
            else { return value }
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

    /// The object with each value put where its path leads. Of an array's columns the n-th values make up its n-th element.
    private static func joined(_ columns: [Column], into object: JSONObject) -> JSONObject {
        var object = object
        var groups: [(step: String, columns: [Column])] = []
        var places: [String: Int] = [:]
        for column in columns {
            guard let step = column.path.first else { continue }
            let rest = Column(path: column.path.dropFirst(), value: column.value)
            if let place = places[step] {
                groups[place].columns.append(rest)
            } else {
                places[step] = groups.count
                groups.append((step, [rest]))
            }
        }
        var known = Set(object.members.map(\.key))
        for (step, columns) in groups {
            let name = withoutArrayMark(step)
            let isNew = known.insert(name).inserted
            let old = isNew ? nil : object[name]
            let value = name == step ? member(columns, old) : array(columns, old)
            if isNew { object.append(name, value) } else { object[name] = value }
        }
        return object
    }

    /// What columns of one name make up, beside what is there already.
    private static func member(_ columns: [Column], _ old: JSONValue?) -> JSONValue {
        let own = columns.last { $0.path.isEmpty }?.value ?? old
        let inner = columns.filter { !$0.path.isEmpty }
        guard !inner.isEmpty else { return own ?? .null }
        return .object(joined(inner, into: own?.objectValue ?? JSONObject()))
    }

    /// The same for columns that hold a value for each element of an array.
    private static func array(_ columns: [Column], _ old: JSONValue?) -> JSONValue {
        var elements = old?.arrayValue ?? []
        var inner: [[Column]] = []
        for column in columns {
            let values = column.value.arrayValue ?? [column.value]
            guard !column.path.isEmpty else {
                elements = values
                continue
            }
            for (number, value) in values.enumerated() {
                if number == inner.count { inner.append([]) }
                inner[number].append(Column(path: column.path, value: value))
            }
        }
        for (number, columns) in inner.enumerated() {
            let old = elements.indices.contains(number) ? elements[number].objectValue : nil
            let element = JSONValue.object(joined(columns, into: old ?? JSONObject()))
            if number < elements.count { elements[number] = element } else { elements.append(element) }
        }
        return .array(elements)
    }
}
