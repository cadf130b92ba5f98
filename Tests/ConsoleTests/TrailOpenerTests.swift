import Cases
import CloudTrail
import Events
import Foundation
import Records
import Synchronization
import Testing

@testable import Console
@testable import Ingest

/// Opening a trail: what is published while it is loaded.
@Suite struct TrailOpenerTests {
    private let folder: TrailFolder

    init() throws {
        folder = try TrailFolder([
            "a.json": [("a1", 10, "ListBuckets"), ("a2", 30, "DeleteTrail")],
            "b.json": [("b1", 5, "ListBuckets"), ("b2", 20, "DescribeTrails")],
            "c.json": [("c1", 1, "StopLogging")],
        ])
    }

    private func opener(_ loader: any TrailLoader, isStrict: Bool = false, searchTime: Duration = .zero) -> TrailOpener
    {
        let clock = SteppingClock(step: searchTime)
        return TrailOpener(
            loader, paths: ["trail"], isSample: false, isStrict: isStrict, threads: 1,
            notes: NotesWriter(folder: folder.url.path) { EventTime(milliseconds: 0) },
            rules: { BuiltInRules.set }, now: { clock.now() })
    }

    @Test func eachPartIsPublishedAtOnceAndAgainWithItsAlerts() throws {
        let listener = Listener()
        // The next part comes when the alerts of the one before are there.
        let loader = folder.loader(parts: [["a.json"], ["a.json", "b.json"]]) { listener.waitForAlerts() }
        try opener(loader).open(listener)
        let summaries = listener.desks.map(\.summary)
        #expect(summaries.map(\.generation) == [1, 2, 3, 4, 5, 6])
        #expect(summaries.map(\.isSeekingAlerts) == [true, false, true, false, true, false])
        #expect(summaries.map(\.extent) == [.growing, .growing, .growing, .growing, .whole, .whole])
        #expect(summaries.map { $0.facts[0] }.suffix(2) == ["5 events", "5 events"])
    }

    @Test func theCoverageIsToldOnceItCannotGrow() throws {
        let listener = Listener()
        try opener(folder.loader(parts: [["a.json"]]) { listener.waitForAlerts() }).open(listener)
        let said = try listener.desks.map { try $0.status(ViewRequest(.alerts)) }
        #expect(said.first == "so far 2 events in 1 file · the coverage is told once everything is loaded")
        #expect(said.dropLast().last == "5 events in 3 files · the coverage is told once the alerts are there")
        #expect(said.last?.hasPrefix("5 events in 3 files · coverage ") == true)
    }

    @Test func theLastOneAnswersAsIfNothingHadBeenPublishedBefore() throws {
        let listener = Listener()
        try opener(folder.loader(parts: [["a.json"], ["b.json"]])).open(listener)
        let last = try #require(listener.desks.last)
        let whole = opener(folder.loader(parts: [])).desk(over: Trail(try folder.load(["a.json", "b.json", "c.json"])))
        for view in [ViewKind.alerts, .timeline, .keys, .addresses, .calls, .attack] {
            #expect(try keys(last, view) == keys(whole, view))
        }
        #expect(try keys(last, .alerts).isEmpty == false)
    }

    private func keys(_ desk: any Desk, _ view: ViewKind) throws -> [String] {
        let rows = try desk.listing(ViewRequest(view)) { false }.rows
        return (0..<rows.count).map { rows.row(at: $0).key.text }
    }

    @Test func beforeTheFirstAlertsAreThereTheTimelineIs() throws {
        let listener = Listener()
        try opener(folder.loader(parts: [["a.json"]]) { listener.waitForAlerts() }).open(listener)
        let first = try #require(listener.desks.first)
        #expect(try keys(first, .timeline).count == 2)
        for request in [
            ViewRequest(.alerts), ViewRequest(.keys),
            ViewRequest(.timeline, filters: [StackedFilter("is:alerted")]),
            ViewRequest(.timeline, subject: Entity(.alert, "8e032816-22dd-4d75-bfce-2df8ce51e4b5")),
        ] {
            let problem = #expect(throws: Problem.self) { try first.listing(request) { false } }
            #expect(problem?.isPassing == true)
        }
    }

    @Test func untilTheAlertsOfAPartAreThereThoseOfTheOneBeforeAreShown() throws {
        let listener = Listener()
        try opener(folder.loader(parts: [["a.json"]]) { listener.waitForAlerts() }).open(listener)
        let (first, pending) = (listener.desks[1], listener.desks[2])
        #expect(pending.summary.isSeekingAlerts)
        #expect(try keys(pending, .timeline).count == 5)
        #expect(try keys(pending, .alerts) == keys(first, .alerts))
        let filtered = ViewRequest(.timeline, filters: [StackedFilter("is:alerted")])
        #expect(try pending.listing(filtered) { false }.rows.count == 1)
        let last = try #require(listener.desks.last).listing(filtered) { false }
        #expect(last.summary.plain.hasPrefix("2 events "))
    }

    @Test func alertsOfAPartThatIsNotTheNewestAreGivenUp() throws {
        let listener = Listener()
        try opener(folder.loader(parts: [["a.json"], ["a.json", "b.json"]])).open(listener)
        let summaries = listener.desks.map(\.summary)
        #expect(summaries.map(\.generation) == Array(1...summaries.count))
        #expect(summaries.last?.extent == .whole)
        #expect(summaries.last?.isSeekingAlerts == false)
    }

    @Test func partsInWhichTheSearchWouldTakeLongWaitForTheEnd() throws {
        let listener = Listener()
        // Two events took 400 ms: four would take 800.
        let loader = folder.loader(parts: [["a.json"], ["a.json", "b.json"]]) {
            if listener.desks.count < 3 { listener.waitForAlerts() }
        }
        try opener(loader, searchTime: .milliseconds(400)).open(listener)
        #expect(listener.desks.map(\.summary.isSeekingAlerts) == [true, false, true, true, false])
        let pending = listener.desks[2]
        #expect(try keys(pending, .timeline).count == 4)
        #expect(try keys(pending, .alerts) == keys(listener.desks[1], .alerts))
    }

    @Test func aStoppedLoadKeepsWhatHasBeenRead() throws {
        let listener = Listener()
        let loader = folder.loader(parts: [["a.json"], ["a.json", "b.json"]]) {
            if listener.desks.contains(where: { $0.summary.facts[0] == "4 events" }) { listener.wish = .stop }
        }
        try opener(loader).open(listener)
        let last = try #require(listener.desks.last?.summary)
        #expect(last.extent == .part(LoadedPart(.person, filesRead: 2, filesFound: 3)))
        #expect(last.facts[0] == "4 events")
        #expect(!last.isSeekingAlerts)
    }

    @Test func aLoadStoppedBeforeAnythingWasThereSaysSo() throws {
        let listener = Listener()
        listener.wish = .stop
        let problem = #expect(throws: Problem.self) { try opener(folder.loader(parts: [])).open(listener) }
        let sentence = "Loading stopped with 0 of the 3 files found: answers cover only these."
        #expect(problem?.message == "There is no CloudTrail event in what was read. \(sentence)")
    }

    @Test func whatWasShownIsWithdrawnWhereNothingIsLeftOfIt() throws {
        let listener = Listener()
        try opener(folder.loader(parts: [["a.json"]], last: [])).open(listener)
        let last = try #require(listener.desks.last?.summary)
        #expect(last.facts[0] == "0 events")
        #expect(last.extent == .whole)
        #expect(listener.warnings.map(\.mark) == ["NOTHING READ"])
        #expect(listener.warnings.first?.words.hasPrefix("There is no CloudTrail event in ") == true)
    }

    @Test func whoLeavesIsToldNothingMore() throws {
        let listener = Listener()
        listener.wish = .leave
        try opener(folder.loader(parts: [["a.json"]])).open(listener)
        #expect(listener.desks.isEmpty)
    }

    @Test func memoryThatIsUsedUpIsSaid() throws {
        let listener = Listener()
        try opener(folder.loader(parts: [], last: ["a.json"], stop: .memory(limit: 1 << 20))).open(listener)
        let part = LoadedPart(.memory(limit: 1 << 20), filesRead: 1, filesFound: 3)
        #expect(listener.desks.last?.summary.extent == .part(part))
        let path = try #require(listener.desks.last).export(ViewRequest(.alerts), ExportOrder())
        let notes = try String(contentsOfFile: path, encoding: .utf8)
        #expect(notes.contains("**PART OF THE TRAIL**: Loading stopped at 1 MiB of memory with 1 of the 3 files found"))
    }

    @Test func underStrictNothingIsShownThatIsNotKnownToBeWhole() throws {
        let listener = Listener()
        let loader = folder.loader(parts: [["a.json"]], last: ["a.json"], stop: .memory(limit: 1 << 20))
        let problem = #expect(throws: Problem.self) { try opener(loader, isStrict: true).open(listener) }
        #expect(problem?.message.hasPrefix("--strict: Loading stopped at 1 MiB of memory") == true)
        #expect(listener.desks.isEmpty)
    }

    @Test func eventsWithoutAnIdentityAreKnownByTheirPlace() throws {
        let folder = try TrailFolder([
            "a.json": [("00000000-0000-0000-0000-000000000000", 10, "A"), ("", 20, "B")],
            "b.json": [("00000000-0000-0000-0000-000000000000", 5, "C")],
        ])
        let (part, whole) = (try folder.load(["a.json"]).index, try folder.load(["a.json", "b.json"]).index)
        #expect(whole.count == 3)
        #expect(Set((0..<3).map { whole.key($0) }).count == 3)
        for row in 0..<3 { #expect(whole.row(of: whole.key(row)) == row) }
        for row in 0..<2 {
            let there = try #require(whole.row(of: part.key(row)))
            #expect(whole.text(.name, there) == part.text(.name, row))
        }
    }

    @Test func aBurstThatWasOpenedStaysOpenWhenItGrowsAtItsBeginning() throws {
        let calls = (0..<40).map { (String(format: "e%02d", $0), 10 + $0, "DescribeInstances") }
        let folder = try TrailFolder(["a.json": Array(calls[20...]), "b.json": Array(calls[..<20])])
        let opener = opener(folder.loader(parts: []))
        let part = opener.desk(over: Trail(try folder.load(["a.json"])))
        var request = ViewRequest(.timeline)
        let burst = try part.listing(request) { false }.rows.row(at: 0)
        #expect(burst.traits.contains(.folded))
        request.toggled = [burst.key]
        #expect(try part.listing(request) { false }.rows.count == 20)
        let whole = opener.desk(over: Trail(try folder.load(["a.json", "b.json"])))
        let rows = try whole.listing(request) { false }.rows
        #expect(rows.count == 40)
        request.toggled.formSymmetricDifference([rows.row(at: 0).key])
        #expect(try whole.listing(request) { false }.rows.count == 1)
    }
}

/// A clock on which the same time passes between any two looks.
private final class SteppingClock: Sendable {
    private let step: Duration
    private let time = Mutex(ContinuousClock.now)

    init(step: Duration) {
        self.step = step
    }

    func now() -> ContinuousClock.Instant {
        time.withLock { time in
            time += step
            return time
        }
    }
}

/// Keeps what is published.
private final class Listener: OpeningListener {
    private let published = Mutex<[any Desk]>([])
    private let wanted = Mutex(OpeningWish.everything)
    private let warned = Mutex<[CaseWarning]>([])

    var warnings: [CaseWarning] { warned.withLock { $0 } }
    var desks: [any Desk] { published.withLock { $0 } }

    var wish: OpeningWish {
        get { wanted.withLock { $0 } }
        set { wanted.withLock { $0 = newValue } }
    }

    func report(_ progress: Console.Progress) {}
    func warn(_ warning: CaseWarning) { warned.withLock { $0.append(warning) } }
    func publish(_ desk: any Desk) { published.withLock { $0.append(desk) } }

    /// Waits until the alerts of the newest desk are there.
    func waitForAlerts() {
        let deadline = ContinuousClock.now + .seconds(30)
        while desks.last?.summary.isSeekingAlerts ?? true, ContinuousClock.now < deadline { sched_yield() }
    }
}

/// Files of a trail, and loaders that hand out parts of it.
private final class TrailFolder: Sendable {
    typealias Call = (id: String, second: Int, name: String)

    let url: URL
    fileprivate let names: [String]

    init(_ files: [String: [Call]]) throws {
        url = FileManager.default.temporaryDirectory.appending(path: "huckleberry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        names = files.keys.sorted()
        for (name, calls) in files { try CallFolder.write(calls, to: url.appending(path: name).path) }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// What a complete load of some of the files gives.
    func load(_ files: [String]) throws -> LoadedTrail {
        try #require(Loader(files.map { url.appending(path: $0).path }, threads: 1).load())
    }

    /// A loader that hands out some files after the other, and ends with all of them.
    ///
    /// - Parameters:
    ///   - last: what it ends with; all files where nil.
    ///   - stop: why it ends with less.
    ///   - between: called after each part.
    func loader(
        parts: [[String]], last: [String]? = nil, stop: LoadStop? = nil,
        between: @escaping @Sendable () -> Void = {}
    ) -> any TrailLoader {
        PartLoader(folder: self, parts: parts, last: last ?? names, stop: stop, between: between)
    }

    private struct PartLoader: TrailLoader {
        let folder: TrailFolder
        let parts: [[String]]
        let last: [String]
        let stop: LoadStop?
        let between: @Sendable () -> Void

        func load(
            progress: @escaping @Sendable (LoadProgress) -> Void, generation: (@Sendable (LoadedTrail) -> Void)?,
            order: @escaping @Sendable () -> LoadOrder
        ) -> LoadedTrail? {
            var read: [String] = []
            for files in parts + [last] {
                switch order() {
                case .goOn: break
                case .stop: return trail(read, stop: .asked)
                case .cancel: return nil
                }
                read = files
                if files == last { break }
                generation?(trail(files, stop: nil))
                between()
            }
            return trail(last, stop: stop)
        }

        private func trail(_ files: [String], stop: LoadStop?) -> LoadedTrail {
            guard let loaded = try? folder.load(files) else { preconditionFailure("nobody cancels it") }
            var report = loaded.report
            report.stop = stop
            report.fileCount = folder.names.count
            return LoadedTrail(
                index: loaded.index, report: report, library: loaded.library,
                isComplete: stop == nil && files == last, timings: LoadTimings())
        }
    }
}
