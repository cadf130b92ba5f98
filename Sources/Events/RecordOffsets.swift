/// Byte offsets: four bytes each as long as all lie below 4 GiB.
struct RecordOffsets: Sendable {
    private var low: [UInt32]
    /// Empty where all would be 0.
    private var high: [UInt32] = []

    init(_ offsets: [UInt64]) {
        low = offsets.map { UInt32(truncatingIfNeeded: $0) }
        if offsets.contains(where: { $0 > UInt64(UInt32.max) }) { high = offsets.map { UInt32($0 >> 32) } }
    }

    /// No offsets yet, with room for so many.
    init(room count: Int) {
        low = Array(roomInHugePages: count)
    }

    func write(to file: inout StoredFileWriter) {
        file.write(low)
        file.write(high)
    }

    init(from file: inout StoredFileReader, count: Int) throws(StoredFileProblem) {
        low = try file.array()
        high = try file.array()
        guard low.count == count, high.isEmpty || high.count == count else { throw .damaged("the places of records") }
    }

    subscript(row: Int) -> Int {
        Int(low[row]) | (high.isEmpty ? 0 : Int(high[row]) << 32)
    }

    mutating func append(_ other: RecordOffsets) {
        if high.isEmpty, !other.high.isEmpty { high = [UInt32](repeating: 0, count: low.count) }
        low += other.low
        if !high.isEmpty {
            high += other.high.isEmpty ? [UInt32](repeating: 0, count: other.low.count) : other.high
        }
    }

    func reordered(_ order: [UInt32]) -> RecordOffsets {
        var result = RecordOffsets([])
        result.low = Array(inHugePages: order.count) { low[Int(order[$0])] }
        if !high.isEmpty { result.high = order.map { high[Int($0)] } }
        return result
    }

    var byteCount: Int { (low.count + high.count) * 4 }
}
