internal import CloudTrail

/// Distinct texts, each known by a code. Code 0 stands for "missing"; the first text added has code 1.
///
/// All texts lie in one arena, and are found by their hashes. Codes follow the order of insertion and say nothing about
/// the order of the texts. Adding and finding take constant time on average.
public struct StringTable: Sendable {
    /// The code of "missing".
    public static let missing: UInt32 = 0

    @usableFromInline var arena: [UInt8] = []
    /// Where the text of code `n` begins in the arena, at `n - 1`; at the end where the next one will.
    @usableFromInline var starts: [Int] = [0]
    private var table = CodeTable()
    /// Once all texts are in, their codes alone, in the places in which they are found: what is looked up then is
    /// compared with the texts themselves.
    private var settled: [UInt32] = []
    private let hasher: WideHasher

    /// - Parameter seed: of the hashes; it must not be known to who writes the logs. Only tables with the same seed can be
    ///   merged.
    public init(seed: UInt64 = UInt64.random(in: .min ... .max)) {
        self.init(WideHasher(seed: seed))
    }

    /// - Parameter hasher: shared by tables that are to be merged.
    init(_ hasher: WideHasher) {
        self.hasher = hasher
    }

    /// The number of texts. Codes are 1 to `count`.
    public var count: Int { starts.count - 1 }

    /// The number of codes, "missing" included: the size of an array that is indexed by code.
    public var codeCount: Int { starts.count }

    /// Bytes held in memory.
    public var byteCount: Int { arena.capacity + starts.capacity * 8 + table.byteCount + settled.capacity * 4 }

    /// The text of a code, nil for "missing".
    public subscript(code: UInt32) -> String? {
        guard code != Self.missing else { return nil }
        return withBytes(of: code) { bytes in
            String(utf8: bytes)
        }
    }

    /// The text of a code, empty for "missing".
    public func text(_ code: UInt32) -> String { self[code] ?? "" }

    /// Calls `body` with the bytes of a code's text; with none for "missing".
    @inlinable
    @inline(__always)
    public func withBytes<Result>(of code: UInt32, _ body: (Span<UInt8>) -> Result) -> Result {
        body(arena.span.extracting(range(of: code)))
    }

    @inlinable
    @inline(__always)
    func range(of code: UInt32) -> Range<Int> {
        code == Self.missing ? 0..<0 : starts[Int(code) - 1]..<starts[Int(code)]
    }

    // MARK: Finding

    /// The code of a text, nil where the table does not hold it.
    public func code(of text: String) -> UInt32? {
        var text = text
        let code = text.withUTF8 { bytes in
            let bytes = unsafe bytes.span
            let hash = hasher.hash(bytes)
            return settled.isEmpty ? table.code(of: hash) : settledCode(of: bytes, hash)
        }
        return code == Self.missing ? nil : code
    }

    private func settledCode(of bytes: Span<UInt8>, _ hash: WideHash) -> UInt32 {
        guard hash != .none else { return Self.missing }
        let mask = settled.count - 1
        var number = Int(hash.lead >> (32 - UInt32(settled.count.trailingZeroBitCount)))
        while settled[number] != Self.missing {
            if withBytes(of: settled[number], { $0.isEqual(to: bytes) }) { break }
            number = (number + 1) & mask
        }
        return settled[number]
    }

    /// The hash by which a text is found, for `intern(_:hash:)`.
    public func hash(of bytes: Span<UInt8>) -> WideHash { hasher.hash(bytes) }

    /// Has what will be looked at for texts with these hashes brought near the processor.
    public func fetch(_ hashes: ArraySlice<WideHash>) { table.fetch(hashes) }

    // MARK: Adding

    /// The code of the text, which is added if it is new. An empty text is "missing".
    public mutating func intern(_ bytes: Span<UInt8>) -> UInt32 {
        bytes.isEmpty ? Self.missing : intern(bytes, hash: hash(of: bytes))
    }

    /// The code of a text that is not empty, given its hash.
    public mutating func intern(_ bytes: Span<UInt8>, hash: WideHash) -> UInt32 {
        let known = table.code(of: hash)
        return known == Self.missing ? add(bytes, hash) : known
    }

    private mutating func add(_ bytes: Span<UInt8>, _ hash: WideHash) -> UInt32 {
        precondition(settled.isEmpty, "no text comes late")
        let code = UInt32(starts.count)
        table.insert(hash, code: code)
        append(bytes)
        return code
    }

    private mutating func append(_ bytes: Span<UInt8>) {
        arena.makeRoom(for: bytes.count)
        starts.makeRoom(for: 1)
        unsafe bytes.withUnsafeBufferPointer { unsafe arena.append(contentsOf: $0) }
        starts.append(arena.count)
    }

    /// The same; faster where the guess is right.
    ///
    /// - Parameter guess: a code of this table.
    @inlinable
    @inline(__always)
    public mutating func intern(_ bytes: Span<UInt8>, guess: UInt32) -> UInt32 {
        withBytes(of: guess) { $0.isEqual(to: bytes) } ? guess : intern(bytes)
    }

    /// The code of the text, which is added if it is new.
    public mutating func intern(_ text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { unsafe intern($0.span) }
    }

    // MARK: Merging

    /// Adds the texts of another table and gives their codes here, by their codes there.
    ///
    /// - Parameter isLast: whether nothing will be looked up here any more.
    mutating func merge(_ other: StringTable, isLast: Bool) -> [UInt32] {
        let known = UInt32(codeCount)
        let map = table.merge(other.table.hashes(codeCount: other.codeCount), next: known, isLast: isLast)
        for code in map.indices where map[code] >= known { other.withBytes(of: UInt32(code)) { append($0) } }
        return map
    }

    /// The texts of all tables; and for each table its codes among them, nil where they are the same. The largest table
    /// is taken over, and the texts of the others are added to it.
    static func merged(_ tables: [StringTable]) -> (table: StringTable, maps: [[UInt32]?]) {
        guard let base = tables.indices.max(by: { tables[$0].count < tables[$1].count }) else {
            return (StringTable(), [])
        }
        var merged = tables[base]
        let others = tables.indices.filter { $0 != base }
        var maps = [[UInt32]?](repeating: nil, count: tables.count)
        for other in others { maps[other] = merged.merge(tables[other], isLast: false) }
        merged.settle()
        return (merged, maps)
    }

    // MARK: Storing

    /// Writes the texts and where they are found.
    func write(to file: inout StoredFileWriter) {
        var whole = self
        // Tables that were made by themselves, and not by a merge.
        if settled.isEmpty { whole.settle() }
        file.write(whole.arena)
        file.write(whole.starts)
        file.write(whole.settled)
        hasher.write(to: &file)
    }

    /// What was written. No text can be added.
    init(from file: inout StoredFileReader) throws(StoredFileProblem) {
        arena = try file.array()
        starts = try file.array()
        settled = try file.array()
        hasher = try WideHasher(from: &file)
        guard starts.first == 0, starts.last == arena.count, starts.areAscending, settled.areBelow(starts.count),
            // What is looked for in vain is looked for until a place is free.
            settled.isEmpty || (settled.count & (settled.count - 1) == 0 && settled.contains(Self.missing)),
            settled.count > 1 || starts.count == 1
        else { throw .damaged("a dictionary") }
    }

    /// Gives back the memory that only more texts would need. None can be added afterwards.
    mutating func settle() {
        arena = unsafe arena.withUnsafeBufferPointer { unsafe Array($0) }
        starts = unsafe starts.withUnsafeBufferPointer { unsafe Array($0) }
        settled = table.codes
        table = CodeTable()
    }
}
