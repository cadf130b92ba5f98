import Cases
import CloudTrail
import Foundation
import Ingest
import Records
import Testing

@Suite struct SourceChangesTests {
    /// A folder with files, which is removed at the end.
    private final class Sources {
        let url = FileManager.default.temporaryDirectory.appending(path: "huckleberry-\(UUID().uuidString)")

        init(_ files: [String: String]) throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            for (name, text) in files { try write(text, name) }
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        func write(_ text: String, _ name: String) throws {
            let file = url.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }

        func path(_ name: String) -> String { url.path + "/" + name }

        /// What is read of the folder, or of some files of it.
        func trail(_ names: [String]? = nil, _ selection: LoadSelection = LoadSelection()) throws -> Trail {
            let paths = names?.map(path) ?? [url.path]
            return Trail(try #require(Loader(paths, selection: selection).load()))
        }
    }

    // `printf 'hello\n' | sha256sum`.
    private static let hello = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
    private let time = EventTime("2026-05-06T10:00:00Z") ?? EventTime(milliseconds: 0)

    @Test func theSameBytesAreNoChange() throws {
        let sources = try Sources(["a.txt": "hello\n", "b.txt": "b\n"])
        let known = [ManifestEntry](of: try sources.trail())
        try sources.write("hello\n", "a.txt")
        let changes = SourceChanges(from: known, to: try sources.trail().report)
        #expect(changes.isEmpty)
        #expect(changes.sentence == nil)
    }

    @Test func eachKindIsToldWithItsHashes() throws {
        let sources = try Sources([
            "changed.txt": "hello\n", "gone.txt": "gone\n", "here.txt": "here\n", "moved.txt": "moved\n",
        ])
        let known = [ManifestEntry](of: try sources.trail())
        let hash = Dictionary(uniqueKeysWithValues: known.map { ($0.path, $0.sha256) })
        try sources.write("HELLO\n", "changed.txt")
        try FileManager.default.removeItem(atPath: sources.path("gone.txt"))
        try FileManager.default.moveItem(atPath: sources.path("moved.txt"), toPath: sources.path("z.txt"))
        try sources.write("new\n", "new.txt")
        let now = try sources.trail(["changed.txt", "new.txt", "z.txt"]).report
        let changes = SourceChanges(from: known, to: now)
        let shouted = try #require(now.sources.first { $0.path == sources.path("changed.txt") }?.sha256)
        let new = try #require(now.sources.first { $0.path == sources.path("new.txt") }?.sha256)
        #expect(
            changes.list == [
                SourceChange(.changed, sources.path("changed.txt"), before: Self.hello, now: shouted),
                SourceChange(.missing, sources.path("gone.txt"), before: hash[sources.path("gone.txt")] ?? nil),
                SourceChange(.unread, sources.path("here.txt"), before: hash[sources.path("here.txt")] ?? nil),
                SourceChange(
                    .moved, sources.path("moved.txt"), newPath: sources.path("z.txt"),
                    before: hash[sources.path("moved.txt")] ?? nil, now: hash[sources.path("moved.txt")] ?? nil),
                SourceChange(.added, sources.path("new.txt"), now: new),
            ])
        #expect(
            changes.sentence
                == "Of the sources of this case 1 is changed, 1 is missing, 1 is not read, 1 is elsewhere, 1 is new")
    }

    /// A source that is gone is missed at every load until it is back, with the hash that it had.
    @Test func whatIsMissingStaysKnown() throws {
        let sources = try Sources(["a.txt": "hello\n", "b.txt": "b\n"])
        let known = [ManifestEntry](of: try sources.trail())
        try FileManager.default.removeItem(atPath: sources.path("a.txt"))
        let without = try sources.trail()
        let first = SourceChanges(from: known, to: without.report)
        #expect(first.new.map(\.kind) == [.missing])
        let remembered = [ManifestEntry](of: without).remembering(known, first, at: time)
        #expect(remembered.map(\.path) == [sources.path("a.txt"), sources.path("b.txt")])
        #expect(remembered.map(\.absentSince) == [time, nil])
        #expect(remembered[0].sha256 == Self.hello)

        let second = SourceChanges(from: remembered, to: without.report)
        #expect(second.list.map(\.since) == [time])
        #expect(second.new.isEmpty)
        let later = try #require(EventTime("2026-05-07T10:00:00Z"))
        #expect(
            [ManifestEntry](of: without).remembering(remembered, second, at: later).map(\.absentSince) == [time, nil])

        try sources.write("HELLO\n", "a.txt")
        let back = SourceChanges(from: remembered, to: try sources.trail().report)
        #expect(back.list.map(\.kind) == [.changed])
        #expect(back.list.map(\.before) == [Self.hello])
    }

    /// A load of less does not miss what it had no need to read, and the case does not forget it.
    @Test func whatIsSkippedByItsKeyIsNoChange() throws {
        let day = "AWSLogs/111122223333/CloudTrail/us-east-1/2024/05/06/111122223333_CloudTrail_us-east-1_"
        let names = ["20240506T0905Z_A.json.gz", "20240506T0910Z_B.json.gz"].map { day + $0 }
        let sources = try Sources([names[0]: "hello\n", names[1]: "b\n", "c.txt": "c\n"])
        let known = [ManifestEntry](of: try sources.trail())
        try FileManager.default.removeItem(atPath: sources.path(names[1]))
        let part = try sources.trail(nil, LoadSelection(accounts: ["999900001111"]))
        #expect(part.report.skipped.files == 1)
        let changes = SourceChanges(from: known, to: part.report)
        #expect(changes.list.map(\.kind) == [.missing])
        let remembered = [ManifestEntry](of: part).remembering(known, changes, at: time)
        #expect(remembered.map(\.path) == (names + ["c.txt"]).map { sources.path($0) })
        #expect(remembered.map(\.absentSince) == [nil, time, nil])
        #expect(remembered[0].sha256 == Self.hello)
    }

    /// However often it is seen, what is changed is compared with what was read at first.
    @Test func whatIsChangedStaysChangedUntilItIsAsItWas() throws {
        let sources = try Sources(["a.txt": "hello\n"])
        let known = [ManifestEntry](of: try sources.trail())
        try sources.write("HELLO\n", "a.txt")
        let changed = try sources.trail()
        let first = SourceChanges(from: known, to: changed.report)
        let remembered = [ManifestEntry](of: changed).remembering(known, first, at: time)
        #expect(remembered.map(\.changedFrom) == [Self.hello])
        let second = SourceChanges(from: remembered, to: changed.report)
        #expect(second.list.map(\.before) == [Self.hello])
        #expect(second.list.map(\.since) == [time])
        #expect(second.new.isEmpty)
        #expect(second.doubts(knowing: remembered) == [SourceDoubt(.changed, path: sources.path("a.txt"))])
        try sources.write("hello\n", "a.txt")
        #expect(SourceChanges(from: remembered, to: try sources.trail().report).isEmpty)
    }

    @Test func aPathHoldsInEveryFolder() {
        let entry = ManifestEntry(
            path: "logs/../logs/a.json", byteCount: 0, sha256: nil, logSHA256: nil, shape: .ndjson, records: 0,
            rejected: 0, first: nil, last: nil)
        #expect([entry].located.map(\.path) == [FileManager.default.currentDirectoryPath + "/logs/a.json"])
        #expect(SourcePath.absolute("-") == "-")
    }
}
