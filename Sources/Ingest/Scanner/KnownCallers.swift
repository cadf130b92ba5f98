internal import Events

/// Callers that were met before, by the text that told them: where the same text stands again, nothing in it has to be
/// read, and who it is is known.
struct KnownCallers {
    /// In the slot of its word.
    private var callers: [Caller]
    private let hasher: WideHasher?

    /// A caller, by what its text says; places begin at the text's own beginning.
    struct Caller: BitwiseCopyable {
        /// Of the text.
        var hash = WideHash.none
        fileprivate var word: UInt64 = 0
        fileprivate var length: UInt32 = 0
        /// The structural characters in it.
        var count: UInt32 = 0
        var identity: UInt32 = 0
        var key: UInt32 = 0
        fileprivate var account = Place()
        fileprivate var mfaAuthenticated = Place()
        fileprivate var invokedBy = Place()
    }

    /// Few enough to stay near the processor.
    private static let slotBits = 10

    /// - Parameter hasher: of callers' texts; where there is none, no caller is known.
    init(_ hasher: WideHasher?) {
        self.hasher = hasher
        callers = [Caller](repeating: Caller(), count: hasher == nil ? 0 : 1 << Self.slotBits)
    }

    /// Where a caller was met in a text, for `note`.
    struct Trace {
        /// Eight bytes of the text that differ from one caller to the next, if any do.
        var word: UInt64 = 0
        /// The structural characters in it; 0 where it is not to be noted.
        var count: UInt32 = 0
    }

    /// The end of what stands for the fifth member of the object at a position: mostly the access key, of which no two
    /// sessions have the same. 0 where there is nothing.
    @inline(__always)
    func word(_ json: borrowing StructuralText, at position: Int) -> UInt64 {
        // The brace, then four members of a key, a colon, a value and a comma each, then a key and its colon.
        let value = position &+ 19
        guard value < json.indexes.count, !callers.isEmpty else { return 0 }
        let start = Int(json.indexes[value]) &+ 13
        guard start &+ 8 <= json.text.count else { return 0 }
        let bytes = unsafe json.text.bytes
        return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self)
    }

    /// The slot of the caller whose text is the object at a position, where it is known.
    ///
    /// - Parameter word: of that object.
    @inline(__always)
    func slot(of word: UInt64, _ json: borrowing StructuralText, at position: Int) -> Int? {
        guard word != 0, let hasher else { return nil }
        let slot = Self.slot(of: word)
        guard callers[slot].word == word else { return nil }
        let start = Int(json.indexes[position])
        let end = start &+ Int(callers[slot].length)
        let last = position &+ Int(callers[slot].count) &- 1
        // Where the last structural character stands where it should, the text is most likely the same.
        guard last < json.indexes.count, Int(json.indexes[last]) == end &- 1 else { return nil }
        return hasher.hash(json.text.extracting(start..<end)) == callers[slot].hash ? slot : nil
    }

    subscript(slot: Int) -> Caller { callers[slot] }

    /// Takes note of a record's caller.
    ///
    /// - Parameters:
    ///   - hash: of its text.
    ///   - identity: its code; so of its key.
    mutating func note(_ record: borrowing NativeRecord, hash: WideHash, identity: UInt32, key: UInt32) {
        let start = record.identityText.range.lowerBound
        callers[Self.slot(of: record.callerTrace.word)] = Caller(
            hash: hash, word: record.callerTrace.word, length: UInt32(record.identityText.count),
            count: record.callerTrace.count, identity: identity, key: key,
            account: record.callerAccount.moved(by: -start),
            mfaAuthenticated: record.mfaAuthenticated.moved(by: -start),
            invokedBy: record.place(of: .invokedBy).moved(by: -start))
    }

    @inline(__always)
    private static func slot(of word: UInt64) -> Int {
        Int((word &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - slotBits))
    }
}

extension KnownCallers.Caller {
    /// Where the text lies that begins at an offset, and what of it the index asks for.
    @inline(__always)
    func places(from start: Int) -> (text: Place, account: Place, mfaAuthenticated: Place, invokedBy: Place) {
        (
            Place(start: start, end: start &+ Int(length)), account.moved(by: start),
            mfaAuthenticated.moved(by: start), invokedBy.moved(by: start)
        )
    }
}

extension Place {
    /// The same in a text that begins elsewhere; nowhere stays nowhere.
    @inline(__always)
    fileprivate func moved(by offset: Int) -> Place {
        isNowhere ? self : Place(start: range.lowerBound &+ offset, end: range.upperBound &+ offset)
    }
}
