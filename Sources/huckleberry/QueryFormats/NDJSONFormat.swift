import JSON

/// One object a line.
struct NDJSONFormat: RowFormat {
    private let columns: [String]

    init(columns: [String]) { self.columns = columns }

    mutating func start() -> String { "" }

    mutating func row(_ values: [JSONValue]) -> String {
        JSONWriter().string(Self.object(columns, values)) + "\n"
    }

    mutating func finish() -> String { "" }

    /// The values by their columns' names.
    static func object(_ columns: [String], _ values: [JSONValue]) -> JSONValue {
        .object(JSONObject(members: zip(columns, values).map { JSONObject.Member(key: $0, value: $1) }))
    }
}
