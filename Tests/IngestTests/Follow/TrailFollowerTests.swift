import Foundation
import Testing

@testable import Events
@testable import Ingest

/// A folder that is followed gives what a load of it gives, however the files came.
@Suite struct TrailFollowerTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("b/one.json", record("One", id: "1"))
        try folder.write("c.json", record("Two", id: "2"))
    }

    /// Loads the folder, and does what makes it another before anything is looked for.
    private func follow(
        isWatching: Bool = true, limits: LoadLimits = LoadLimits(), selection: LoadSelection = LoadSelection(),
        paths: [String] = [], _ change: () throws -> Void = {}
    ) throws -> (first: LoadedTrail, follower: TrailFollower) {
        let paths = paths.isEmpty ? [folder.path] : paths.map { folder.path + "/" + $0 }
        let loader = Loader(paths, selection: selection, limits: limits, threads: 1)
        let loaded = try #require(loader.follow(isWatching: isWatching))
        try change()
        return (loaded.trail, try #require(loaded.follower))
    }

    /// Follows until everything is there that is known to be; the newest trail, nil where nothing is new.
    private func newest(_ follower: TrailFollower) throws -> LoadedTrail? {
        let deadline = ContinuousClock.now + .seconds(60)
        var newest: LoadedTrail?
        repeat {
            if let trail = follower.step(waiting: .milliseconds(50), isHurried: true) { newest = trail }
            try #require(ContinuousClock.now < deadline)
        } while !follower.isSettled
        return newest
    }

    private func names(_ trail: LoadedTrail?) -> [String] {
        guard let index = trail?.index else { return [] }
        return (0..<index.count).map { index.text(.name, $0) ?? "" }.sorted()
    }

    private func sources(_ trail: LoadedTrail?) -> [String] {
        trail?.report.sources.map { String($0.path.dropFirst(folder.path.count + 1)) } ?? []
    }

    /// The same rows, sources and report as those of a load of the folder as it is now.
    private func expectFreshness(_ trail: LoadedTrail?, _ location: SourceLocation = #_sourceLocation) throws {
        let trail = try #require(trail, sourceLocation: location)
        let fresh = try #require(Loader([folder.path], threads: 1).load())
        #expect(trail.index.times == fresh.index.times, sourceLocation: location)
        #expect(trail.index.eventIDs.values == fresh.index.eventIDs.values, sourceLocation: location)
        let rows = 0..<min(trail.index.count, fresh.index.count)
        #expect(
            rows.map { trail.index.location($0) } == rows.map { fresh.index.location($0) }, sourceLocation: location)
        #expect(trail.report == fresh.report, sourceLocation: location)
        #expect(trail.checkInvariants().isEmpty, sourceLocation: location)
    }

    @Test func nothingNewIsNothing() throws {
        let (_, follower) = try follow()
        #expect(try newest(follower) == nil)
        #expect(!follower.isWalking)
    }

    @Test func filesAreAddedWhereAWalkWouldFindThem() throws {
        let (first, follower) = try follow()
        #expect(sources(first) == ["b/one.json", "c.json"])
        #expect(try newest(follower) == nil)
        try folder.write("a.json", record("Three", id: "3"))
        try folder.write("b/two.json", record("Four", id: "4") + "\n{\"eventName\": 1}")
        try folder.write("d/deep/e.json", record("Five", id: "5"))
        let trail = try newest(follower)
        #expect(names(trail) == ["Five", "Four", "One", "Three", "Two"])
        #expect(sources(trail) == ["a.json", "b/one.json", "b/two.json", "c.json", "d/deep/e.json"])
        #expect(trail?.report.rejected == 1)
        try expectFreshness(trail)
    }

    @Test func aFurtherPathIsTakenInLast() throws {
        let further = try TemporaryFolder()
        try further.write("a.json", record("Three", id: "3") + "\n" + record("One", id: "1"))
        let (_, follower) = try follow()
        #expect(try newest(follower) == nil)
        follower.add(further.path)
        #expect(!follower.isSettled)
        let trail = try #require(try newest(follower))
        #expect(names(trail) == ["One", "Three", "Two"])
        let paths = [folder.path + "/b/one.json", folder.path + "/c.json", further.path + "/a.json"]
        #expect(trail.report.sources.map(\.path) == paths)
        // The first copy in the order of paths is the event.
        #expect(trail.report.sources.map(\.duplicates) == [0, 0, 1])
        try further.write("b.json", record("Four", id: "4"))
        #expect(names(try newest(follower)) == ["Four", "One", "Three", "Two"])
        follower.add(further.path)
        #expect(follower.isSettled)
        #expect(trail.checkInvariants().isEmpty)
    }

    @Test func aLoaderWithFurtherPathsReadsThemToo() throws {
        let further = try TemporaryFolder()
        try further.write("a.json", record("Three", id: "3"))
        let loader: Loader = Loader([folder.path], threads: 1).adding([further.path])
        #expect(names(loader.load()) == ["One", "Three", "Two"])
    }

    @Test func whatCameBeforeAnybodyLookedIsFound() throws {
        let (_, follower) = try follow {
            try folder.write("a.json", record("Three", id: "3"))
            try folder.write("c.json", record("Four", id: "4"))
        }
        let trail = try newest(follower)
        #expect(names(trail) == ["Four", "One", "Three"])
        try expectFreshness(trail)
    }

    @Test func aFileThatGrowsIsReadAgainWhenItIsClosed() throws {
        let (_, follower) = try follow()
        #expect(try newest(follower) == nil)
        let path = folder.path + "/c.json"
        for number in 3...6 {
            let file = try #require(FileHandle(forWritingAtPath: path))
            try file.seekToEnd()
            try file.write(contentsOf: Data(("\n" + record("More", id: "\(number)")).utf8))
            // Open, it is as it was.
            #expect(follower.step(waiting: .zero, isHurried: true) == nil)
            try file.close()
            let trail = try newest(follower)
            #expect(names(trail).count == number)
            try expectFreshness(trail)
        }
    }

    @Test func theSameBytesWrittenAgainAreNothingNew() throws {
        let (_, follower) = try follow()
        #expect(try newest(follower) == nil)
        try folder.write("c.json", record("Two", id: "2"))
        #expect(try newest(follower) == nil)
    }

    @Test func aFileThatIsRenamedIntoPlaceIsReadUnderItsLastName() throws {
        let (_, follower) = try follow()
        #expect(try newest(follower) == nil)
        try folder.write("x.json.part", record("Three", id: "3"))
        // As slow as may be: it is read under the name that it does not keep.
        #expect(sources(try newest(follower)) == ["b/one.json", "c.json", "x.json.part"])
        try FileManager.default.moveItem(atPath: folder.path + "/x.json.part", toPath: folder.path + "/a.json")
        let trail = try newest(follower)
        #expect(sources(trail) == ["a.json", "b/one.json", "c.json"])
        try expectFreshness(trail)
    }

    @Test func aFolderThatIsMovedIntoPlaceIsReadWhole() throws {
        let outside = try TemporaryFolder()
        try outside.write("new/deep/a.json", record("Three", id: "3"))
        let (_, follower) = try follow()
        #expect(try newest(follower) == nil)
        try FileManager.default.moveItem(atPath: outside.path + "/new", toPath: folder.path + "/new")
        #expect(names(try newest(follower)) == ["One", "Three", "Two"])
        // It is watched, too.
        try folder.write("new/deep/b.json", record("Four", id: "4"))
        try expectFreshness(try newest(follower))
    }

    @Test func whatIsGoneKeepsItsEvents() throws {
        let (_, follower) = try follow()
        #expect(try newest(follower) == nil)
        try FileManager.default.removeItem(atPath: folder.path + "/b")
        try folder.write("d.json", record("Three", id: "3"))
        let trail = try newest(follower)
        #expect(names(trail) == ["One", "Three", "Two"])
        #expect(sources(trail) == ["b/one.json", "c.json", "d.json"])
    }

    @Test func copiesAndBrokenFilesAreToldAsUsual() throws {
        let (_, follower) = try follow()
        #expect(try newest(follower) == nil)
        try folder.write("a.json", record("Two", id: "2"))
        try folder.write("broken.json", record("Three", id: "3").dropLast(20).description)
        try folder.write("page.html", "<html></html>")
        let trail = try newest(follower)
        #expect(trail?.report.duplicates == 1)
        #expect(trail?.report.rejections.count == 1)
        try expectFreshness(trail)
    }

    @Test func whereNothingIsWatchedFoldersAreWalked() throws {
        let (_, follower) = try follow(isWatching: false)
        #expect(try newest(follower) == nil)
        #expect(follower.isWalking)
        try folder.write("d/a.json", record("Three", id: "3"))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: folder.path + "/d/a.json")
        // A walk is due soon, not at once.
        let deadline = ContinuousClock.now + .seconds(30)
        var trail: LoadedTrail?
        while trail == nil, ContinuousClock.now < deadline {
            trail = follower.step(waiting: .milliseconds(50), isHurried: true)
        }
        try expectFreshness(trail)
    }

    @Test func aPathThatNamesAFileIsFollowedWhateverLiesBesideIt() throws {
        let (_, follower) = try follow(paths: ["c.json"])
        #expect(try newest(follower) == nil)
        try folder.write("a.json", record("Three", id: "3"))
        #expect(try newest(follower) == nil)
        try folder.write("c.json", record("Four", id: "4"))
        #expect(names(try newest(follower)) == ["Four"])
    }

    @Test func keysThatSpeakAgainstAFileAreHeeded() throws {
        let selection = LoadSelection(accounts: ["999900001111"])
        let day = "AWSLogs/111122223333/CloudTrail/us-east-1/2024/05/06/"
        let (_, follower) = try follow(selection: selection) {
            try folder.write(day + "111122223333_CloudTrail_us-east-1_20240506T0905Z_A.json.gz", record("A", id: "8"))
        }
        #expect(try newest(follower) == nil)
        try folder.write(day + "111122223333_CloudTrail_us-east-1_20240506T0910Z_B.json.gz", record("B", id: "9"))
        try folder.write(day + "other.json", record("C", id: "7"))
        let trail = try newest(follower)
        #expect(trail?.report.skipped.files == 2)
        #expect(trail?.report.excluded == 3)
    }

    @Test func memoryEndsIt() throws {
        var limits = LoadLimits()
        limits.memoryBytes = 4 << 20
        let (_, follower) = try follow(limits: limits)
        let large = (0..<40_000).map { record("Call\($0)", id: "\($0 + 10)") }.joined(separator: "\n")
        try folder.write("d.json", large)
        let trail = try newest(follower)
        #expect(follower.isFull)
        #expect(trail?.report.stop == .memory(limit: 4 << 20))
    }

    @Test func textsInMemoryAreTakenOver() throws {
        let (first, follower) = try follow()
        let build = first.library.buildStore()
        guard case .success(let store) = build.store else { return }
        #expect(store.sourceCount == 2)
        try FileManager.default.removeItem(atPath: folder.path + "/b/one.json")
        try folder.write("a.json", record("Three", id: "3"))
        let trail = try #require(try newest(follower))
        #expect(trail.library.store?.sourceCount == 2)
        let row = try #require((0..<3).first { trail.index.text(.name, $0) == "One" })
        #expect(try trail.library.slice(at: trail.index.location(row)) != nil)
        follower.beginTexts()
        guard case .success(let whole) = trail.library.buildStore().store else { return }
        #expect(whole.sourceCount == 3)
    }

    @Test func aStoppedLoadIsNotFollowed() throws {
        let loaded = Loader([folder.path], threads: 1).loadToFollow(order: { .stop })
        let (trail, follower) = try #require(loaded)
        #expect(follower == nil)
        #expect(trail.report.stop == .asked)
    }
}
