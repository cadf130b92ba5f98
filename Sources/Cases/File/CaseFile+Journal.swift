internal import CloudTrail
internal import GRDB

extension CaseFile {
    /// The journal, oldest first.
    ///
    /// - Throws: where an entry cannot be read: a case that is not whole is not gone on with as if it were.
    public func journal() throws(CaseProblem) -> [JournalEntry] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM journal ORDER BY number").map { row in
                try Self.entry(row, path: path)
            }
        }
    }

    /// Adds entries to the journal, all or none. When it returns they are on the disk.
    func keep(_ entries: [JournalEntry]) throws(CaseProblem) {
        try write { db in
            for entry in entries { try Self.insert(entry, in: db) }
        }
    }

    private static func insert(_ entry: JournalEntry, in db: Database) throws {
        let step = entry.step
        try db.execute(
            sql: """
                INSERT INTO journal (number, time, author, kind, title, reason, view, row, removed, added)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                entry.number, entry.time.milliseconds, entry.author, step.kind.rawValue, step.title, step.reason,
                step.view, step.row, try CaseCoding.text(step.change.removed.map(CaseItem.init)),
                try CaseCoding.text(step.change.added.map(CaseItem.init)),
            ])
        for gone in step.change.removed {
            try db.execute(sql: "DELETE FROM entries WHERE identity = ?", arguments: [gone.identity])
        }
        for new in step.change.added {
            let item = CaseItem(new)
            try db.execute(
                sql: "INSERT OR REPLACE INTO entries (identity, kind, value) VALUES (?, ?, ?)",
                arguments: [new.identity, item.kind.rawValue, try CaseCoding.text(item)])
        }
    }

    private static func entry(_ row: Row, path: String) throws -> JournalEntry {
        let number: Int = row["number"]
        func items(_ column: String) throws -> [NotebookEntry] {
            let damaged = CaseProblem(path: path, reason: .failed("step \(number) of its journal cannot be read"))
            guard let items = try? CaseCoding.value([CaseItem].self, row[column]) else { throw damaged }
            return try items.map { item in
                guard let entry = item.entry else { throw damaged }
                return entry
            }
        }
        guard let kind = JournalStep.Kind(rawValue: row["kind"]) else {
            throw CaseProblem(path: path, reason: .failed("step \(number) of its journal is of an unknown kind"))
        }
        let step = JournalStep(
            kind, row["title"], reason: row["reason"], view: row["view"], row: row["row"],
            change: DecisionChange(removed: try items("removed"), added: try items("added")))
        return JournalEntry(
            number: number, time: EventTime(milliseconds: row["time"]), author: row["author"], step: step)
    }
}
