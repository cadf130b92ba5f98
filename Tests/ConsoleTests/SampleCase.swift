import CloudTrail
import Foundation
import Ingest
import Investigation
import Records

@testable import Console

/// The sample case that comes with the program, loaded once for all tests. Its README has the golden answers.
enum SampleCase {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "SampleData")

    static let trail: Trail = {
        guard let loaded = Loader([folder.path]).load() else { preconditionFailure("nobody cancels it") }
        return Trail(loaded)
    }()

    static let desk = desk(notesIn: FileManager.default.temporaryDirectory.path)

    static func desk(
        notesIn folder: String, settings: Investigation.Settings = Investigation.Settings()
    ) -> TrailDesk {
        TrailDesk(
            trail, name: "SampleData", isSample: true, paths: [Self.folder.path],
            notes: NotesWriter(folder: folder) { EventTime(milliseconds: 1_588_800_000_000) }, threads: 2,
            settings: settings,
            rules: { BuiltInRules.set })
    }
}
