/// A path as the system knows it: bytes, which need not be UTF-8.
public struct SourcePath: Hashable, Sendable {
    /// The bytes without the zero that ends them for the system.
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    public init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The path as text; bytes that are no UTF-8 as `\xNN`.
    public var shown: String { Self.shown(bytes) }

    /// Bytes as text, in which what is no UTF-8 is written as `\xNN`. Text that is sound stays as it is.
    static func shown(_ bytes: [UInt8]) -> String {
        var result = ""
        var position = 0
        while position < bytes.count {
            do {
                result += String(copying: try UTF8Span(validating: bytes.span.extracting(position..<bytes.count)))
                return result
            } catch {
                let sound = position..<position + error.byteOffsets.lowerBound
                result += String(decoding: bytes[sound], as: UTF8.self)
                let broken = error.byteOffsets.isEmpty ? 0..<1 : error.byteOffsets
                for byte in bytes[position + broken.lowerBound..<position + broken.upperBound] {
                    let digits = String(byte, radix: 16, uppercase: true)
                    result += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
                }
                position += broken.upperBound
            }
        }
        return result
    }

    func appending(_ name: [UInt8]) -> SourcePath {
        let separator = bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
        return SourcePath(bytes: bytes + separator + name)
    }

    /// Calls `body` with the path in the form that system calls take.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
        let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
        return unsafe try terminated.withUnsafeBufferPointer { buffer in
            // Never empty: the zero is there.
            unsafe try body(buffer.baseAddress.unsafelyUnwrapped)
        }
    }
}
