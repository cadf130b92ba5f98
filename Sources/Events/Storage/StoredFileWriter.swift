internal import CChecksum
internal import Glibc

/// Writes values and arrays to a file, from which `StoredFileReader` gets them back in the same order.
///
/// A write that fails is told in the end: what is written after it goes nowhere.
public struct StoredFileWriter {
    private let file: Int32
    private var end = StoredFileLayout.headerLength
    private var values: [UInt8] = []
    private var places: [StoredFileLayout.Place] = []
    private var error: Int32 = 0

    /// - Parameter file: an empty file that can be written to, which stays open.
    public init(_ file: Int32) {
        self.file = file
    }

    public mutating func write(_ number: Int) { values += number.stored }

    public mutating func write(_ flag: Bool) { values.append(flag ? 1 : 0) }

    /// Bytes that are few.
    public mutating func write(bytes: [UInt8]) {
        write(bytes.count)
        values += bytes
    }

    public mutating func write(_ text: String) { write(bytes: Array(text.utf8)) }

    /// What there may be none of.
    public mutating func write<Value>(_ value: Value?, _ write: (inout Self, Value) -> Void) {
        self.write(value != nil)
        if let value { write(&self, value) }
    }

    /// Some of a kind that are no numbers.
    public mutating func write<Value>(each values: [Value], _ write: (inout Self, Value) -> Void) {
        self.write(values.count)
        for value in values { write(&self, value) }
    }

    /// An array, which may be large.
    public mutating func write<Element: StorableElement>(_ array: [Element]) {
        unsafe array.withUnsafeBytes { bytes in
            end = (end + StoredFileLayout.alignment - 1) / StoredFileLayout.alignment * StoredFileLayout.alignment
            places.append(
                StoredFileLayout.Place(
                    kind: Element.storedKind, checksum: unsafe Self.checksum(of: bytes), offset: end,
                    byteCount: bytes.count))
            unsafe put(bytes, at: end)
            end += bytes.count
        }
    }

    /// Writes what is left.
    ///
    /// - Returns: the number of the system's error; 0 where everything is written.
    public mutating func finish() -> Int32 {
        let tail = values + places.flatMap(\.bytes)
        let checksum = unsafe tail.withUnsafeBytes { unsafe Self.checksum(of: $0) }
        let header =
            StoredFileLayout.mark + StoredFileLayout.format.stored + end.stored + values.count.stored
            + places.count.stored + checksum.stored
        unsafe tail.withUnsafeBytes { unsafe put($0, at: end) }
        let rest = [UInt8](repeating: 0, count: StoredFileLayout.headerLength - header.count)
        unsafe (header + rest).withUnsafeBytes { unsafe put($0, at: 0) }
        return error
    }

    private mutating func put(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        var written = 0
        while error == 0, written < bytes.count {
            let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = unsafe pwrite(file, part.baseAddress, part.count, offset + written)
            if count >= 0 { written += count } else if errno != EINTR { error = errno }
        }
    }

    static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt32 {
        unsafe huckleberry_crc32(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
    }
}
