internal import CloudTrail
internal import Events
internal import JSON

/// Reads the elements of one source: records as CloudTrail writes them, and what carries records.
struct ElementReader: ~Copyable {
    var writer: RowWriter
    private let limits: LoadLimits
    private var carried: CarriedRecordReader
    private var scan = SourceScan()
    private var source = 0
    /// The offset in the source of what is scanned as its text.
    private var sourceBase = 0
    private var path = ""
    /// Where the last element of the text that is walked ends.
    private var elementEnd = 0
    /// Of the text that is walked: most records need not be searched for one.
    private var backslashes = BackslashBlocks.anywhere
    /// The content of the first key of the first record of the source.
    private var knownLeadingKey: [UInt8] = []

    init(_ selection: LoadSelection, limits: LoadLimits, seed: UInt64) {
        writer = RowWriter(selection, seed: seed)
        self.limits = limits
        carried = CarriedRecordReader()
    }

    /// Why a walk stopped, with offsets within the text that was walked.
    enum Stop {
        case done
        /// The text ends within the element at this offset, and more text follows.
        case incomplete(Int)
        /// The element at this offset is damaged.
        case damaged(Int)
    }

    mutating func begin(source: Int, path: String, base: Int) {
        scan = SourceScan()
        self.source = source
        sourceBase = base
        self.path = path
        knownLeadingKey = []
    }

    mutating func end(openFrames: [Frame], textLength: Int) -> SourceScan {
        if !openFrames.isEmpty, !scan.isTakenApart { scan.cutOff = sourceBase + textLength }
        return scan
    }

    /// Whether records stand in lines of their own and not in an array: as far as was read, else by the beginning.
    func isByLines(_ text: Span<UInt8>) -> Bool {
        guard !JSONText.isOpenedByLineEnd(text) else { return false }
        if let container = scan.container { return container == .values }
        return JSONText.firstKey(of: text).map { !Container.holdsElements(text.extracting($0)) } ?? false
    }

    /// The keys with which records of the source may begin: `eventVersion`, that of the first that was read, and the one
    /// that stands where the next should begin. A text may hold records of several writers.
    func leadingKeys(of text: Span<UInt8>, from start: Int) -> [[UInt8]] {
        let next = firstElementKey(of: text.extracting(start..<text.count)).map { [$0] } ?? []
        return [Array("eventVersion".utf8)] + (knownLeadingKey.isEmpty ? [] : [knownLeadingKey]) + next
    }

    /// The first key behind the names of containers; nil where the text does not begin with them.
    private func firstElementKey(of text: Span<UInt8>) -> [UInt8]? {
        var offset = 0
        for _ in 0..<4 {
            while offset < text.count, Self.isBetweenElements(text[offset]) { offset += 1 }
            let rest = text.extracting(offset..<text.count)
            guard let key = JSONText.firstKey(of: rest) else { return nil }
            guard Container.holdsElements(rest.extracting(key)) else { return key.map { rest[$0] } }
            offset += key.upperBound + 1
        }
        return nil
    }

    private static func isBetweenElements(_ byte: UInt8) -> Bool {
        StructuralText.isSpace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":")
            || byte == UInt8(ascii: "[")
    }

    mutating func reject(offset: Int, _ reason: String) {
        scan.records += 1
        scan.reject(record: scan.records, offset: offset, reason)
    }

    /// Notes that the whole source holds no events.
    mutating func notEvents(_ shape: Shape, _ name: String) { scan.notEvent(shape, name) }

    /// Takes what a row of a text carries that is not JSON as a whole.
    mutating func row(_ content: Unwrapped, at offset: Int) {
        scan.records += 1
        take(content, RecordLocation(source: source, record: scan.records, offset: sourceBase + offset))
    }

    // MARK: Walking

    /// Walks text that scanned without an error.
    mutating func walk(
        _ text: Span<UInt8>, _ indexes: Span<UInt32>, backslashes: BackslashBlocks, base: Int, isLast: Bool,
        frames: inout [Frame]
    ) -> Stop {
        self.backslashes = backslashes
        var walker = StructuralWalker(text: text, indexes: indexes)
        defer { writer.flush(text) }
        while !walker.isAtEnd {
            let start = walker.offset
            do throws(StructuralWalker.Damage) {
                try step(&walker, base: base, damage: [], &frames)
            } catch {
                return error.isAtEnd && !isLast ? .incomplete(start) : .damaged(start)
            }
        }
        return .done
    }

    /// Walks a piece of damaged text. What is bad in it is rejected, and the rest of it is passed over.
    mutating func walkPiece(
        _ text: Span<UInt8>, _ indexes: Span<UInt32>, damage: [Int], base: Int, frames: inout [Frame]
    ) {
        backslashes = .anywhere
        scan.isTakenApart = true
        var walker = StructuralWalker(text: text, indexes: indexes)
        defer { writer.flush(text) }
        elementEnd = 0
        while !walker.isAtEnd {
            let start = walker.offset
            do throws(StructuralWalker.Damage) {
                try step(&walker, base: base, damage: damage, &frames)
            } catch {
                let place = error.isAtEnd ? "" : ", at byte \(base + error.offset)"
                let reason =
                    error.isAtEnd && base + text.count >= start
                    ? "the record is cut off or not closed: " : "malformed JSON: "
                reject(offset: base + start, reason + error.reason + place)
                return
            }
        }
        if let bad = damage.last, bad >= elementEnd {
            reject(offset: base + bad, "bytes that JSON text cannot hold, at byte \(base + bad)")
        }
    }

    /// Reads one element, or passes over what stands between elements.
    private mutating func step(
        _ walker: inout StructuralWalker, base: Int, damage: [Int], _ frames: inout [Frame]
    ) throws(StructuralWalker.Damage) {
        switch frames.last {
        case nil:
            try topLevel(&walker, base: base, damage: damage, &frames)
        case .elements:
            switch walker.byte {
            case UInt8(ascii: ","): walker.position += 1
            case UInt8(ascii: "]"):
                walker.position += 1
                frames.removeLast()
            case UInt8(ascii: "{") where try Self.containerKey(of: walker) != nil:
                // Whole answers and log files that were collected in an array.
                walker.position += 1
                frames.append(.members)
            case UInt8(ascii: "[") where try Self.holdsElements(walker):
                walker.position += 1
                frames.append(.elements)
            default: try element(&walker, base: base, damage: damage)
            }
        case .members:
            try members(&walker, base: base, damage: damage, &frames)
        }
    }

    private mutating func topLevel(
        _ walker: inout StructuralWalker, base: Int, damage: [Int], _ frames: inout [Frame]
    ) throws(StructuralWalker.Damage) {
        switch walker.byte {
        case UInt8(ascii: ","):
            walker.position += 1
        // What closes here was opened in a part that was rejected.
        case UInt8(ascii: "]") where !scan.rejections.isEmpty, UInt8(ascii: "}") where !scan.rejections.isEmpty:
            walker.position += 1
        case UInt8(ascii: "["):
            scan.note(container: .array)
            walker.position += 1
            frames.append(.elements)
        case UInt8(ascii: "{"):
            if let key = try Self.containerKey(of: walker) {
                scan.note(container: .object(key))
                walker.position += 1
                frames.append(.members)
            } else {
                scan.note(container: .values)
                scan.noteSeparation(
                    at: base + walker.offset, isNewLine: Self.isAtLineStart(walker.text, walker.offset))
                try element(&walker, base: base, damage: damage)
            }
        default:
            scan.note(container: .values)
            throw walker.damage("an object or an array")
        }
    }

    private static func isAtLineStart(_ text: Span<UInt8>, _ start: Int) -> Bool {
        var offset = start - 1
        while offset >= 0, StructuralText.isSpace(text[offset]) {
            if text[offset] == UInt8(ascii: "\n") { return true }
            offset -= 1
        }
        return offset < 0
    }

    /// The key of the object's member that holds the elements; nil where the object is itself an element. Looks no
    /// further than the first member that decides.
    private static func containerKey(of start: borrowing StructuralWalker) throws(StructuralWalker.Damage) -> String? {
        var walker = StructuralWalker(text: start.text, indexes: start.indexes)
        walker.position = start.position + 1
        while walker.byte == UInt8(ascii: "\"") {
            let key = try walker.key()
            let name = walker.text.extracting(key)
            if name.equals("eventVersion") || name.equals("userIdentity") || name.equals("eventTime") { return nil }
            if Container.holdsElements(name), walker.byte == UInt8(ascii: "[") || walker.byte == UInt8(ascii: "{") {
                return String(utf8: name)
            }
            try walker.skipValue()
            if walker.byte == UInt8(ascii: ",") { walker.position += 1 }
        }
        return nil
    }

    /// Whether an array within the elements is one of elements too, and not a row of query results, whose objects hold
    /// one column each.
    private static func holdsElements(_ start: borrowing StructuralWalker) throws(StructuralWalker.Damage) -> Bool {
        var walker = StructuralWalker(text: start.text, indexes: start.indexes)
        walker.position = start.position + 1
        guard walker.byte == UInt8(ascii: "{") else { return false }
        var members = 0
        var isField = false
        let end = walker.structure.forEachMember(of: walker.position) { name, value in
            members += 1
            if name.equals("field") { isField = true }
            return walker.structure.skip(value)
        }
        try walker.move(to: end)
        return members > 1 && !isField
    }

    private mutating func members(
        _ walker: inout StructuralWalker, base: Int, damage: [Int], _ frames: inout [Frame]
    ) throws(StructuralWalker.Damage) {
        switch walker.byte {
        case UInt8(ascii: ","): walker.position += 1
        case UInt8(ascii: "}"):
            walker.position += 1
            frames.removeLast()
        default:
            let key = try walker.key()
            let isContainer = Container.holdsElements(walker.text.extracting(key))
            if isContainer, walker.byte == UInt8(ascii: "[") {
                walker.position += 1
                frames.append(.elements)
            } else if isContainer, walker.byte == UInt8(ascii: "{") {
                // Some tools write the only element of a list without the list.
                guard try Self.containerKey(of: walker) != nil else {
                    return try element(&walker, base: base, damage: damage)
                }
                walker.position += 1
                frames.append(.members)
            } else {
                try walker.skipValue()
            }
        }
    }

    // MARK: Elements

    private mutating func element(
        _ walker: inout StructuralWalker, base: Int, damage: [Int]
    ) throws(StructuralWalker.Damage) {
        let start = walker.offset
        let position = walker.position
        if walker.byte == UInt8(ascii: "{") {
            try writer.read(&walker)
        } else {
            try walker.skipValue()
            writer.record = NativeRecord()
            writer.record.range = start..<Self.end(of: walker)
        }
        scan.records += 1
        let range = writer.range
        elementEnd = range.upperBound
        let text = walker.text.extracting(range)
        let backslash = backslashes.mayLie(in: range) ? JSONText.backslash(in: text, from: 0) : nil
        let escapes = backslash.map {
            writer.escapes(in: walker, from: position, backslash: range.lowerBound + $0)
        }
        writer.record.mayBeEscaped = escapes ?? .elsewhere > .elsewhere
        let location = RecordLocation(source: source, record: scan.records, offset: sourceBase + base + start)
        if text.count > limits.recordBytes {
            scan.reject(
                record: scan.records, offset: location.offset,
                "the record has \(text.count) bytes; the limit is \(limits.recordBytes)")
        } else if let bad = damage.first(where: { range.contains($0) }) {
            scan.reject(
                record: scan.records, offset: location.offset,
                "the record holds bytes that JSON text cannot hold, at byte \(base + bad)")
        } else if backslash != nil, let bad = JSONText.badEscape(text) {
            scan.reject(
                record: scan.records, offset: location.offset,
                "the record holds an escape that JSON does not know, at byte \(location.offset + bad)")
        } else if escapes == .inNames {
            writer.flush(walker.text)
            spelledOut(text, location)
        } else if writer.isNative {
            native(walker.text, location)
            rememberLeadingKey(walker, position)
        } else {
            // What it carries is a text of its own.
            writer.flush(walker.text)
            if carry(text, location) { rememberLeadingKey(walker, position) }
        }
    }

    /// The offset behind the value that the walker passed over last.
    private static func end(of walker: borrowing StructuralWalker) -> Int {
        var end = walker.offset
        while end > 0 {
            let byte = walker.text[end - 1]
            guard StructuralText.isSpace(byte) || byte == UInt8(ascii: ",") else { break }
            end -= 1
        }
        return end
    }

    private mutating func rememberLeadingKey(_ walker: borrowing StructuralWalker, _ position: Int) {
        guard knownLeadingKey.isEmpty, position + 1 < walker.indexes.count else { return }
        var key = StructuralWalker(text: walker.text, indexes: walker.indexes)
        key.position = position + 1
        guard let range = try? key.key() else { return }
        knownLeadingKey = range.map { walker.text[$0] }
    }

    private mutating func native(_ text: Span<UInt8>, _ location: RecordLocation) {
        if RecordMembers.isOfNotification(service: text.extracting(writer.eventSource)) {
            scan.notEvent(.notCloudTrail, "an S3 event notification")
            return
        }
        let result = writer.write(of: text, carrier: .native, path: path, location: location)
        scan.count(result, shape: nil, location)
    }

    /// Reads an element of which names, or values that are compared as they stand, are written with escapes: spelled out
    /// anew, it is read as any other.
    private mutating func spelledOut(_ text: Span<UInt8>, _ location: RecordLocation) {
        guard let value = try? JSONValue.parse(text), case .object(let object) = value,
            RecordMembers.isNative(object)
        else {
            carry(text, location)
            return
        }
        let result = carried.read(JSONWriter().bytes(value)) { record, text in
            writer.write(record, of: text, carrier: .native, path: path, location: location)
        }
        scan.count(result, shape: nil, location)
    }

    /// Reads an element that is no record: it may carry one.
    ///
    /// - Returns: whether it does.
    @discardableResult
    private mutating func carry(_ text: Span<UInt8>, _ location: RecordLocation) -> Bool {
        do throws(JSONError) {
            return take(Unwrapping.unwrap(try JSONValue.parse(text)), location)
        } catch {
            scan.reject(record: location.record, offset: location.offset, "malformed JSON: \(error.reason)")
            return false
        }
    }

    /// Takes what an element or a row turned out to be.
    ///
    /// - Returns: whether it carries a record.
    @discardableResult
    private mutating func take(_ content: Unwrapped, _ location: RecordLocation) -> Bool {
        switch content {
        case .record(let json, let shape):
            let result = carried.read(json) { record, text in
                writer.write(record, of: text, carrier: shape.carrier, path: path, location: location)
            }
            scan.count(result, shape: shape, location)
            return true
        case .finding(let json):
            scan.findings.append(Finding(location: location, json: json))
            scan.notEvent(.guardduty, "a GuardDuty finding")
        case .notEvent(let shape, let reason):
            scan.notEvent(shape, reason)
        case .rejected(let reason, let shape):
            scan.reject(record: location.record, offset: location.offset, reason, of: shape)
        }
        return false
    }
}
