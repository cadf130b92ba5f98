internal import CloudTrail
internal import JSON

/// What is known of objects that lie here, and what this run has added. All that runs at the same time tells it.
actor S3Store {
    private let folder: FetchFolder
    private let bucket: String
    private var journal: Journal
    private var settled = Set<String>()
    private(set) var bytes = 0
    private(set) var checks: [S3Check: Int] = [:]
    private var losses: [String: String] = [:]

    init(folder: FetchFolder, bucket: String) throws(FetchProblem) {
        self.folder = folder
        self.bucket = bucket
        journal = try Journal(path: folder.statePath + "/manifest.ndjson")
    }

    var settledCount: Int { settled.count }

    func isSettled(_ placed: S3Placed) -> Bool { settled.contains(placed.object.key) }

    /// How an object stands.
    enum Standing: Hashable, Sendable {
        case here
        case missing
        /// It lies here with other bytes than were fetched.
        case changed
        /// The bucket has another object of that name by now.
        case replaced
    }

    /// - Parameter rehashes: whether the bytes of each file are read, also of those whose size and time are as they were.
    func standing(of placed: S3Placed, rehashes: Bool) -> Standing {
        guard let entry = journal[name(of: placed)], entry["path"]?.stringValue == placed.path else { return .missing }
        let isSame = entry["etag"]?.stringValue == placed.object.etag && entry["size"]?.intValue == placed.object.size
        guard let facts = LocalFile.facts(folder.file(placed.path)) else { return .missing }
        if facts.size != entry["size"]?.intValue { return .changed }
        let time = entry["modified"]?.stringValue.flatMap { EventTime($0) }
        if rehashes || facts.modified != time {
            let hashes = try? LocalFile.hashes(folder.file(placed.path))
            guard let hashes, hashes.sha256 == entry["sha256"]?.stringValue else { return .changed }
        }
        return isSame ? .here : .replaced
    }

    /// Moves a file that was checked to its place, and notes it.
    func settle(_ placed: S3Placed, from staged: String, sha256: String, check: S3Check) throws(FetchProblem) {
        let object = placed.object
        LocalFile.setTime(staged, object.modified)
        try folder.move(staged, to: placed.path)
        journal.set(
            name(of: placed),
            [
                "path": .string(placed.path), "size": .number(object.size), "etag": .string(object.etag),
                "modified": .string(object.modified.iso8601), "sha256": .string(sha256),
                "check": .string(check.rawValue),
            ])
        settled.insert(object.key)
        losses[object.key] = nil
        bytes += object.size
        checks[check, default: 0] += 1
    }

    func lose(_ placed: S3Placed, _ reason: String) { losses[placed.object.key] = reason }

    /// Adds to the file what was noted.
    func save() throws(FetchProblem) { try journal.write() }

    /// Writes the file anew, in order.
    func finish() throws(FetchProblem) {
        try journal.write()
        try journal.rewrite()
    }

    /// What could not be fetched, in the order of the keys.
    var named: [FetchLoss] {
        losses.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { FetchLoss(name: "s3://\(bucket)/\($0.key)", reason: $0.value) }
    }

    private func name(of placed: S3Placed) -> String { "s3://\(bucket)/\(placed.object.key)" }
}
