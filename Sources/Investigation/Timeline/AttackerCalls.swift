internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// The calls of an incident by their names: what phases, patterns and answers ask for again and again.
struct AttackerCalls {
    let index: EventIndex
    /// In time order.
    let rows: [Int]
    private let byName: [UInt32: [Int]]

    init(_ rows: [Int], in index: EventIndex) {
        self.index = index
        self.rows = rows
        byName = Dictionary(grouping: rows) { index.code(.name, $0) }
    }

    /// The rows of calls with one of the names, in time order.
    func named(_ names: [String]) -> [Int] {
        let found = names.compactMap { index.table(.name).code(of: $0).flatMap { byName[$0] } }
        return found.count == 1 ? found[0] : found.flatMap { $0 }.sorted()
    }

    /// Those of them that succeeded.
    func succeeded(_ names: [String]) -> [Int] { named(names).filter { index.flags($0).outcome == .ok } }

    /// The rows of the calls of a service, in time order.
    func ofService(_ service: String) -> [Int] {
        guard let code = index.table(.service).code(of: service + ".amazonaws.com") else { return [] }
        return rows.filter { index.code(.service, $0) == code }
    }
}

extension EventIndex {
    /// A call, whoever makes it: service and name.
    func call(_ row: Int) -> UInt64 { UInt64(code(.service, row)) << 32 | UInt64(code(.name, row)) }

    /// Who calls: a key, and the principal that a call without a key has.
    func caller(_ row: Int) -> UInt64 { UInt64(code(.key, row)) << 32 | UInt64(code(.principal, row)) }

    /// Whether the call changed something: not a look-up, and no sign-in either, which CloudTrail counts as a change.
    func isSuccessfulChange(_ row: Int) -> Bool {
        let flags = flags(row)
        return flags.outcome == .ok && flags.readWrite == .write
            && !["signin.amazonaws.com", "sts.amazonaws.com"].contains(text(.service, row))
    }

    /// The words for a caller: the user's name and the key, which is the log's text.
    func callerName(_ row: Int) -> String {
        let name = Wording.name(of: text(.principal, row) ?? "none")
        return text(.key, row).map { "\(name) (\($0))" } ?? name
    }
}

// Rows in time order.
extension [Int] {
    /// The first row behind another. A binary search.
    func first(after row: Int) -> Int? {
        let place = count(upTo: { $0 <= row })
        return place < count ? self[place] : nil
    }

    /// The last row in front of another. A binary search.
    func last(before row: Int) -> Int? {
        let place = count(upTo: { $0 < row })
        return place > 0 ? self[place - 1] : nil
    }

    /// How many rows there are up to the first that is not accepted, where all behind it are not either.
    private func count(upTo isAccepted: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isAccepted(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension RecordReader {
    /// The records of some rows as trees. A bound keeps hostile numbers of calls from being read one by one.
    ///
    /// - Parameter limit: so many of the first rows are read.
    func trees(of rows: [Int], limit: Int = 20_000) -> [(row: Int, record: JSONValue)] {
        var found: [(row: Int, record: JSONValue)] = []
        forEach(rows.prefix(limit)) { found.append(($0, $1.json)) }
        return found.sorted { $0.row < $1.row }
    }
}
