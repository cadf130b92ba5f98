internal import GRDB

/// The tables of a case file. A migration that has been published is never changed: a new one follows it.
enum CaseSchema {
    /// Stands in the head of the file, where `file` and SQLite's `application_id` find it: "Huck".
    static let applicationID = 0x4875_636B

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            // The case itself, a name and a value each: its ID, its name, who holds it, views.
            try db.create(table: "facts", options: [.withoutRowID, .strict]) { table in
                table.primaryKey("name", .text)
                table.column("value", .text).notNull()
            }
            // Every step, oldest first. What it changed is in JSON; rows are only ever added.
            try db.create(table: "journal", options: .strict) { table in
                table.primaryKey("number", .integer)
                table.column("time", .integer).notNull()
                table.column("author", .text).notNull()
                table.column("kind", .text).notNull()
                table.column("title", .text).notNull()
                table.column("reason", .text).notNull()
                table.column("view", .text)
                table.column("row", .text)
                table.column("removed", .text).notNull()
                table.column("added", .text).notNull()
            }
            // What the journal adds up to.
            try db.create(table: "entries", options: [.withoutRowID, .strict]) { table in
                table.primaryKey("identity", .text)
                table.column("kind", .text).notNull()
                table.column("value", .text).notNull()
            }
            try db.create(table: "loads", options: .strict) { table in
                table.primaryKey("number", .integer)
                table.column("value", .text).notNull()
            }
            // The sources of the newest load, in path order.
            try db.create(table: "sources", options: .strict) { table in
                table.primaryKey("number", .integer)
                table.column("path", .text).notNull()
                table.column("sha256", .text)
                table.column("value", .text).notNull()
            }
            // What robots answered, with what they went by.
            try db.create(table: "answers", options: .strict) { table in
                table.primaryKey("number", .integer)
                table.column("alert", .text).notNull()
                table.column("robot", .text).notNull()
                table.column("value", .text).notNull()
            }
            // What stands for what in a redacted export.
            try db.create(table: "pseudonyms", options: [.withoutRowID, .strict]) { table in
                table.primaryKey("value", .text)
                table.column("kind", .text).notNull()
                table.column("pseudonym", .text).notNull()
            }
        }
        return migrator
    }
}
