import Cases
import CloudTrail
import Foundation
import Ingest
import Records
import Synchronization
import Testing

@testable import Console

/// A case that is followed: desks for what comes, the position on the screen, and what is said.
@Suite struct FollowingTests {
    private let folder: CallFolder

    init() throws {
        folder = try CallFolder()
        try folder.write("b.json", [("b1", 10, "ListBuckets"), ("b2", 30, "DescribeTrails")])
    }

    private func opener(follows: Bool = true) -> TrailOpener {
        TrailOpener(
            Loader([folder.path], threads: 1), paths: [folder.path], isSample: false, isStrict: false, threads: 1,
            notes: NotesWriter(folder: folder.path) { EventTime(milliseconds: 0) },
            rules: { BuiltInRules.set }, follows: follows)
    }

    /// Opens the case on a thread of its own until the body is done with it.
    private func open(follows: Bool = true, _ body: (FollowingListener, TrailOpener) throws -> Void) throws {
        let (listener, opener) = (FollowingListener(follows: follows), opener(follows: follows))
        let thread = DispatchGroup()
        DispatchQueue(label: "opening").async(group: thread) {
            do throws(Problem) {
                try opener.open(listener)
            } catch {
                listener.fail(error)
            }
        }
        defer {
            listener.leave()
            thread.wait()
        }
        try body(listener, opener)
        #expect(listener.problem == nil)
    }

    @Test func newFilesAreShownWithTheirAlerts() throws {
        try open { listener, _ in
            try listener.wait { $0.following == .watching }
            try folder.write("a.json", [("a1", 20, "DeleteTrail")])
            try listener.wait { $0.desks.last?.summary.events == 3 && $0.desks.last?.summary.isSeekingAlerts == false }
            let desks = listener.desks
            let generations = desks.map(\.summary.generation)
            #expect(generations == Set(generations).sorted())
            #expect(desks.map(\.summary.extent).allSatisfy { $0 == .growing || $0 == .whole })
            let newest = try #require(desks.last)
            #expect(newest.summary.newAlerts == 1)
            #expect(try newest.listing(ViewRequest(.alerts)) { false }.rows.count == 1)
            #expect(try newest.listing(ViewRequest(.timeline)) { false }.rows.count == 3)
        }
    }

    @Test func whoWantsNoMoreIsToldNothingMore() throws {
        try open { listener, _ in
            try listener.wait { $0.following == .watching }
            listener.follow = false
            try listener.wait { $0.following == .off }
            #expect(listener.desks.last?.summary.events == 2)
        }
    }

    @Test func whatWasNotFollowedCanBeLater() throws {
        try open(follows: false) { listener, opener in
            try listener.wait { $0.desks.last.map { !$0.summary.isSeekingAlerts } ?? false }
            let before = try #require(listener.desks.last).summary
            try folder.write("a.json", [("a1", 20, "DeleteTrail")])
            listener.follow = true
            let thread = DispatchGroup()
            DispatchQueue(label: "following").async(group: thread) { try? opener.follow(listener) }
            try listener.wait { $0.following == .watching }
            let after = try #require(listener.desks.last).summary
            #expect(after.events == 3)
            #expect(after.generation > before.generation)
            #expect(after.newAlerts == 1)
            try folder.write("c.json", [("c1", 40, "ListBuckets")])
            try listener.wait { $0.desks.last?.summary.events == 4 }
            #expect(listener.desks.last?.summary.newAlerts == 0)
            listener.follow = false
            thread.wait()
        }
    }

    @Test func aFolderInWhichNothingIsYetCanBeFollowed() throws {
        try FileManager.default.removeItem(atPath: folder.path + "/b.json")
        try open { listener, _ in
            try listener.wait { $0.following == .watching }
            #expect(listener.desks.last?.summary.events == 0)
            try folder.write("a.json", [("a1", 20, "DeleteTrail")])
            try listener.wait { $0.desks.last?.summary.events == 1 }
        }
    }

    @Test func theCursorStaysOnItsEvent() throws {
        let opener = opener()
        let loaded = try #require(Loader([folder.path], threads: 1).loadToFollow())
        let desk = opener.desk(over: Trail(loaded.trail))
        let feed = opener.feed(over: desk, try #require(loaded.follower))
        var runner = ScriptRunner(registry: try .standard()) { EventTime(milliseconds: 0) }
        let script = try Script(
            """
            wait idle
            keys 2 j
            expect 2/2
            expect DescribeTrails
            """, file: "before")
        try runner.run(script, on: desk, feed: feed) { _ in }
        try folder.write("a.json", [("a1", 5, "GetTrail"), ("a2", 6, "GetTrailStatus"), ("a3", 20, "DeleteTrail")])
        var screen = ""
        let rest = try Script(
            """
            keys 2 j
            wait events 5
            expect 5/5
            expect following
            expect 1 new alert
            dump screen
            :unfollow
            expect-not following
            """, file: "after")
        try runner.run(rest, on: desk, feed: feed) { screen += $0 }
        let line = try #require(screen.split(separator: "\n").first { $0.hasPrefix(">") })
        #expect(line.contains("DescribeTrails"))
    }

    @Test func aScriptThatWaitsForTooMuchSaysWhatThereIs() throws {
        let opener = opener()
        let desk = opener.desk(over: Trail(try #require(Loader([folder.path], threads: 1).load())))
        var runner = ScriptRunner(registry: try .standard()) { EventTime(milliseconds: 0) }
        let failure = #expect(throws: Script.Failure.self) {
            try runner.run(Script("wait events 3", file: "s"), on: desk) { _ in }
        }
        #expect(failure?.description == "s:1: waited for 3 events, and there are 2")
        let number = #expect(throws: Script.Failure.self) { try Script("wait events many", file: "s") }
        #expect(number?.description == "s:1: 'many' is no number of events")
    }

    @Test func rulesThatAreReadAgainHoldFromThenOn() throws {
        let sets = Mutex([DetectorSet([]), BuiltInRules.set])
        let shelf = RuleShelf { sets.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
        #expect(shelf.newest().timesRead == 1)
        #expect(shelf.newest().rules.ruleCount == 0)
        _ = shelf.read()
        #expect(shelf.newest().timesRead == 2)
        #expect(shelf.newest().rules.ruleCount == BuiltInRules.set.ruleCount)
    }

    // MARK: On the screen

    @Test func theCrumbSaysThatItFollows() throws {
        var driver = try Driver.growing(columns: 120)
        driver.grow(to: GrowingDesk(3))
        driver.send(.following(.watching))
        #expect(driver.lines[0].contains("trail · following"))
        driver.send(.following(.walking))
        #expect(driver.lines[0].contains("following, with delay"))
        #expect(driver.lines.last?.contains("fs.inotify.max_user_watches") == true)
        driver.send(.following(.off))
        #expect(!driver.lines[0].contains("following"))
    }

    @Test func newAlertsAreToldInTheStatusLine() throws {
        var driver = try Driver.growing()
        var next = GrowingDesk(3)
        next.newAlerts = 3
        driver.grow(to: next)
        #expect(driver.lines.last?.contains("3 new alerts") == true)
    }

    @Test func followAndUnfollowAskForIt() throws {
        var driver = try Driver.growing()
        driver.press(command: "follow")
        #expect(driver.lines.last?.contains("once it is loaded") == true)
        driver.grow(to: GrowingDesk(3))
        driver.press(command: "unfollow")
        #expect(driver.effects == [])
        driver.press(command: "follow")
        driver.send(.following(.watching))
        driver.press(command: "follow")
        driver.press(command: "unfollow")
        #expect(driver.effects == ["follow", "unfollow"])
    }
}

/// Who listens to a case that is followed.
private final class FollowingListener: OpeningListener {
    struct Heard: Sendable {
        var desks: [any Desk] = []
        var following: Following?
        var problem: Problem?
        var wish = OpeningWish.everything
        var isFollowing: Bool
    }

    private let heard: Mutex<Heard>

    init(follows: Bool) {
        heard = Mutex(Heard(isFollowing: follows))
    }

    var desks: [any Desk] { heard.withLock { $0.desks } }
    var problem: Problem? { heard.withLock { $0.problem } }
    var wish: OpeningWish { heard.withLock { $0.wish } }
    var wantsToFollow: Bool { heard.withLock { $0.isFollowing } }
    var newestGeneration: Int { desks.last?.summary.generation ?? 0 }

    var follow: Bool {
        get { wantsToFollow }
        set { heard.withLock { $0.isFollowing = newValue } }
    }

    func report(_ progress: Console.Progress) {}
    func warn(_ warning: CaseWarning) {}
    func publish(_ desk: any Desk) { heard.withLock { $0.desks.append(desk) } }
    func follow(_ following: Following) { heard.withLock { $0.following = following } }
    func fail(_ problem: Problem) { heard.withLock { $0.problem = problem } }
    func leave() { heard.withLock { $0.wish = .leave } }

    /// Waits until what was heard is as wanted.
    func wait(for isWanted: (Heard) -> Bool) throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while !isWanted(heard.withLock { $0 }) {
            try #require(ContinuousClock.now < deadline)
            sched_yield()
        }
    }
}
