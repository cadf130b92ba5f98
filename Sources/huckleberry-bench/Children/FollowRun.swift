import Console
import Dispatch
import Events
import Foundation
import Ingest
import Synchronization
import Terminal

/// The console over a folder into which files come, one every 60 ms, while somebody types.
struct FollowRun {
    private let console: ConsoleRun
    private let folder: URL
    /// Files that come later: where they are, and where they go.
    private let later: [(from: URL, to: URL)]
    private let events: Int

    /// So many files come, in this time.
    private static let files = 1_000
    private static let interval = Duration.milliseconds(60)

    /// Sets aside every so many files of a trail, and puts the others into a folder of its own.
    init(path: String, threads: Int) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-follow-\(UUID().uuidString)")
        let files = SourceWalk.files(under: [SourcePath(path)]).files.map(\.path.shown)
        let step = max(1, files.count / Self.files)
        var later: [(URL, URL)] = []
        for (number, file) in files.enumerated() {
            let place = folder.appending(path: String(file.dropFirst(path.count)))
            if number % step == 0, later.count < Self.files {
                later.append((URL(fileURLWithPath: file), place))
            } else {
                try Self.makeFolder(of: place)
                try FileManager.default.copyItem(at: URL(fileURLWithPath: file), to: place)
            }
        }
        self.later = later
        guard let loaded = Loader([path], threads: threads).load() else { throw BenchError.cancelled }
        events = loaded.index.count
        console = try ConsoleRun(path: folder.path, threads: threads)
    }

    private static func makeFolder(of file: URL) throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    }

    func answers() throws -> [Answer] {
        defer { try? FileManager.default.removeItem(at: folder) }
        return try console.session(follows: true) { [later, events] typist in
            _ = try typist.wait { $0.isComplete }
            let failure = Mutex<(any Error)?>(nil)
            let isDone = Atomic(false)
            let last = Mutex(ContinuousClock.now)
            let files = later
            DispatchQueue(label: "files").async {
                do {
                    try Self.write(files)
                } catch {
                    failure.withLock { $0 = error }
                }
                last.withLock { $0 = .now }
                isDone.store(true, ordering: .releasing)
            }
            let keys = [
                "2", "j", "PgDn", "G", "k", "g", "g", "Enter", "q", "1", "j", "3", "j", "4", "j", "5", "6", "l",
            ]
            var turn = 0
            while !isDone.load(ordering: .acquiring), let key = Key(name: keys[turn % keys.count]) {
                try typist.press(ahead: [key])
                turn += 1
            }
            if let error = failure.withLock({ $0 }) { throw error }
            let shown = try? typist.wait { $0.events >= events && $0.isComplete }
            let seconds = typist.times.map(\.frame.seconds)
            let delay = shown.map { ($0.time - last.withLock { $0 }).seconds }
            return [
                Answer(.followKeyToFrame, seconds, note: "\(seconds.count) keys"),
                Answer(.followSlowKey, [seconds.percentile(99)].compactMap(\.self)),
                Answer(.followSlowestKey, [seconds.max()].compactMap(\.self)),
                Answer(.followDelay, [delay].compactMap(\.self)),
                Answer(
                    .followLost, [Double(events - (typist.log.last?.events ?? 0))],
                    note: "\(files.count) files came, \(Unit.grouped(Double(events))) events in the end"),
            ]
        }
    }

    /// Half of the files are written where they belong, half are written elsewhere and renamed into place.
    private static func write(_ files: [(from: URL, to: URL)]) throws {
        let start = ContinuousClock.now
        for (number, file) in files.enumerated() {
            let wait = start + interval * number - .now
            if wait > .zero { usleep(UInt32(wait / .microseconds(1))) }
            let bytes = try Data(contentsOf: file.from)
            try makeFolder(of: file.to)
            try bytes.write(to: file.to, options: number % 2 == 0 ? [] : .atomic)
        }
    }
}
