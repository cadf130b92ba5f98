internal import Crypto
internal import Events
internal import Synchronization

/// The sources of a snapshot.
struct StoredSources {
    /// Their paths, by number.
    private(set) var names: [String] = []
    /// Where and what they are; nil for those that could not be read, and those that are not there any more.
    private(set) var infos: [SourceInfo?] = []
    private var marks: [FileMark?] = []

    init(from file: inout StoredFileReader) throws(StoredFileProblem) {
        for _ in 0..<(try file.count()) {
            let name = try file.text()
            names.append(name)
            guard try file.flag() else {
                infos.append(nil)
                marks.append(nil)
                continue
            }
            marks.append(try file.optional { file throws(StoredFileProblem) in try FileMark(from: &file) })
            infos.append(try SourceInfo(named: name, from: &file))
        }
    }

    /// Holds the files against what they were, and lets go of those that are gone or have become others.
    ///
    /// - Parameter archives: files of which the sources are members.
    /// - Returns: those, in their order.
    mutating func check(_ move: FolderMove, _ archives: [Archive], limits: LoadLimits, _ crew: Crew) -> [Loss] {
        let hashes = Dictionary(archives.map { ($0.path, $0.sha256) }) { first, _ in first }
        // Members of an archive stand one behind the other: it is looked at once.
        let (infos, marks) = (infos, marks)
        let starts = infos.indices.filter { $0 == 0 || infos[$0]?.file.path != infos[$0 - 1]?.file.path }
        let share = max(1, (starts.count + Self.shares - 1) / Self.shares)
        let standings = crew.map((starts.count + share - 1) / share) { number in
            let reader = FileHash(limits: limits)
            return starts[(number * share)..<min(starts.count, (number + 1) * share)].map { start in
                infos[start].map { info in
                    let hash = info.members.isEmpty ? info.hash.value : hashes[info.file.path.shown]
                    return Self.standing(of: info.file, marks[start], hash: hash, move, reader)
                }
            }
        }.flatMap(\.self)
        var losses: [Loss] = []
        for (number, start) in starts.enumerated() {
            guard let standing = standings[number] else { continue }
            let end = number + 1 < starts.count ? starts[number + 1] : infos.count
            switch standing {
            case .same(let file):
                for source in start..<end { self.infos[source] = infos[source]?.at(file) }
            case .lost(let reason):
                for source in start..<end { self.infos[source] = nil }
                let path = infos[start]?.file.path.shown ?? names[start]
                let rejection = Rejection(path: path, record: nil, offset: nil, reason: reason)
                losses.append(Loss(sources: start..<end, rejection: rejection))
            }
        }
        return losses
    }

    /// Sources of a file that is gone, or another one.
    struct Loss {
        var sources: Range<Int>
        var rejection: Rejection
    }

    /// More than there are threads, so that nobody waits long for the last.
    private static let shares = 64

    private enum Standing: Sendable {
        case same(SourceFile)
        case lost(String)
    }

    private static func standing(
        of file: SourceFile, _ mark: FileMark?, hash: String?, _ move: FolderMove, _ reader: FileHash
    ) -> Standing {
        let found = move.place(of: file.path).map { file.at($0) } ?? file
        guard let now = FileMark(of: found.path) else {
            return .lost("it is gone since the snapshot was made: its events are here, its records are not")
        }
        if mark == now { return .same(found) }
        guard now.byteCount == file.byteCount, let hash, reader.value(of: found) == hash else {
            return .lost(
                "it is not what it was when the snapshot was made, by its SHA-256: its events are those of then, its "
                    + "records cannot be read")
        }
        return .same(found)
    }
}

/// Hashes files one after the other, in the same memory.
private final class FileHash {
    private let buffer = PaddedBuffer()
    private let limits: LoadLimits

    init(limits: LoadLimits) {
        self.limits = limits
    }

    /// SHA-256 of the bytes of a file, in lower-case hexadecimal; nil where it cannot be read.
    func value(of file: SourceFile) -> String? {
        StoredFile.withBytes(of: file, buffer: buffer, largestCopy: limits.reading.copiedBytes) { bytes, _ in
            SHA256.hexadecimal(of: bytes)
        } failed: { _, _ in
            nil
        }
    }
}

extension SourceFile {
    fileprivate func at(_ path: SourcePath) -> SourceFile {
        SourceFile(path: path, byteCount: byteCount, stamp: stamp, root: root)
    }
}

extension SourceInfo {
    fileprivate func at(_ file: SourceFile) -> SourceInfo {
        SourceInfo(
            path: path, file: file, members: members, hash: hash, byteCount: byteCount, encoding: encoding,
            damage: damage)
    }
}

extension SourceLibrary {
    func write(to file: inout StoredFileWriter) {
        file.write(count)
        for number in 0..<count {
            file.write(path(of: number))
            let info = try? info(of: number)
            file.write(info) { file, info in
                file.write(FileMark(of: info.file)) { $1.write(to: &$0) }
                info.write(to: &file)
            }
        }
    }
}
