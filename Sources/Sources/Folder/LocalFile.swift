internal import CloudTrail
internal import Crypto
internal import Foundation
internal import Glibc
internal import Ingest

/// Files as the system has them.
enum LocalFile {
    /// Size and time of a file; nil where there is none, or something else than a file.
    static func facts(_ path: String) -> (size: Int, modified: EventTime)? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let time = Int64(status.st_mtim.tv_sec) * EventTime.second + Int64(status.st_mtim.tv_nsec) / 1_000_000
        return (Int(status.st_size), EventTime(milliseconds: time))
    }

    /// The MD5, as S3 has it of most objects, and the SHA-256 of a file, both in hexadecimal.
    ///
    /// - Complexity: linear in the file; a mebibyte of memory.
    static func hashes(_ path: String) throws(FetchProblem) -> (md5: String, sha256: String) {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            var (md5, sha256) = (Insecure.MD5(), SHA256())
            while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
                md5.update(data: piece)
                sha256.update(data: piece)
            }
            return (Hexadecimal.text(md5.finalize()), Hexadecimal.text(sha256.finalize()))
        } catch {
            throw FetchProblem(path: path, reason: .cannotRead(error.localizedDescription))
        }
    }

    static func rename(_ from: String, to place: String) throws(FetchProblem) {
        guard unsafe Glibc.rename(from, place) == 0 else {
            throw FetchProblem(path: place, reason: .cannotWrite(unsafe String(cString: strerror(errno))))
        }
    }

    /// Gives a file the time that its object has, so that a later change shows.
    static func setTime(_ path: String, _ time: EventTime) {
        let seconds = Int(time.milliseconds / EventTime.second)
        let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
        _ = unsafe utimensat(AT_FDCWD, path, times, 0)
    }
}

/// Keeps others from bringing events to the same folder, until it is let go.
final class FetchLock: Sendable {
    private let descriptor: Int32

    init(_ folder: FetchFolder) throws(FetchProblem) {
        let path = folder.statePath + "/" + FetchState.lock
        descriptor = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw FetchProblem(path: path, reason: .cannotCreate(unsafe String(cString: strerror(errno))))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw FetchProblem(path: folder.path, reason: .inUse)
        }
    }

    deinit {
        // A program that is just being started may still have the descriptor.
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
