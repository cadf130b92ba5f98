internal import Glibc

/// Reads what `StoredFileWriter` wrote, in the same order. All bytes are held against their checksums.
public struct StoredFileReader: Sendable {
    private let values: [UInt8]
    private var position = 0
    private let arrays: [StoredArray]
    private var nextArray = 0

    /// How many bytes of a file tell whether it is one.
    public static let markLength = StoredFileLayout.mark.count

    /// Whether a file that begins with these bytes was written by a `StoredFileWriter`.
    public static func isStored(_ start: [UInt8]) -> Bool { start.starts(with: StoredFileLayout.mark) }

    /// Reads a whole file into memory; threads share the arrays.
    ///
    /// - Parameter file: can be read, and stays open.
    public init(_ file: Int32, crew: Crew) throws(StoredFileProblem) {
        try self.init(file) { places, end throws(StoredFileProblem) in
            try Self.arrays(places, of: file, before: end, crew)
        }
    }

    /// Reads the values alone, which are few: no array can be had.
    public init(valuesOf file: Int32) throws(StoredFileProblem) {
        try self.init(file) { _, _ in [] }
    }

    private init(
        _ file: Int32,
        arrays: ([StoredFileLayout.Place], _ end: Int) throws(StoredFileProblem) -> [StoredArray]
    ) throws(StoredFileProblem) {
        let header = try Self.header(of: file)
        let format = Int(stored: header[8..<16])
        guard format == StoredFileLayout.format else { throw .version(format) }
        let start = Int(stored: header[16..<24])
        let (valuesLength, count) = (Int(stored: header[24..<32]), Int(stored: header[32..<40]))
        let size = try Self.size(of: file)
        guard start >= StoredFileLayout.headerLength, valuesLength >= 0, count >= 0, start <= size,
            valuesLength <= size - start, count <= (size - start - valuesLength) / StoredFileLayout.Place.length
        else { throw .cutOff }
        let tail: [UInt8] = try Self.elements(
            of: file, at: start, byteCount: valuesLength + count * StoredFileLayout.Place.length,
            checksum: UInt32(stored: header[40..<44]), name: "the table of contents")
        values = Array(tail[..<valuesLength])
        let places = (0..<count).map { number in
            let first = valuesLength + number * StoredFileLayout.Place.length
            return StoredFileLayout.Place(tail[first..<first + StoredFileLayout.Place.length])
        }
        self.arrays = try arrays(places, start)
    }

    // MARK: Values

    public mutating func number() throws(StoredFileProblem) -> Int { Int(stored: try take(8)) }

    /// A number that counts something.
    public mutating func count() throws(StoredFileProblem) -> Int {
        let count = try number()
        guard count >= 0 else { throw .damaged("a count") }
        return count
    }

    public mutating func flag() throws(StoredFileProblem) -> Bool { try take(1).first == 1 }

    public mutating func bytes() throws(StoredFileProblem) -> [UInt8] { Array(try take(try count())) }

    public mutating func text() throws(StoredFileProblem) -> String {
        String(decoding: try take(try count()), as: UTF8.self)
    }

    /// What there may be none of.
    public mutating func optional<Value>(
        _ read: (inout Self) throws(StoredFileProblem) -> Value
    ) throws(StoredFileProblem) -> Value? {
        try flag() ? try read(&self) : nil
    }

    /// Some of a kind that are no numbers.
    public mutating func each<Value>(
        _ read: (inout Self) throws(StoredFileProblem) -> Value
    ) throws(StoredFileProblem) -> [Value] {
        var found: [Value] = []
        // Each takes a byte at least: a count that is wrong is noticed before memory is.
        for _ in 0..<(try count()) { found.append(try read(&self)) }
        return found
    }

    private mutating func take(_ count: Int) throws(StoredFileProblem) -> ArraySlice<UInt8> {
        guard count <= values.count - position else { throw .damaged("the values") }
        defer { position += count }
        return values[position..<position + count]
    }

    // MARK: Arrays

    public mutating func array<Element: StorableElement>(
        of element: Element.Type = Element.self
    ) throws(StoredFileProblem) -> [Element] {
        guard let array = nextStored, let elements = Element.elements(of: array) else {
            throw .damaged("the arrays")
        }
        nextArray += 1
        return elements
    }

    /// The array that is read next.
    var nextStored: StoredArray? { arrays.indices.contains(nextArray) ? arrays[nextArray] : nil }

    mutating func skipArray() { nextArray += 1 }

    private static func arrays(
        _ places: [StoredFileLayout.Place], of file: Int32, before end: Int, _ crew: Crew
    ) throws(StoredFileProblem) -> [StoredArray] {
        // The largest take longest.
        let order = places.indices.sorted { (places[$1].byteCount, $0) < (places[$0].byteCount, $1) }
        let read = crew.map(order.count) { number in
            Result { () throws(StoredFileProblem) in try array(places[order[number]], order[number], of: file, end) }
        }
        var arrays: [StoredArray?] = Array(repeating: nil, count: places.count)
        for (number, result) in zip(order, read) { arrays[number] = try result.get() }
        return arrays.compactMap(\.self)
    }

    private static func array(
        _ place: StoredFileLayout.Place, _ number: Int, of file: Int32, _ end: Int
    ) throws(StoredFileProblem) -> StoredArray {
        func elements<Element: StorableElement>() throws(StoredFileProblem) -> [Element] {
            guard place.offset >= 0, place.byteCount >= 0, place.offset <= end, place.byteCount <= end - place.offset,
                place.byteCount % MemoryLayout<Element>.stride == 0
            else { throw .damaged("array \(number)") }
            return try Self.elements(
                of: file, at: place.offset, byteCount: place.byteCount, checksum: place.checksum,
                name: "array \(number)")
        }
        switch StoredKind(rawValue: place.kind) {
        case .bytes: return .bytes(try elements())
        case .halfWords: return .halfWords(try elements())
        case .words: return .words(try elements())
        case .integers: return .integers(try elements())
        case .times: return .times(try elements())
        case .wideWords: return .wideWords(try elements())
        case nil: throw .damaged("array \(number)")
        }
    }

    // MARK: Bytes

    private static func header(of file: Int32) throws(StoredFileProblem) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: StoredFileLayout.headerLength)
        let error = unsafe header.withUnsafeMutableBytes { unsafe fill($0, from: file, at: 0) }
        guard isStored(header) else { throw .foreign }
        if let error { throw error }
        return header
    }

    private static func size(of file: Int32) throws(StoredFileProblem) -> Int {
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else { throw .system(errno) }
        return Int(status.st_size)
    }

    private static func elements<Element: StorableElement>(
        of file: Int32, at offset: Int, byteCount: Int, checksum: UInt32, name: String
    ) throws(StoredFileProblem) -> [Element] {
        var problem: StoredFileProblem?
        let elements = unsafe [Element](inHugePages: byteCount / MemoryLayout<Element>.stride) { room in
            let bytes = UnsafeMutableRawBufferPointer(room)
            problem = unsafe fill(bytes, from: file, at: offset)
            if problem == nil, unsafe StoredFileWriter.checksum(of: UnsafeRawBufferPointer(bytes)) != checksum {
                problem = .damaged(name)
            }
        }
        if let problem { throw problem }
        return elements
    }

    /// Fills memory with the bytes of a file. What it does not hold is zero.
    private static func fill(
        _ room: UnsafeMutableRawBufferPointer, from file: Int32, at offset: Int
    ) -> StoredFileProblem? {
        var filled = 0
        var problem: StoredFileProblem?
        while filled < room.count, problem == nil {
            let part = unsafe UnsafeMutableRawBufferPointer(rebasing: room[filled...])
            let count = unsafe pread(file, part.baseAddress, part.count, offset + filled)
            if count > 0 {
                filled += count
            } else if count == 0 {
                problem = .cutOff
            } else if errno != EINTR {
                problem = .system(errno)
            }
        }
        unsafe UnsafeMutableRawBufferPointer(rebasing: room[filled...]).initializeMemory(as: UInt8.self, repeating: 0)
        return problem
    }
}
