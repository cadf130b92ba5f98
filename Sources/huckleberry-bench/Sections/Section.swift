import ArgumentParser

/// A part of the run that can be asked for by itself.
enum Section: String, CaseIterable, Sendable {
    case load, queries, search, rules, robots, console, follow, ndjson, cold, snapshot, tenfold

    /// What is measured when nothing is said. The others take a minute by the clock, drop what the whole machine has
    /// cached, or write what may be gigabytes.
    static let standard: Set<Section> = [.load, .queries, .search, .rules, .robots, .console, .ndjson]

    var title: String {
        switch self {
        case .load: "LOAD"
        case .queries: "QUERIES"
        case .search: "ALL RAW RECORDS"
        case .rules: "RULES"
        case .robots: "ROBOTS"
        case .console: "CONSOLE"
        case .follow: "FOLLOWING A FOLDER"
        case .ndjson: "ONE FILE, AND PEERS"
        case .cold: "COLD CACHE"
        case .snapshot: "A SNAPSHOT OF THE INDEX"
        case .tenfold: "TEN TIMES THE EVENTS"
        }
    }

    /// Reads `load,queries`.
    static func list(_ text: String) throws -> Set<Section> {
        Set(
            try text.split(separator: ",", omittingEmptySubsequences: false).map { word in
                guard let section = Section(rawValue: String(word)) else {
                    let names = allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("there is no part \"\(word)\"; there are \(names)")
                }
                return section
            })
    }
}
