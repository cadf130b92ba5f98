import JSON

/// One array of objects, one object a line.
struct JSONFormat: RowFormat {
    private let columns: [String]
    private var isFirst = true

    init(columns: [String]) { self.columns = columns }

    mutating func start() -> String { "[" }

    mutating func row(_ values: [JSONValue]) -> String {
        defer { isFirst = false }
        return (isFirst ? "\n" : ",\n") + JSONWriter().string(NDJSONFormat.object(columns, values))
    }

    mutating func finish() -> String { isFirst ? "]\n" : "\n]\n" }
}
