import CloudTrail
import Foundation
import Ingest
import Records
import Synchronization
import Testing

@testable import Console

/// What is fetched while the case is open: what is said of it, how it is ended, and that it is shown.
@Suite struct FetchingTests {
    private static let order = FetchOrder(
        source: "lookup", words: ["lookup", "-o", "out"], place: "out", folder: "out")

    private func driver() throws -> Driver {
        var driver = try Driver.growing(columns: 120)
        driver.grow(to: GrowingDesk(3))
        return driver
    }

    private func status(_ driver: Driver) -> String { driver.lines.last ?? "" }

    // MARK: On the screen

    @Test func aFetchIsAskedForWithTheWordsAsTheyAre() throws {
        var driver = try driver()
        driver.press(command: "fetch athena --filter 'name:Console*  outcome:denied'")
        #expect(driver.effects == ["fetch athena --filter 'name:Console*  outcome:denied'"])
    }

    @Test func whatIsFetchedIsFollowed() throws {
        var driver = try driver()
        driver.send(.fetch(.began(Self.order)))
        #expect(driver.effects == ["follow"])
        #expect(status(driver) == " :unfetch ends it. What comes is shown, and is in out.")
        driver.send(.following(.beginning))
        driver.send(.following(.watching))
        // Neither is said once more.
        #expect(status(driver).contains(":unfetch ends it"))
        var followed = try self.driver()
        followed.send(.following(.watching))
        followed.send(.fetch(.began(Self.order)))
        #expect(followed.effects == [])
    }

    @Test(arguments: [
        (nil, "trail · fetching"), (FetchedSoFar.found(1_204), "trail · fetching, 1,204 found"),
        (.brought(1_204, of: 5_000), "trail · fetching 1,204 of 5,000"), (.brought(7, of: 0), "trail · fetching 7"),
        (.read(bytes: 1 << 30), "trail · fetching, 1 GiB read"),
    ])
    func theCrumbSaysHowFarItHasCome(soFar: FetchedSoFar?, words: String) throws {
        var driver = try driver()
        driver.send(.fetch(.began(Self.order)))
        driver.send(.following(.watching))
        if let soFar { driver.send(.fetch(.came(soFar))) }
        #expect(driver.lines[0].contains(words + " ▸"), "\(driver.lines[0])")
        driver.send(.fetch(.ended(FetchResult(.done, sum: "7 events fetched from 1 region"))))
        #expect(driver.lines[0].contains("trail · following"))
        #expect(!driver.lines[0].contains("fetching"))
        #expect(status(driver) == " lookup: 7 events fetched from 1 region; in out")
    }

    @Test func oneFetchAtATime() throws {
        var driver = try driver()
        driver.send(.fetch(.began(Self.order)))
        driver.press(command: "fetch s3 s3://b")
        #expect(driver.effects == ["follow"])
        #expect(status(driver) == " One fetch at a time: lookup is under way. :unfetch ends it.")
    }

    @Test func whatIsFetchedCanBeEnded() throws {
        var driver = try driver()
        driver.press(command: "unfetch")
        #expect(status(driver) == " Nothing is being fetched.")
        driver.send(.fetch(.began(Self.order)))
        driver.press(command: "unfetch")
        #expect(driver.effects == ["follow", "end fetch"])
        #expect(driver.lines[0].contains("fetch ends"))
        driver.send(.fetch(.ended(FetchResult(.cancelled, sum: "3 events fetched from 1 region"))))
        #expect(
            status(driver)
                == " lookup was ended; what came stays, the same words go on. 3 events fetched from 1 region.")
        #expect(driver.state.fetching == nil)
        driver.send(.fetch(.began(Self.order)))
        driver.press(command: "fetch stop")
        #expect(driver.effects.last == "end fetch")
    }

    @Test func aFailureIsSaidInOneLineAndTheRestIsKept() throws {
        var driver = try driver()
        driver.send(.fetch(.refused(Problem("--account: 1 is no account; it has 12 digits."))))
        #expect(status(driver) == " --account: 1 is no account; it has 12 digits.")
        driver.send(.fetch(.began(Self.order)))
        driver.send(.fetch(.ended(FetchResult(.failed, sum: "access denied", remarks: ["us-east-1: \u{1B}[2Jlost"]))))
        #expect(status(driver) == " lookup: access denied; :fetch says more")
        driver.press(command: "fetch")
        #expect(driver.text.contains("[2Jlost"))
        #expect(!driver.text.contains("\u{1B}"))
        driver.press("Esc")
        #expect(!driver.text.contains("[2Jlost"))
    }

    @Test func nothingIsFetchedBeforeTheCaseIsLoaded() throws {
        var driver = try Driver.growing(columns: 120)
        driver.press(command: "fetch lookup")
        #expect(driver.effects == [])
        #expect(status(driver).contains("once the case is loaded"))
        driver.grow(to: GrowingDesk(3))
        driver.send(.following(.full))
        driver.press(command: "fetch lookup")
        #expect(driver.effects == [])
        #expect(status(driver).contains("The memory that was allowed is used up"))
    }

    @Test func sourcesAndOptionsAreCompleted() throws {
        var driver = try driver()
        driver.state = State(
            registry: try .standard(), size: Size(columns: 100, rows: 24),
            fetchSources: StandIn(folder: "").sources)
        driver.send(.opened(GrowingDesk(3).summary))
        driver.press(":")
        driver.type("fetch lo")
        driver.press("Tab")
        #expect(status(driver) == ":fetch lookup")
        driver.type("--fr")
        driver.press("Tab")
        driver.type("2026-05-01")
        #expect(status(driver) == ":fetch lookup --from 2026-05-01")
        driver.press("Enter")
        #expect(driver.effects == ["fetch lookup --from 2026-05-01"])
        driver.press(command: "fetch")
        #expect(driver.text.contains(":fetch lookup  Bring the event history"))
    }

    // MARK: The work

    private func opener(_ folder: CallFolder) -> TrailOpener {
        TrailOpener(
            Loader([folder.path], threads: 1), paths: [folder.path], isSample: false, isStrict: false, threads: 1,
            notes: NotesWriter(folder: folder.path) { EventTime(milliseconds: 0) }, rules: { BuiltInRules.set })
    }

    /// Runs a script over a folder of two events, with a fetcher that brings a file of two more into another one. On a
    /// thread of its own: while it waits, those that tests share have the fetch to do.
    private func run(
        _ script: String, _ standIn: @escaping @Sendable (String) -> StandIn = { StandIn(folder: $0) }
    ) async throws -> (screens: String, fetched: String, opener: TrailOpener) {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "script").async {
                continuation.resume(with: Result { try self.runHere(script, standIn) })
            }
        }
    }

    private func runHere(
        _ script: String, _ standIn: (String) -> StandIn
    ) throws -> (screens: String, fetched: String, opener: TrailOpener) {
        let (folder, further) = (try CallFolder(), try CallFolder())
        try folder.write("b.json", [("b1", 10, "ListBuckets"), ("b2", 30, "DescribeTrails")])
        let opener = opener(folder)
        let loaded = try #require(Loader([folder.path], threads: 1).loadToFollow())
        let desk = opener.desk(over: Trail(loaded.trail))
        var runner = ScriptRunner(registry: try .standard(), size: Size(columns: 120, rows: 24)) { Driver.now }
        var screens = ""
        try runner.run(
            Script(script, file: "s"), on: desk, feed: opener.feed(over: desk, try #require(loaded.follower)),
            follows: false, fetching: (standIn(further.path), opener)
        ) { screens += $0 }
        return withExtendedLifetime(folder) { (screens, further.path, opener) }
    }

    @Test func whatComesIsShownAndTheCursorStaysOnItsEvent() async throws {
        let (screens, fetched, opener) = try await run(
            """
            keys 2 j
            expect 2/2
            expect-not following
            :fetch lookup
            wait events 4
            dump screen
            expect 4/4
            wait idle
            expect following
            expect-not fetching
            """)
        let line = try #require(screens.split(separator: "\n").first { $0.hasPrefix(">") })
        #expect(line.contains("DescribeTrails"))
        #expect(opener.further.all == [fetched])
    }

    @Test func whatIsWrongWithAnOrderIsSaid() async throws {
        _ = try await run(
            """
            :fetch nowhere
            expect Unexpected argument 'nowhere'
            expect-not fetching
            expect-not following
            """)
    }

    @Test func whatRunsIsEndedByUnfetchAndByTheEnd() async throws {
        let ended = Mutex(0)
        let script = """
            :fetch lookup
            expect fetching
            :unfetch
            wait idle
            expect lookup was ended; what came stays
            :fetch lookup
            expect fetching
            """
        _ = try await run(script) { StandIn(folder: $0, isEndless: true) { ended.withLock { $0 += 1 } } }
        #expect(ended.withLock { $0 } == 2)
    }

    @Test func aPathUnderOneThatIsOpenIsNotAddedToIt() throws {
        let further = FurtherPaths()
        #expect(!further.add("/evidence/trail/findings", to: ["/evidence/trail"]))
        #expect(!further.add("/evidence/trail", to: ["/evidence/trail/"]))
        #expect(further.add("/evidence/trail-fetched/s3", to: ["/evidence/trail"]))
        #expect(!further.add("/evidence/trail-fetched/s3/AWSLogs", to: ["/evidence/trail"]))
        #expect(further.all == ["/evidence/trail-fetched/s3"])
        #expect(!further.takeFinished())
        further.finish()
        #expect(further.takeFinished())
        #expect(!further.takeFinished())
    }
}

/// Brings two events of a folder's own, or goes on until it is ended.
private struct StandIn: EventFetcher {
    let folder: String
    var isEndless = false
    var ended: @Sendable () -> Void = {}

    var sources: [FetchSource] {
        [
            FetchSource("s3", note: "Bring files"),
            FetchSource("lookup", note: "Bring the event history", options: ["--to", "--from"]),
        ]
    }

    func order(_ line: String) throws(Problem) -> FetchOrder {
        guard line == "lookup" else { throw Problem("Unexpected argument '\(line)'") }
        return FetchOrder(source: line, words: [line], place: folder, folder: folder)
    }

    func fetch(_ order: FetchOrder, _ progress: @escaping @Sendable (FetchedSoFar) -> Void) async -> FetchResult {
        progress(.brought(1, of: 2))
        guard !isEndless else {
            while !Task.isCancelled { await Task.yield() }
            ended()
            return FetchResult(.cancelled, sum: "")
        }
        do {
            try CallFolder.write(
                [("a1", 5, "GetTrail"), ("a2", 20, "DeleteTrail")], to: folder + "/lookup.json")
            return FetchResult(.done, sum: "2 events fetched")
        } catch {
            return FetchResult(.failed, sum: "\(error)")
        }
    }
}
