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

    func appending(_ name: ArraySlice<UInt8>) -> SourcePath {
        var path: [UInt8] = []
        path.reserveCapacity(bytes.count + 1 + name.count)
        path += bytes
        if path.last != UInt8(ascii: "/") { path.append(UInt8(ascii: "/")) }
        path += name
        return SourcePath(bytes: path)
    }

    /// Calls `body` with the path in the form that system calls take.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
        try unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { buffer in
            for (index, byte) in bytes.enumerated() {
                unsafe buffer.initializeElement(at: index, to: CChar(bitPattern: byte))
            }
            unsafe buffer.initializeElement(at: bytes.count, to: 0)
            // Never empty: the zero is there.
            return unsafe try body(UnsafePointer(buffer.baseAddress.unsafelyUnwrapped))
        }
    }
}
