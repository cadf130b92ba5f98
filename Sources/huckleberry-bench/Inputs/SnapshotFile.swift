import Foundation
import Ingest

/// A snapshot of a trail, which is gone when nobody needs it any more.
final class SnapshotFile {
    let url: URL
    let byteCount: Int
    /// How long it took to write it.
    let seconds: Double

    init(of path: String, threads: Int) throws {
        url = FileManager.default.temporaryDirectory.appending(path: "huckleberry-snapshot-\(UUID().uuidString)")
        let (trail, _) = try LoadRun.load(path, threads: threads)
        guard FileManager.default.createFile(atPath: url.path, contents: nil) else {
            throw BenchError.cannotWrite(path: url.path, reason: "no file can be made there")
        }
        let file = try FileHandle(forUpdating: url)
        let start = ContinuousClock.now
        let error = IndexSnapshot.write(
            trail, of: [SourcePath(path).madeAbsolute], LoadSelection(), in: SourcePath(url.path).folder,
            to: file.fileDescriptor)
        seconds = (ContinuousClock.now - start).seconds
        byteCount = Int(try file.seekToEnd())
        try file.close()
        guard error == 0 else { throw BenchError.cannotWrite(path: url.path, reason: "error \(error)") }
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
