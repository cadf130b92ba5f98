import Events
import Foundation
import Glibc
import Testing

@testable import Ingest

@Suite struct IndexSnapshotTests {
    /// A folder `logs` of a folder, the trail in it, and a snapshot of it beside the logs.
    private struct Kept {
        let folder: TemporaryFolder
        let trail: LoadedTrail

        var snapshot: String { folder.path + "/trail.snapshot" }

        init(_ files: [String: [UInt8]], _ selection: LoadSelection = LoadSelection()) throws {
            folder = try TemporaryFolder()
            for (name, bytes) in files { try folder.write("logs/" + name, bytes) }
            trail = try #require(Loader([folder.path + "/logs"], selection: selection).load())
            try IndexSnapshotTests.write(
                trail, of: folder.path + "/logs", selection, in: folder.path, to: folder.path + "/trail.snapshot")
        }

        /// Whether a record of what was opened can be read while the folder is there.
        func hasRecord(_ row: Int, of trail: LoadedTrail) -> Bool {
            (try? trail.library.slice(at: trail.index.location(row))) != nil
        }

        func open(_ selection: LoadSelection = LoadSelection()) throws -> LoadedTrail {
            try #require(Loader([snapshot], selection: selection).load())
        }
    }

    private static func write(
        _ trail: LoadedTrail, of path: String, _ selection: LoadSelection = LoadSelection(), in folder: String,
        to place: String
    ) throws {
        #expect(FileManager.default.createFile(atPath: place, contents: nil))
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: place))
        #expect(
            IndexSnapshot.write(
                trail, of: [SourcePath(path)], selection, in: SourcePath(folder), to: file.fileDescriptor) == 0)
        try file.close()
    }

    private func names(_ trail: LoadedTrail) -> [String?] {
        (0..<trail.index.count).map { trail.index.text(.name, $0) }
    }

    private static let two = ["a.json": Array(record("A", id: "1").utf8), "b.json": Array(record("B", id: "2").utf8)]

    // MARK: The same

    @Test func everyFixtureIsTheSameAsLoaded() throws {
        let folder = try TemporaryFolder()
        let trail = try #require(Loader([FixtureTests.folder]).load())
        let place = folder.path + "/trail.snapshot"
        try Self.write(trail, of: FixtureTests.folder, in: folder.path, to: place)
        let opened = try #require(Loader([place]).load())
        #expect(opened.report == trail.report.read(from: place))
        #expect(opened.isComplete)
        #expect(opened.checkInvariants() == [])
        #expect(opened.index.count == trail.index.count && trail.index.count > 0)
        for row in 0..<trail.index.count {
            #expect(opened.index.times[row] == trail.index.times[row])
            #expect(opened.index.eventIDs[row] == trail.index.eventIDs[row])
            #expect(opened.index.location(row) == trail.index.location(row))
            #expect(opened.index.flags(row) == trail.index.flags(row))
            for field in IndexField.allCases {
                #expect(opened.index.text(field, row) == trail.index.text(field, row), "\(field), row \(row)")
            }
        }
    }

    @Test func nothingIsASnapshotToo() throws {
        let kept = try Kept(["notes.txt": Array("no event".utf8)])
        let opened = try kept.open()
        #expect(opened.index.count == 0)
        #expect(opened.report == kept.trail.report.read(from: kept.snapshot))
    }

    @Test func membersOfArchivesAreReadFromThem() throws {
        let members = ["A", "B"].map { Archives.Member("\($0).json", record($0, id: $0)) }
        let kept = try Kept(["both.zip": Archives.zip(members)])
        let opened = try kept.open()
        #expect(names(opened) == ["A", "B"])
        #expect(kept.hasRecord(0, of: opened) && kept.hasRecord(1, of: opened))
        #expect(opened.report.archives.map(\.members) == [2])
    }

    @Test func textsThatTheTrailDoesNotHoldAreNotFound() throws {
        let opened = try Kept(Self.two).open()
        #expect(opened.index.rows(.name, equal: "B").count == 1)
        #expect(opened.index.rows(.name, equal: "C").count == 0)
    }

    // MARK: Sources

    @Test func sourcesAreFoundWhereTheFolderHasMovedTo() throws {
        let kept = try Kept(Self.two)
        let elsewhere = try TemporaryFolder()
        try FileManager.default.moveItem(atPath: kept.folder.path + "/logs", toPath: elsewhere.path + "/logs")
        try FileManager.default.moveItem(atPath: kept.snapshot, toPath: elsewhere.path + "/other name")
        let opened = try #require(Loader([elsewhere.path + "/other name"]).load())
        #expect(opened.report.rejections == [])
        #expect(kept.hasRecord(0, of: opened) && kept.hasRecord(1, of: opened))
        #expect(
            IndexSnapshot.origin(of: SourcePath(elsewhere.path + "/other name"))?.paths
                == [SourcePath(elsewhere.path + "/logs")])
    }

    @Test func aFileThatWasWrittenAnewWithTheSameBytesIsTheSame() throws {
        let kept = try Kept(Self.two)
        try kept.folder.write("logs/a.json", record("A", id: "1"))
        let opened = try kept.open()
        #expect(opened.report.rejections == [])
        #expect(kept.hasRecord(0, of: opened))
    }

    /// As long as before, and as old: only its hash tells, and the time of the change, which the system sets.
    @Test func aFileThatHasBecomeAnotherIsTold() throws {
        let kept = try Kept(Self.two)
        let path = kept.folder.path + "/logs/a.json"
        let before = try FileManager.default.attributesOfItem(atPath: path)
        try kept.folder.write("logs/a.json", record("X", id: "1"))
        try FileManager.default.setAttributes(
            [.modificationDate: try #require(before[.modificationDate])], ofItemAtPath: path)
        let opened = try kept.open()
        #expect(
            opened.report.rejections == [
                Rejection(
                    path: path, record: nil, offset: nil,
                    reason: "it is not what it was when the snapshot was made, by its SHA-256: its events are those of "
                        + "then, its records cannot be read")
            ])
        #expect(names(opened) == ["A", "B"])
        #expect(!kept.hasRecord(0, of: opened) && kept.hasRecord(1, of: opened))
        // No hash vouches for it any more, so that a case sees that it differs.
        #expect(opened.report.sources.map { $0.sha256 == nil } == [true, false])
    }

    @Test func aFileThatIsGoneIsTold() throws {
        let kept = try Kept(Self.two)
        try FileManager.default.removeItem(atPath: kept.folder.path + "/logs/b.json")
        let opened = try kept.open()
        #expect(
            opened.report.rejections.map(\.reason) == [
                "it is gone since the snapshot was made: its events are here, its records are not"
            ])
        #expect(names(opened) == ["A", "B"])
        #expect(kept.hasRecord(0, of: opened) && !kept.hasRecord(1, of: opened))
    }

    @Test func anArchiveThatIsGoneIsToldOnce() throws {
        let members = ["A", "B"].map { Archives.Member("\($0).json", record($0, id: $0)) }
        let kept = try Kept(["both.zip": Archives.zip(members)])
        try FileManager.default.removeItem(atPath: kept.folder.path + "/logs/both.zip")
        let opened = try kept.open()
        #expect(opened.report.rejections.map(\.path) == [kept.folder.path + "/logs/both.zip"])
        #expect(!kept.hasRecord(0, of: opened) && !kept.hasRecord(1, of: opened))
    }

    // MARK: Selections

    @Test func aSnapshotHoldsWhatWasLoaded() throws {
        let selection = LoadSelection(accounts: ["111122223333"], regions: ["eu-west-1"])
        let kept = try Kept(Self.two, selection)
        #expect(try kept.open(selection).report == kept.trail.report.read(from: kept.snapshot))
        #expect(try kept.open().report.excluded == 2)
        let other = try kept.open(LoadSelection(regions: ["us-east-1"]))
        #expect(other.index.count == 0)
        #expect(other.report.rejections.count == 1)
        #expect(other.report.rejections[0].reason.hasPrefix("it is a snapshot, and holds what was loaded"))
    }

    @Test func followingBeginsWithWhatItWasMadeOf() throws {
        let kept = try Kept(Self.two)
        try kept.folder.write("logs/c.json", record("C", id: "3"))
        let followed = try #require(Loader([kept.snapshot]).loadToFollow())
        #expect(names(followed.trail) == ["A", "B", "C"])
        #expect(followed.follower != nil)
        #expect(names(try kept.open()) == ["A", "B"])
    }

    @Test func besideOtherPathsItStandsForWhatItWasMadeOf() throws {
        let kept = try Kept(Self.two)
        let more = try kept.folder.write("more.json", record("C", id: "3"))
        let all = try #require(Loader([kept.snapshot, more]).load())
        #expect(names(all) == ["A", "B", "C"])
        #expect(all.report.fileCount == 3)
    }

    @Test func anIndexThatTakesMoreThanIsAllowedIsNotOpened() throws {
        let kept = try Kept(Self.two)
        var limits = LoadLimits()
        limits.memoryBytes = 10
        let opened = try #require(Loader([kept.snapshot], limits: limits).load())
        #expect(opened.report.rejections.map { $0.reason.hasSuffix("which is more than is allowed") } == [true])
    }

    // MARK: Damage

    /// Whatever byte is another one: it opens as what it is, where nothing hangs on the byte, or not at all.
    @Test func aDamagedSnapshotIsRefused() throws {
        let kept = try Kept(Self.two)
        let sound = try Data(contentsOf: URL(fileURLWithPath: kept.snapshot))
        var refused = 0
        for position in Array(0..<64) + Array(stride(from: 64, to: sound.count, by: 101)) {
            var bytes = sound
            bytes[position] ^= 0x5A
            try bytes.write(to: URL(fileURLWithPath: kept.snapshot))
            let opened = try #require(Loader([kept.snapshot]).load())
            if opened.index.count == 0 {
                refused += 1
                #expect(opened.report.rejections.count == 1 || position < 8)
            } else {
                #expect(names(opened) == ["A", "B"], "byte \(position)")
            }
        }
        #expect(refused > 60)
    }

    @Test(arguments: [1, 8, 40, 63, 64, 1_000, -1])
    func aSnapshotThatIsCutOffIsRefused(length: Int) throws {
        let kept = try Kept(Self.two)
        let sound = try Data(contentsOf: URL(fileURLWithPath: kept.snapshot))
        try sound.prefix(length < 0 ? sound.count + length : length).write(to: URL(fileURLWithPath: kept.snapshot))
        let opened = try #require(Loader([kept.snapshot]).load())
        #expect(opened.index.count == 0)
        guard length >= 8 else { return }
        #expect(
            opened.report.rejections.map(\.reason) == [
                "the snapshot is cut off: make it anew with 'huckleberry snapshot'"
            ])
    }

    @Test func aSnapshotOfAnotherVersionIsNamed() throws {
        let kept = try Kept(Self.two)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: kept.snapshot))
        bytes[8] = 99
        try bytes.write(to: URL(fileURLWithPath: kept.snapshot))
        #expect(
            try kept.open().report.rejections.map(\.reason) == [
                "it is a snapshot of another version of the program (format 99): make it anew with 'huckleberry snapshot'"
            ])
    }

    /// In a folder it is a file among others, and no log.
    @Test func inAFolderASnapshotIsNoLog() throws {
        let kept = try Kept(Self.two)
        let all = try #require(Loader([kept.folder.path]).load())
        #expect(names(all) == ["A", "B"])
        #expect(all.report.sources.last?.shape == .notCloudTrail)
        #expect(all.report.sources.last?.note == "a snapshot of an index: name it by itself")
    }
}

extension LoadReport {
    /// The same as a snapshot tells it.
    fileprivate func read(from snapshot: String) -> LoadReport {
        var report = self
        report.snapshot = snapshot
        return report
    }
}
