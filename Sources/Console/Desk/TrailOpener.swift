internal import Foundation
public import Ingest
public import Records

/// Loads a trail from files and puts a ``TrailDesk`` over it.
public struct TrailOpener: CaseOpener {
    private let paths: [String]
    private let isSample: Bool
    private let isStrict: Bool
    private let loader: Loader
    private let threads: Int
    private let notes: NotesWriter

    /// - Parameters:
    ///   - loader: reads the trail.
    ///   - paths: what the person named, for messages and the crumb.
    ///   - isStrict: whether anything that was rejected keeps the case from being opened.
    ///   - threads: how many threads may read records later on.
    public init(
        _ loader: Loader, paths: [String], isSample: Bool, isStrict: Bool, threads: Int, notes: NotesWriter
    ) {
        self.loader = loader
        self.paths = paths
        self.isSample = isSample
        self.isStrict = isStrict
        self.threads = threads
        self.notes = notes
    }

    public func open(
        report: @escaping @Sendable (Progress) -> Void, isCancelled: @escaping @Sendable () -> Bool
    ) throws(Problem) -> any Desk {
        let loaded = loader.load(
            progress: { progress in
                report(Progress(phase: "reading", done: progress.filesDone, total: progress.filesFound, unit: "files"))
            }, order: { isCancelled() ? .cancel : .goOn })
        guard let loaded else { throw Problem("Given up.") }
        let trail = Trail(loaded)
        if isStrict, let first = trail.report.rejections.first {
            throw Problem("--strict: \(trail.report.rejections.count) rejected, first \(first.path): \(first.reason)")
        }
        if trail.report.eventSources == 0 { throw Problem(Self.nothing(in: paths, trail.report)) }
        report(Progress(phase: "looking for alerts", done: 0, total: 0, unit: ""))
        return desk(over: trail)
    }

    /// A desk over a trail that has been loaded already.
    public func desk(over trail: Trail) -> TrailDesk {
        TrailDesk(trail, name: name, isSample: isSample, notes: notes, threads: threads)
    }

    private static func nothing(in paths: [String], _ report: LoadReport) -> String {
        if let missing = report.missingPaths.first {
            return paths.count == 1
                ? "\(missing) does not exist." : "\(missing) does not exist, and the others hold no event."
        }
        return
            "There is no CloudTrail event in \(paths.joined(separator: ", ")). huckleberry inspect says what there is."
    }

    /// What the crumb calls the case: the last part of the path.
    private var name: String {
        guard let first = paths.first else { return "" }
        let last = first == "-" ? "standard input" : URL(fileURLWithPath: first).lastPathComponent
        return paths.count == 1 ? last : "\(last) and \(paths.count - 1) more"
    }
}
