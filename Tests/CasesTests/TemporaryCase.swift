import Cases
import CloudTrail
import Foundation
import GRDB

/// A folder of its own for a test's case files; it goes when the test does.
final class TemporaryCase {
    let folder: String
    var path: String { folder + "/case.huck" }

    init() throws {
        folder = NSTemporaryDirectory() + "case-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func open(by analyst: String = "ana", at milliseconds: Int64 = 0) throws -> CaseFile {
        try CaseFile(path, analyst: analyst, at: EventTime(milliseconds: milliseconds))
    }
}

extension EventTime {
    /// So many seconds after 2020-09-13T12:26:40Z.
    static func after(_ seconds: Int64) -> EventTime {
        EventTime(milliseconds: 1_600_000_000_000 + seconds * EventTime.second)
    }
}

extension TemporaryCase {
    /// Changes the file behind the program's back.
    func run(_ sql: String) throws {
        let database = try DatabaseQueue(path: path)
        try database.write { db in try db.execute(sql: sql) }
    }
}
