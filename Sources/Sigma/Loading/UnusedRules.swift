/// Documents that are no part of the set, by the names that others may ask for.
struct UnusedRules {
    private(set) var skipped: [String: LogSource] = [:]
    private(set) var rejected: Set<String> = []

    mutating func skip(_ names: [String], _ logSource: LogSource) {
        for name in names where skipped[name] == nil { skipped[name] = logSource }
    }

    mutating func reject(_ names: [String]) { rejected.formUnion(names) }
}
