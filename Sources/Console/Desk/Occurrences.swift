internal import Cases
internal import CloudTrail
internal import Events
internal import JSON
internal import Query
internal import Records

/// Where a value occurs: in which fields of the index, and where in the records.
struct Occurrences {
    /// Events that have it in one place.
    struct Place {
        /// The field of the filter language, or the path in the record.
        var field: String
        var count: Int
        var first: Int
        var last: Int
        /// What keeps just these events.
        var filter: String
    }

    /// Fields of the index, in their order.
    private(set) var fields: [Place] = []
    /// Paths in records that no field of the index holds, the most frequent first.
    private(set) var paths: [Place] = []
    /// Records that hold the value somewhere.
    private(set) var matching = 0
    /// How many of them were taken apart.
    private(set) var read = 0
    /// All events that have it, as far as they were found.
    private(set) var rows: RowSet

    /// Records that are taken apart, at most: the first in time.
    static let mostRead = 4_000
    /// Paths that are kept apart, at most: a record may have a name for each of its values.
    static let mostPaths = 500

    /// - Complexity: all records are searched for the text of the value, and the first ``mostRead`` of those that have it
    ///   are read.
    init(of value: String, on desk: TrailDesk, isCancelled: @Sendable () -> Bool) throws(Problem) {
        let index = desk.index
        rows = .none(of: index.count)
        for alias in Alias.allCases {
            guard let field = alias.indexField, index.table(field).code(of: value) != nil else { continue }
            let found = index.rows(field, equal: value)
            guard let first = found.first, let last = found.last else { continue }
            let filter = "\(alias.rawValue):\(Entity.quoted(value))"
            fields.append(Place(field: alias.rawValue, count: found.count, first: first, last: last, filter: filter))
            rows = rows.union(found)
        }
        let word = Entity.quoted(value)
        let holding = try desk.rows(matching: word, isCancelled: isCancelled)
        matching = holding.count
        rows = rows.union(holding)
        let sample = holding.rows.prefix(Self.mostRead).map { Int($0) }
        let needle = value.lowercased()
        var found: [String: Place] = [:]
        desk.trail.records.forEach(sample, isCancelled: isCancelled) { row, record in
            read += 1
            var seen: Set<String> = []
            Self.visit(record.json, path: "") { path, text in
                if text == value || text.lowercased().contains(needle) { seen.insert(path) }
            }
            for path in seen where found[path] != nil || found.count < Self.mostPaths {
                var place = found[path] ?? Place(field: path, count: 0, first: row, last: row, filter: "")
                place.count += 1
                place.first = min(place.first, row)
                place.last = max(place.last, row)
                found[path] = place
            }
        }
        paths = found.values.filter { !Self.isIndexed($0.field) }.map { place in
            var place = place
            place.filter = Query.Field(place.field).map { _ in "\(Self.escaped(place.field)):*\(word)*" } ?? word
            return place
        }.sorted { ($1.count, $0.field) < ($0.count, $1.field) }
    }

    /// Whether a field of the index stands for the path: then it has been named already.
    private static func isIndexed(_ path: String) -> Bool {
        if case .alias(let alias) = Query.Field(path) { alias.indexField != nil } else { false }
    }

    /// A path as a filter has it: what is no plain name is escaped.
    private static func escaped(_ path: String) -> String {
        path.unicodeScalars.reduce(into: "") { text, scalar in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            if !isPlain, !".-_".unicodeScalars.contains(scalar) { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
    }

    /// Texts, numbers and truth values, each with its path; elements of arrays are at the array's own.
    private static func visit(_ value: JSONValue, path: String, _ body: (String, String) -> Void) {
        switch value {
        case .null: break
        case .bool(let bool): body(path, bool ? "true" : "false")
        case .number(let text), .string(let text): body(path, text)
        case .array(let elements): for element in elements { visit(element, path: path, body) }
        case .object(let object):
            for member in object.members {
                visit(member.value, path: path.isEmpty ? member.key : path + "." + member.key, body)
            }
        }
    }
}
