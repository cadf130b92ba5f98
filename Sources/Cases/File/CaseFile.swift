public import CloudTrail
internal import Foundation
internal import GRDB

/// A case on disk: an SQLite database in WAL mode. What has been written survives the end of the process and of the
/// machine; one console writes, others read.
public final class CaseFile: Sendable {
    public let path: String
    /// Whether another process writes to it, or it may not be written to at all: nothing is written here then.
    public let isReadOnly: Bool
    /// Whether it is another process that keeps it from being written to.
    public let isHeldByAnother: Bool
    let database: DatabaseQueue
    /// Held as long as the file is written to.
    private let lock: CaseLock?

    /// Opens a case, for writing where nobody else does.
    ///
    /// - Parameters:
    ///   - mayCreate: whether one is made where there is none.
    ///   - analyst: who opens it, as others are told.
    public init(_ path: String, mayCreate: Bool = true, analyst: String, at time: EventTime) throws(CaseProblem) {
        self.path = path
        let isThere = FileManager.default.fileExists(atPath: path)
        guard isThere || mayCreate else { throw CaseProblem(path: path, reason: .missing) }
        (lock, isHeldByAnother) = try Self.lock(path, isThere: isThere)
        isReadOnly = lock == nil
        guard !isReadOnly else {
            database = try Self.reader(path)
            return
        }
        let isNew = !Self.hasBytes(path)
        // What is something else is not touched: opening it for writing would.
        if !isNew { _ = try Self.reader(path) }
        database = try CaseProblem.catching(path) {
            let database = try DatabaseQueue(path: path, configuration: Self.configuration(isReadOnly: false))
            try CaseSchema.migrator.migrate(database)
            return database
        }
        try write { db in
            if isNew { try Self.set("id", UUID().uuidString.lowercased(), in: db) }
            try Self.set("holder", analyst, in: db)
            try Self.set("heldSince", String(time.milliseconds), in: db)
        }
    }

    /// Brings everything into the file itself: whoever copies it alone has all of it.
    public func settle() {
        guard !isReadOnly else { return }
        // Where it cannot be done, because somebody reads it, what was written stays beside it and counts.
        try? database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    }

    /// Opens a case that is there for reading alone, whoever writes to it.
    public init(reading path: String) throws(CaseProblem) {
        guard FileManager.default.fileExists(atPath: path) else { throw CaseProblem(path: path, reason: .missing) }
        self.path = path
        isReadOnly = true
        isHeldByAnother = false
        lock = nil
        database = try Self.reader(path)
    }

    /// A connection that only reads. Where nothing can be written beside the file, as on a medium that is read-only, the
    /// file is taken as it is.
    private static func reader(_ path: String) throws(CaseProblem) -> DatabaseQueue {
        try CaseProblem.catching(path) {
            func open(_ name: String) throws -> DatabaseQueue {
                let database = try DatabaseQueue(path: name, configuration: configuration(isReadOnly: true))
                try check(database, path: path)
                return database
            }
            do {
                return try open(path)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
                let file = URL(fileURLWithPath: path).absoluteString
                return try open(file + "?immutable=1")
            }
        }
    }

    /// A file that is there and may not be written to can still be read.
    private static func lock(_ path: String, isThere: Bool) throws(CaseProblem) -> (CaseLock?, isHeld: Bool) {
        do throws(CaseProblem) {
            let lock = try CaseLock.take(path)
            return (lock, lock == nil)
        } catch {
            guard isThere, error.reason == .readOnly else { throw error }
            return (nil, false)
        }
    }

    private static func hasBytes(_ path: String) -> Bool {
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        return (size ?? 0) > 0
    }

    private static func configuration(isReadOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        // Who writes is the only one; a reader waits for a moment at most.
        configuration.busyMode = .timeout(5)
        if !isReadOnly {
            configuration.journalMode = .wal
            // Each step is on the disk itself before the next key is read.
            configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
        }
        return configuration
    }

    private static func check(_ database: DatabaseQueue, path: String) throws {
        try database.read { db in
            guard try Int.fetchOne(db, sql: "PRAGMA application_id") == CaseSchema.applicationID else {
                throw CaseProblem(path: path, reason: .notACase)
            }
            if try CaseSchema.migrator.hasBeenSuperseded(db) { throw CaseProblem(path: path, reason: .newer) }
        }
    }

    // MARK: Reading and writing

    func read<Result>(_ body: (Database) throws -> Result) throws(CaseProblem) -> Result {
        try CaseProblem.catching(path) { try database.read(body) }
    }

    /// Changes the file: all of it, or nothing.
    func write<Result>(_ body: (Database) throws -> Result) throws(CaseProblem) -> Result {
        if isReadOnly { throw CaseProblem(path: path, reason: .readOnly) }
        return try CaseProblem.catching(path) { try database.write(body) }
    }

    static func set(_ name: String, _ value: String, in db: Database) throws {
        try db.execute(sql: "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", arguments: [name, value])
    }

    func fact(_ name: String) throws(CaseProblem) -> String? {
        try read { db in try String.fetchOne(db, sql: "SELECT value FROM facts WHERE name = ?", arguments: [name]) }
    }

    // MARK: The case itself

    /// What tells this case from others: made when the file was, and never changed.
    public func id() throws(CaseProblem) -> String { try fact("id") ?? "" }

    /// Who has it open for writing, and since when; of a file that nobody has open, who had it last.
    public func holder() throws(CaseProblem) -> (name: String, since: EventTime)? {
        guard let name = try fact("holder"), let since = try fact("heldSince").flatMap({ Int64($0) }) else {
            return nil
        }
        return (name, EventTime(milliseconds: since))
    }

    /// What it is about; nil for one that nothing has been opened with yet.
    public func sources() throws(CaseProblem) -> CaseSources? {
        guard let text = try fact("sources") else { return nil }
        return try CaseProblem.catching(path) { try CaseCoding.value(CaseSources.self, text) }
    }

    public func keep(_ sources: CaseSources) throws(CaseProblem) {
        try write { db in try Self.set("sources", try CaseCoding.text(sources), in: db) }
    }

    /// Saved views, in the console's own words; nil where none were saved.
    public func views() throws(CaseProblem) -> String? { try fact("views") }

    public func keep(views: String) throws(CaseProblem) {
        try write { db in try Self.set("views", views, in: db) }
    }
}
