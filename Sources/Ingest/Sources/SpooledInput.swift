internal import Glibc

/// Standard input or a pipe, kept in a file without a name so that its records can be read again.
@safe
final class SpooledInput: Sendable {
    /// The file that holds it.
    let descriptor: Int32
    let byteCount: Int

    /// Reads everything from a descriptor, which stays open. A file is not copied.
    init(readingFrom input: Int32) throws(SpoolError) {
        var status = stat()
        guard unsafe fstat(input, &status) == 0 else { throw SpoolError(number: errno) }
        if status.st_mode & S_IFMT == S_IFREG, lseek(input, 0, SEEK_CUR) == 0 {
            descriptor = fcntl(input, F_DUPFD_CLOEXEC, 0)
            byteCount = Int(status.st_size)
            guard descriptor >= 0 else { throw SpoolError(number: errno) }
            return
        }
        descriptor = try Self.namelessFile()
        do {
            byteCount = try Self.copy(input, to: descriptor)
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    /// The error number of what went wrong.
    struct SpoolError: Error {
        let number: Int32
    }

    private static func namelessFile() throws(SpoolError) -> Int32 {
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = (folder + "/huckleberry-XXXXXX").utf8.map { CChar(bitPattern: $0) } + [0]
        let descriptor = unsafe mkstemp(&template)
        guard descriptor >= 0 else { throw SpoolError(number: errno) }
        unsafe unlink(&template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    private static func copy(_ input: Int32, to output: Int32) throws(SpoolError) -> Int {
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        var total = 0
        while true {
            let length = unsafe Glibc.read(input, &chunk, chunk.count)
            if length < 0, errno == EINTR { continue }
            guard length >= 0 else { throw SpoolError(number: errno) }
            guard length > 0 else { return total }
            var written = 0
            while written < length {
                let step = unsafe chunk.withUnsafeBytes {
                    unsafe Glibc.write(output, $0.baseAddress.unsafelyUnwrapped + written, length - written)
                }
                if step < 0, errno == EINTR { continue }
                guard step > 0 else { throw SpoolError(number: errno) }
                written += step
            }
            total += length
        }
    }
}
