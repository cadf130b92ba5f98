internal import Events
internal import Glibc

/// A trail as it was loaded, in a file: opened in a fraction of the time that reading its sources takes.
///
/// The file holds the index, the report and where each source lies, and no record: those are read from the sources, as
/// ever. Each source is held against what it was: one that nobody has touched since is taken for the same by its size,
/// its number on the disk and its times, of which the last (of its last change of whatever kind) cannot be set back; any
/// other by its SHA-256. Events of a source that is gone or another one stay, its records cannot be read, and the report
/// says so.
public struct IndexSnapshot: Sendable {
    let trail: LoadedTrail
    let origin: Origin

    /// Where a trail was loaded from, and what of it.
    public struct Origin: Sendable {
        public let paths: [SourcePath]
        public let selection: LoadSelection

        init(from reader: inout StoredFileReader, _ move: FolderMove) throws(StoredFileProblem) {
            paths = try reader.each { reader throws(StoredFileProblem) in
                let path = SourcePath(bytes: try reader.bytes())
                return move.place(of: path) ?? path
            }
            selection = try LoadSelection(from: &reader)
        }
    }

    /// Whether a path leads to such a file.
    public static func isSnapshot(_ path: SourcePath) -> Bool {
        let file = open(path)
        guard file >= 0 else { return false }
        defer { close(file) }
        return isSnapshot(file)
    }

    private static func isSnapshot(_ file: Int32) -> Bool {
        var start = [UInt8](repeating: 0, count: StoredFileReader.markLength)
        let count = unsafe start.withUnsafeMutableBytes { unsafe pread(file, $0.baseAddress, $0.count, 0) }
        return count == start.count && StoredFileReader.isStored(start)
    }

    /// What the snapshot at a path was made of; nil where there is none, or it cannot be read.
    public static func origin(of path: SourcePath) -> Origin? {
        let file = open(path)
        guard file >= 0 else { return nil }
        defer { close(file) }
        // Whoever reads standard input, or a pipe, must find it whole.
        guard isSnapshot(file) else { return nil }
        guard var reader = try? StoredFileReader(valuesOf: file),
            let move = try? FolderMove(from: &reader, to: path)
        else { return nil }
        return try? Origin(from: &reader, move)
    }

    /// Without waiting for a writer, should it be a pipe.
    private static func open(_ path: SourcePath) -> Int32 {
        unsafe path.withCString { unsafe Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    }

    /// Writes a trail.
    ///
    /// - Parameters:
    ///   - trail: loaded from paths that begin at the root, without standard input.
    ///   - paths: those.
    ///   - folder: in which the file will lie: sources below it are looked for there should the folder have moved.
    ///   - file: an empty file that can be written to, which stays open.
    /// - Returns: the number of the system's error; 0 where everything is written.
    /// - Complexity: waits for hashes of sources that are still being made.
    public static func write(
        _ trail: LoadedTrail, of paths: [SourcePath], _ selection: LoadSelection, in folder: SourcePath,
        to file: Int32
    ) -> Int32 {
        var writer = StoredFileWriter(file)
        writer.write(bytes: folder.bytes)
        writer.write(each: paths) { $0.write(bytes: $1.bytes) }
        selection.write(to: &writer)
        trail.report.write(to: &writer)
        trail.library.write(to: &writer)
        trail.index.write(to: &writer)
        return writer.finish()
    }

    /// Opens a snapshot.
    ///
    /// - Parameter threads: at least 1.
    /// - Complexity: reads the file once, and asks the system for each source; reads sources that were touched.
    init(_ path: SourcePath, limits: LoadLimits, threads: Int) throws(StoredFileProblem) {
        let file = Self.open(path)
        guard file >= 0 else { throw .system(errno) }
        defer { close(file) }
        let crew = Crew(threads: threads)
        var reader = try StoredFileReader(file, crew: crew)
        let move = try FolderMove(from: &reader, to: path)
        origin = try Origin(from: &reader, move)
        var report = try LoadReport(from: &reader, origin.selection)
        var library = try StoredSources(from: &reader)
        let index = try EventIndex(from: &reader, sourceNames: library.names, crew: crew)
        guard report.sources.count >= library.names.count else { throw .damaged("the sources") }
        let lost = library.check(move, report.archives, limits: limits, crew)
        report.rejections += lost.map(\.rejection)
        for loss in lost {
            // What is there now is not what it was: no hash vouches for it.
            for source in loss.sources {
                report.sources[source].hash = SourceHash(nil)
                report.sources[source].shortcoming = loss.rejection.reason
            }
        }
        report.snapshot = path.shown
        trail = LoadedTrail(
            index: index, report: report,
            library: SourceLibrary(library.infos, paths: library.names, limits: limits), isComplete: true,
            timings: LoadTimings())
    }
}

/// A folder that may lie elsewhere than it did.
struct FolderMove: Sendable {
    private let before: [UInt8]
    private let now: [UInt8]

    init(from reader: inout StoredFileReader, to snapshot: SourcePath) throws(StoredFileProblem) {
        before = SourcePath(bytes: try reader.bytes()).appending([]).bytes
        now = snapshot.madeAbsolute.folder.appending([]).bytes
    }

    /// Where that is now which was below the folder; nil for what was not, what is not there, and where the folder has not
    /// moved.
    func place(of path: SourcePath) -> SourcePath? {
        guard before != now, path.bytes.starts(with: before) else { return nil }
        let place = SourcePath(bytes: now + path.bytes[before.count...])
        return unsafe place.withCString { unsafe access($0, F_OK) == 0 } ? place : nil
    }
}

extension SourcePath {
    /// The same place, named from the root on.
    public var madeAbsolute: SourcePath {
        guard bytes.first != UInt8(ascii: "/"), let current = unsafe getcwd(nil, 0) else { return self }
        defer { unsafe free(current) }
        let folder = unsafe UnsafeBufferPointer(start: current, count: strlen(current)).map { UInt8(bitPattern: $0) }
        let rest = bytes.starts(with: "./".utf8) ? bytes[2...] : bytes[...]
        return rest.isEmpty || rest.elementsEqual(".".utf8)
            ? SourcePath(bytes: folder) : SourcePath(bytes: folder).appending(rest)
    }

    /// The folder that holds it; the root for the root.
    public var folder: SourcePath {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return SourcePath(".") }
        return SourcePath(bytes: Array(bytes[..<max(1, slash)]))
    }
}
