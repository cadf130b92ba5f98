internal import CloudTrail
internal import Events
internal import JSON

/// Finds the records in the text of one source after the other, and hands them on. One worker owns it.
///
/// Text is a sequence of JSON values: objects, arrays of elements, and objects that hold such arrays under a known key.
/// Each element is a record, or carries one. Text that is sound is walked in one go; where it is damaged, it is taken
/// apart at the places where records begin, so that one bad record costs no other.
struct DocumentScanner {
    private let structure = StructureScanner()
    private var elements: ElementReader
    private let windowLength: Int

    /// - Parameter windowLength: larger texts are scanned in windows that end at a line end, in bytes.
    init(_ selection: LoadSelection, limits: LoadLimits, windowLength: Int = 256 << 20) {
        elements = ElementReader(selection, limits: limits)
        self.windowLength = windowLength
    }

    /// What the worker collected so far.
    var shard: EventShard { elements.writer.shard }

    /// How many events the worker collected so far.
    var eventCount: Int { elements.writer.count }

    /// Reads all records of a text.
    ///
    /// - Parameters:
    ///   - text: with `StructureScanner.padding` readable bytes behind it.
    ///   - source: the worker's number of the source.
    mutating func scan(_ text: Span<UInt8>, source: Int, pathAccount: String?) -> SourceScan {
        elements.begin(source: source, pathAccount: pathAccount)
        switch TextKind(text) {
        case .empty: break
        case .json: return scanDocument(text)
        case .rows(let rows): rows.forEachRow(of: text) { elements.row($1, at: $0.lowerBound) }
        case .notEvents(let shape, let name): elements.notEvents(shape, name)
        }
        return elements.end(openFrames: [])
    }

    private mutating func scanDocument(_ text: Span<UInt8>) -> SourceScan {
        var frames: [Frame] = []
        var start = 0
        var length = windowLength
        while start < text.count {
            let end = windowEnd(text, from: start, length: length)
            let isLast = end == text.count
            let consumed = scanWindow(text, start..<end, isLast: isLast, &frames)
            if isLast { break }
            // A window that is shorter than one element grows until the element fits.
            length = consumed == start ? length * 2 : windowLength
            start = consumed
        }
        return elements.end(openFrames: frames)
    }

    /// The end of the window: behind the last line end in it, or behind the next one where it has none.
    private func windowEnd(_ text: Span<UInt8>, from start: Int, length: Int) -> Int {
        guard text.count - start > length else { return text.count }
        var end = start + length
        while end > start, text[end - 1] != UInt8(ascii: "\n") { end -= 1 }
        if end > start { return end }
        end = start + length
        while end < text.count, text[end - 1] != UInt8(ascii: "\n") { end += 1 }
        return end
    }

    /// Reads a window and returns where the next one begins: at the first element that did not fit.
    private mutating func scanWindow(
        _ text: Span<UInt8>, _ window: Range<Int>, isLast: Bool, _ frames: inout [Frame]
    ) -> Int {
        let part = text.extracting(window)
        switch structure.scan(part) {
        case .sound:
            let stop = structure.withIndexes { indexes in
                elements.walk(part, indexes, base: window.lowerBound, isLast: isLast, frames: &frames)
            }
            switch stop {
            case .done: return window.upperBound
            case .incomplete(let offset): return window.lowerBound + offset
            case .damaged(let offset):
                return scanPieces(text, window.lowerBound + offset..<window.upperBound, isLast: isLast, &frames)
            }
        case .empty:
            return window.upperBound
        case .tooLarge, .noMemory:
            elements.reject(
                offset: window.lowerBound,
                "\(part.count) bytes in one line: larger than the 4 GiB that one scan can take, or than the memory")
            return window.upperBound
        case .notUTF8, .openString, .rawControl:
            return scanPieces(text, window, isLast: isLast, &frames)
        }
    }

    /// Reads damaged text piece by piece, each from the start of a record to the next.
    private mutating func scanPieces(
        _ text: Span<UInt8>, _ window: Range<Int>, isLast: Bool, _ frames: inout [Frame]
    ) -> Int {
        let part = text.extracting(first: window.upperBound)
        let starts = RecordStarts(leadingKey: elements.leadingKey(of: part, from: window.lowerBound))
        var start = window.lowerBound
        while start < window.upperBound {
            var end = pieceEnd(part, starts, from: start, isInDocument: !frames.isEmpty)
            // A record may hold an object that begins like a record: then the piece is too short, and grows.
            var attempts = 0
            while attempts < 4, end < part.count, !isWhole(part.extracting(start..<end), frames) {
                end = pieceEnd(part, starts, from: end, isInDocument: !frames.isEmpty)
                attempts += 1
            }
            if attempts > 0, !isWhole(part.extracting(start..<end), frames) {
                end = pieceEnd(part, starts, from: start, isInDocument: !frames.isEmpty)
            }
            if end == part.count, !isLast { return start }
            scanPiece(part, start..<end, &frames)
            start = end
        }
        return window.upperBound
    }

    private func pieceEnd(
        _ text: Span<UInt8>, _ starts: RecordStarts, from start: Int, isInDocument: Bool
    ) -> Int {
        var from = start + 1
        if let first = starts.next(in: text, from: start), first > start {
            // The beginning of a document goes with its first record; what is left of a lost one must not take it along.
            guard isInDocument || text[start] == UInt8(ascii: "{") || text[start] == UInt8(ascii: "[") else { return first }
            from = first + 1
        }
        let next = starts.next(in: text, from: from) ?? text.count
        guard elements.isByLines(text), let line = Self.lineEnd(text, from: start), line < next else { return next }
        return line
    }

    private static func lineEnd(_ text: Span<UInt8>, from start: Int) -> Int? {
        var offset = start
        while offset < text.count, text[offset] != UInt8(ascii: "\n") { offset += 1 }
        return offset < text.count ? offset + 1 : nil
    }

    /// Whether a piece scans and its braces close, so that nothing is gained by making it longer.
    private func isWhole(_ piece: Span<UInt8>, _ frames: [Frame]) -> Bool {
        guard structure.scan(piece) == .sound else { return true }
        return structure.withIndexes { indexes in
            var walker = StructuralWalker(text: piece, indexes: indexes)
            do throws(StructuralWalker.Damage) {
                if walker.byte == UInt8(ascii: "{") { try walker.skipValue() }
                return true
            } catch {
                return !error.isAtEnd
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

/// A container that is open at some place of the text.
enum Frame: Equatable {
    /// An array whose elements are, or carry, records.
    case elements
    /// An object, of whose members one holds the elements.
    case members
}
