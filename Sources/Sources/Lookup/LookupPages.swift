internal import CloudTrail
internal import JSON

/// The pages of the event history that lie here.
actor LookupPages {
    private let folder: FetchFolder
    private var journal: Journal

    init(folder: FetchFolder) throws(FetchProblem) {
        self.folder = folder
        journal = try Journal(path: folder.statePath + "/lookup.ndjson")
    }

    /// How far a window has come.
    struct State: Hashable, Sendable {
        var pages = 0
        var events = 0
        /// Up to where it was asked for: all pages of an answer are asked for with the same words.
        var to: EventTime?
        /// With which the next page is asked for; nil where there is none.
        var token: String?
        /// Whether nothing is missing, and nothing can come any more.
        var isSettled = false
    }

    /// The state of a window whose pages are all here, as they were written.
    func state(of window: String) -> State? {
        guard let entry = journal[window], let hashes = entry["sha256"]?.arrayValue,
            let events = entry["events"]?.intValue
        else { return nil }
        for (number, hash) in hashes.enumerated() {
            guard let found = try? LocalFile.hashes(folder.file(Self.path(window, number + 1))).sha256,
                found == hash.stringValue
            else { return nil }
        }
        return State(
            pages: hashes.count, events: events, to: entry["to"]?.stringValue.flatMap { EventTime($0) },
            token: entry["token"]?.stringValue, isSettled: entry["settled"] == true
        )
    }

    /// Adds a page to a window, in its first place where there is none yet.
    func add(_ page: [UInt8], _ state: State, to window: String) throws(FetchProblem) {
        let path = Self.path(window, state.pages)
        try folder.write(page, to: path)
        var hashes = state.pages == 1 ? [] : journal[window]?["sha256"]?.arrayValue ?? []
        hashes.append(.string(try LocalFile.hashes(folder.file(path)).sha256))
        var members: JSONObject = [
            "events": .number(state.events), "settled": .bool(state.isSettled), "sha256": .array(hashes),
        ]
        if let to = state.to { members.append("to", .string(to.iso8601)) }
        if let token = state.token { members.append("token", .string(token)) }
        journal.set(window, members)
        try journal.write()
    }

    /// Forgets a window, with its pages.
    func discard(_ window: String) throws(FetchProblem) {
        guard journal[window] != nil else { return }
        folder.discard(folder.file(window))
        journal.set(window, nil)
        try journal.write()
    }

    func finish() throws(FetchProblem) {
        try journal.write()
        try journal.rewrite()
    }

    private static func path(_ window: String, _ page: Int) -> String {
        let digits = String(page)
        return window + "/page-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".json"
    }
}
