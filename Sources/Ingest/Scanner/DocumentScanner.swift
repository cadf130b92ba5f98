internal import CloudTrail
internal import Events
internal import JSON

/// Finds the records in the text of one source after the other, and hands them on. One worker owns it.
///
/// Text is a sequence of JSON values: objects, arrays of elements, and objects that hold such arrays under a known key.
/// Each element is a record, or carries one. Text that is sound is walked in one go; where it is damaged, it is taken
/// apart at the places where records begin, so that one bad record costs no other.
struct DocumentScanner: ~Copyable {
    private let structure = StructureScanner()
    private var elements: ElementReader
    private let limits: LoadLimits

    /// - Parameters:
    ///   - seed: of the dictionaries' hashes.
    ///   - limits: texts longer than their window are scanned in windows.
    init(_ selection: LoadSelection, limits: LoadLimits, seed: UInt64 = .random(in: .min ... .max)) {
        elements = ElementReader(selection, limits: limits, seed: seed)
        self.limits = limits
    }

    /// What the worker collected so far.
    var shard: EventShard { elements.writer.shard }

    /// What that takes in memory, in bytes, nearly. The shard is not copied for it.
    var shardByteCount: Int { elements.writer.shard.byteCount }

    /// How many events the worker collected so far.
    var eventCount: Int { elements.writer.count }

    /// Reads all records of a text.
    ///
    /// - Parameters:
    ///   - text: with `StructureScanner.padding` readable bytes behind it.
    ///   - source: the worker's number of the source.
    ///   - path: of the source; it may name the account of records that name none.
    ///   - base: the text's offset in its source.
    ///   - mayGoOn: asked before each window but the first, with what was found so far; false ends it there.
    mutating func scan(
        _ text: Span<UInt8>, source: Int, path: String = "", base: Int = 0,
        mayGoOn: (ScanSoFar) -> Bool = { _ in true }
    ) -> SourceScan {
        elements.begin(source: source, path: path, base: base)
        switch TextKind(text) {
        case .empty: break
        case .json: return scanDocument(text, base: base, mayGoOn)
        case .rows(let rows): return scanRows(rows, of: text, base: base, mayGoOn)
        case .notEvents(let shape, let name): elements.notEvents(shape, name)
        }
        return elements.end(openFrames: [], textLength: text.count)
    }

    /// Reads the records that end in the beginning of a text, where it is JSON.
    ///
    /// - Parameter text: the beginning, which may end anywhere.
    mutating func scanBeginning(_ text: Span<UInt8>, source: Int, path: String) -> SourceScan {
        elements.begin(source: source, path: path, base: 0)
        let window = ScanWindow(of: text, from: 0, length: max(0, text.count - 1))
        guard case .json = TextKind(text), !window.isLast else { return stopped(at: 0) }
        var frames: [Frame] = []
        return stopped(at: read(window, structure.scan(text.extracting(window.bounds)), of: text, &frames))
    }

    /// Where reading ended early, as an offset of the text.
    private struct EarlyEnd: Error {
        let offset: Int
    }

    /// Reads rows one by one, and asks whether to go on where a window would end.
    private mutating func scanRows(
        _ rows: any RowText, of text: Span<UInt8>, base: Int, _ mayGoOn: (ScanSoFar) -> Bool
    ) -> SourceScan {
        var windowEnd = limits.windowBytes
        do throws(EarlyEnd) {
            try rows.forEachRow(of: text) { range, row throws(EarlyEnd) in
                if range.lowerBound >= windowEnd {
                    guard mayGoOn(soFar(base + range.lowerBound)) else { throw EarlyEnd(offset: range.lowerBound) }
                    windowEnd = range.lowerBound + limits.windowBytes
                }
                elements.row(row, at: range.lowerBound)
            }
        } catch {
            return stopped(at: base + error.offset)
        }
        return elements.end(openFrames: [], textLength: text.count)
    }

    private mutating func soFar(_ offset: Int) -> ScanSoFar { ScanSoFar(shard: shard, scan: stopped(at: offset)) }

    private mutating func stopped(at offset: Int) -> SourceScan {
        var scan = elements.end(openFrames: [], textLength: 0)
        scan.stoppedAt = offset
        return scan
    }

    private mutating func scanDocument(
        _ text: Span<UInt8>, base: Int, _ mayGoOn: (ScanSoFar) -> Bool
    ) -> SourceScan {
        var frames: [Frame] = []
        var start = 0
        var length = WindowLength(limits)
        while start < text.count {
            guard start == 0 || mayGoOn(soFar(base + start)) else { return stopped(at: base + start) }
            var window = ScanWindow(of: text, from: start, length: length.bytes)
            var verdict = structure.scan(text.extracting(window.bounds))
            // Large parts of what is sound are walked as such: to look for damage byte by byte is slow.
            while Self.isDamaged(window, verdict), length.halve(window) {
                window = ScanWindow(of: text, from: start, length: length.bytes)
                verdict = structure.scan(text.extracting(window.bounds))
            }
            let consumed = read(window, verdict, of: text, &frames)
            length.advance(by: consumed - start, in: window)
            start = consumed
        }
        return elements.end(openFrames: frames, textLength: text.count)
    }

    private static func isDamaged(_ window: ScanWindow, _ verdict: StructureScanner.Verdict) -> Bool {
        switch verdict {
        case .notUTF8, .rawControl: true
        case .openString: window.endsOutsideStrings
        case .sound, .empty, .tooLarge, .noMemory: false
        }
    }

    /// Reads a window that was scanned last, and returns where the next one begins: at the first element that did not fit.
    private mutating func read(
        _ window: ScanWindow, _ verdict: StructureScanner.Verdict, of text: Span<UInt8>, _ frames: inout [Frame]
    ) -> Int {
        let bounds = window.bounds
        let part = text.extracting(bounds)
        switch verdict {
        case .sound:
            let stop = structure.withIndexes { indexes in
                elements.walk(
                    part, indexes, backslashes: structure.backslashes, base: bounds.lowerBound, isLast: window.isLast,
                    frames: &frames)
            }
            switch stop {
            case .done: return bounds.upperBound
            case .incomplete(let offset): return bounds.lowerBound + offset
            case .damaged(let offset): return scanDamaged(window, of: text, from: bounds.lowerBound + offset, &frames)
            }
        case .empty:
            return bounds.upperBound
        case .tooLarge, .noMemory:
            elements.reject(
                offset: bounds.lowerBound,
                "\(part.count) bytes in one line: larger than the 4 GiB that one scan can take, or than the memory")
            return bounds.upperBound
        // What looked like the place between two elements lies within a string.
        case .openString where !window.endsOutsideStrings: return bounds.lowerBound
        case .notUTF8, .openString, .rawControl:
            let damaged = walkToDamage(part, base: bounds.lowerBound, &frames)
            return scanDamaged(window, of: text, from: bounds.lowerBound + damaged, &frames)
        }
    }

    /// Walks the beginning of a damaged text, which is as sound as any, and returns where the damaged element begins.
    private mutating func walkToDamage(_ text: Span<UInt8>, base: Int, _ frames: inout [Frame]) -> Int {
        let lenient = LenientStructure(text, endsAtDamage: true)
        let sound = text.extracting(first: lenient.damage.first ?? text.count)
        let stop = elements.walk(
            sound, lenient.indexes.span, backslashes: .anywhere, base: base, isLast: false, frames: &frames)
        return switch stop {
        case .done: sound.count
        case .incomplete(let offset), .damaged(let offset): offset
        }
    }

    /// Reads a small part of a damaged window, or the least in which a record ends, and returns where it ended.
    private mutating func scanDamaged(
        _ window: ScanWindow, of text: Span<UInt8>, from start: Int, _ frames: inout [Frame]
    ) -> Int {
        let text = text.extracting(first: window.bounds.upperBound)
        var length = max(1, limits.damagedWindowBytes)
        while true {
            let part = ScanWindow(of: text, from: start, length: length)
            let end = scanPieces(text, part.bounds, isLast: part.isLast && window.isLast, &frames)
            if end > start || part.isLast { return end }
            length *= 2
        }
    }

    /// Reads damaged text piece by piece, each from the start of a record to the next.
    private mutating func scanPieces(
        _ text: Span<UInt8>, _ window: Range<Int>, isLast: Bool, _ frames: inout [Frame]
    ) -> Int {
        let part = text.extracting(first: window.upperBound)
        let starts = RecordStarts(leadingKeys: elements.leadingKeys(of: part, from: window.lowerBound))
        var lines = LineEnds()
        var start = window.lowerBound
        while start < window.upperBound {
            let end = wholeEnd(part, starts, &lines, from: start)
            if end == part.count, !isLast { return start }
            scanPiece(part, start..<end, &frames)
            start = end
        }
        return window.upperBound
    }

    /// The end of the piece that begins at `start`. A record may hold an object that begins like a record: then the piece
    /// is too short, and grows, as long as that makes it whole.
    private func wholeEnd(
        _ text: Span<UInt8>, _ starts: RecordStarts, _ lines: inout LineEnds, from start: Int
    ) -> Int {
        let shortest = pieceEnd(text, starts, &lines, from: start)
        var end = shortest
        for _ in 0..<Self.longestGrowth where end < text.count {
            switch state(of: text.extracting(start..<end)) {
            case .whole: return end
            case .damaged: return shortest
            case .open: end = pieceEnd(text, starts, &lines, from: end)
            }
        }
        return state(of: text.extracting(start..<end)) == .whole ? end : shortest
    }

    /// How many times a piece grows by the next start of a record.
    private static let longestGrowth = 4

    /// The end of the shortest piece: the next start of a record; where records stand in lines of their own, no later than
    /// the line's end. Looks no further than that, so that many pieces of one text take linear time.
    private func pieceEnd(
        _ text: Span<UInt8>, _ starts: RecordStarts, _ lines: inout LineEnds, from start: Int
    ) -> Int {
        let text = elements.isByLines(text) ? text.extracting(first: lines.end(in: text, from: start)) : text
        var from = start + 1
        if let first = starts.next(in: text, from: start), first > start {
            // What is left of a lost record, or was never one, must not take the next one along.
            guard Self.isSeparation(text.extracting(start..<first)) else { return first }
            from = first + 1
        }
        return starts.next(in: text, from: from) ?? text.count
    }

    /// Whether a text holds nothing but what parts elements.
    private static func isSeparation(_ text: Span<UInt8>) -> Bool {
        text.indices.allSatisfy { StructuralText.isSpace(text[$0]) || text[$0] == UInt8(ascii: ",") }
    }

    private enum PieceState {
        /// What begins in it also closes.
        case whole
        /// It ends too early.
        case open
        /// It is unsound before it ends.
        case damaged
    }

    private func state(of piece: Span<UInt8>) -> PieceState {
        guard structure.scan(piece) == .sound else { return .damaged }
        return structure.withIndexes { indexes in
            var walker = StructuralWalker(text: piece, indexes: indexes)
            do throws(StructuralWalker.Damage) {
                if walker.byte == UInt8(ascii: "{") { try walker.skipValue() }
                return .whole
            } catch {
                return error.isAtEnd ? .open : .damaged
            }
        }
    }

    private mutating func scanPiece(_ text: Span<UInt8>, _ range: Range<Int>, _ frames: inout [Frame]) {
        let piece = text.extracting(range)
        if structure.scan(piece) == .sound {
            structure.withIndexes { indexes in
                elements.walkPiece(piece, indexes, damage: [], base: range.lowerBound, frames: &frames)
            }
        } else {
            let lenient = LenientStructure(piece)
            elements.walkPiece(
                piece, lenient.indexes.span, damage: lenient.damage, base: range.lowerBound, frames: &frames)
        }
    }
}

/// What a scanner has found on its way through a text.
struct ScanSoFar {
    /// Of this text, and of all before it.
    let shard: EventShard
    /// Of this text, as if it ended here.
    let scan: SourceScan
}

/// A container that is open at some place of the text.
enum Frame: Equatable {
    /// An array whose elements are, or carry, records.
    case elements
    /// An object, of whose members one holds the elements.
    case members
}

/// Ends of lines, each looked for once, however many pieces lie in it.
private struct LineEnds {
    /// What was searched last: the only line end in it is its last byte.
    private var searched = 0..<0

    /// The offset behind the line end that follows `start`; the text's end where none does.
    mutating func end(in text: Span<UInt8>, from start: Int) -> Int {
        if searched.contains(start) { return searched.upperBound }
        var offset = start
        while offset < text.count, text[offset] != UInt8(ascii: "\n") { offset += 1 }
        searched = start..<min(offset + 1, text.count)
        return searched.upperBound
    }
}
