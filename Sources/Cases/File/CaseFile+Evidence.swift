internal import GRDB

extension CaseFile {
    /// Keeps what was loaded, and when; its sources take the place of those of the load before.
    public func keep(_ load: LoadRecord, _ sources: [ManifestEntry]) throws(CaseProblem) {
        try write { db in
            try db.execute(sql: "INSERT INTO loads (value) VALUES (?)", arguments: [try CaseCoding.text(load)])
            try db.execute(sql: "DELETE FROM sources")
            for source in sources {
                try db.execute(
                    sql: "INSERT INTO sources (path, sha256, value) VALUES (?, ?, ?)",
                    arguments: [source.path, source.sha256, try CaseCoding.text(source)])
            }
        }
    }

    /// What was loaded, and where from.
    public func custody() throws(CaseProblem) -> Custody {
        try read { db in
            Custody(
                manifest: try String.fetchAll(db, sql: "SELECT value FROM sources ORDER BY number")
                    .map { try CaseCoding.value(ManifestEntry.self, $0) },
                loads: try String.fetchAll(db, sql: "SELECT value FROM loads ORDER BY number")
                    .map { try CaseCoding.value(LoadRecord.self, $0) })
        }
    }

    /// Keeps what robots answered, in the place of what they answered before.
    public func keep(_ answers: [KeptAnswer]) throws(CaseProblem) {
        try write { db in
            try db.execute(sql: "DELETE FROM answers")
            for answer in answers {
                try db.execute(
                    sql: "INSERT INTO answers (alert, robot, value) VALUES (?, ?, ?)",
                    arguments: [answer.alert, answer.robot, try CaseCoding.text(answer)])
            }
        }
    }

    /// What robots answered, by alert in their order.
    public func answers() throws(CaseProblem) -> [KeptAnswer] {
        try read { db in
            try String.fetchAll(db, sql: "SELECT value FROM answers ORDER BY number")
                .map { try CaseCoding.value(KeptAnswer.self, $0) }
        }
    }

    /// Keeps what stands for what in redacted exports. What stands for a value already goes on doing so.
    public func keep(_ pseudonyms: [Pseudonym]) throws(CaseProblem) {
        try write { db in
            for pseudonym in pseudonyms {
                try db.execute(
                    sql: "INSERT OR IGNORE INTO pseudonyms (value, kind, pseudonym) VALUES (?, ?, ?)",
                    arguments: [pseudonym.value, pseudonym.kind, pseudonym.pseudonym])
            }
        }
    }

    /// What stands for what in redacted exports, by value.
    public func pseudonyms() throws(CaseProblem) -> [Pseudonym] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT kind, value, pseudonym FROM pseudonyms ORDER BY value").map { row in
                Pseudonym(kind: row["kind"], value: row["value"], pseudonym: row["pseudonym"])
            }
        }
    }
}
