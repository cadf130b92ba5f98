import Glibc

/// Standard output, written in large pieces.
final class StandardOutput {
    /// The reader went away: there is nobody to tell, and nothing more to do.
    struct Closed: Error {}

    private var buffer: [UInt8] = []
    private let descriptor: Int32
    private static let pieceSize = 1 << 16

    /// From here on a reader that goes away is an error of the write, not the end of the process.
    init(descriptor: Int32 = STDOUT_FILENO) {
        self.descriptor = descriptor
        buffer.reserveCapacity(Self.pieceSize * 2)
        _ = signal(SIGPIPE, SIG_IGN)
    }

    func write(_ text: String) throws { try write(bytes: Array(text.utf8)) }

    func write(bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count >= Self.pieceSize { try flush() }
    }

    func flush() throws {
        var written = 0
        while written < buffer.count {
            let count = unsafe buffer.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno == EPIPE {
                throw Closed()
            } else if errno != EINTR {
                let reason = unsafe String(cString: strerror(errno))
                throw CommandFailure(message: "cannot write to standard output: \(reason)", status: .inputOutput)
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
