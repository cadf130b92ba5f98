internal import CloudTrail
internal import Events
internal import JSON

/// Reads the elements of one source: records as CloudTrail writes them, and what carries records.
struct ElementReader {
    var writer: RowWriter
    private let limits: LoadLimits
    private var record = NativeRecord()
    private var carried: CarriedRecordReader
    private var scan = SourceScan()
    private var source = 0
    private var pathAccount: String?
    /// The content of the first key of the first record of the source.
    private var knownLeadingKey: [UInt8] = []

    init(_ selection: LoadSelection, limits: LoadLimits) {
        writer = RowWriter(selection)
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

    mutating func begin(source: Int, pathAccount: String?) {
        scan = SourceScan()
        self.source = source
        self.pathAccount = pathAccount
        knownLeadingKey = []
    }

    mutating func end(openFrames: [Frame]) -> SourceScan {
        if !openFrames.isEmpty { scan.isCutOff = true }
        return scan
    }

    /// Whether records stand in lines of their own and not in an array: as far as was read, else by the beginning.
    func isByLines(_ text: Span<UInt8>) -> Bool {
        if let container = scan.container { return container == .values }
        return JSONText.firstKey(of: text).map { !Container.holdsElements(text.extracting($0)) } ?? false
    }

    /// The key with which records of the source begin; `eventVersion` where none was seen yet.
    func leadingKey(of text: Span<UInt8>, from start: Int) -> [UInt8] {
        knownLeadingKey.isEmpty ? Array("eventVersion".utf8) : knownLeadingKey
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
        take(content, RecordLocation(source: source, record: scan.records, offset: offset))
    }

    // MARK: Walking

    /// Walks text that scanned without an error.
    mutating func walk(
        _ text: Span<UInt8>, _ indexes: Span<UInt32>, base: Int, isLast: Bool, frames: inout [Frame]
    ) -> Stop {
        var walker = StructuralWalker(text: text, indexes: indexes)
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
        var walker = StructuralWalker(text: text, indexes: indexes)
        while !walker.isAtEnd {
            let start = walker.offset
            do throws(StructuralWalker.Damage) {
                try step(&walker, base: base, damage: damage, &frames)
            } catch {
                let place = error.isAtEnd ? "" : ", at byte \(base + error.offset)"
                let reason = error.isAtEnd && base + text.count >= start ? "the record is cut off or not closed: " : "malformed JSON: "
                reject(offset: base + start, reason + error.reason + place)
                return
            }
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
            default: try element(&walker, base: base, damage: damage)
            }
        case .members:
            try members(&walker, &frames)
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
            if let key = try containerKey(of: walker) {
                scan.note(container: .object(key))
                walker.position += 1
                frames.append(.members)
            } else {
                scan.note(container: .values)
                scan.noteSeparation(isNewLine: Self.isAtLineStart(walker.text, walker.offset))
                try element(&walker, base: base, damage: damage)
            }
        default:
            scan.note(container: .values)
            throw walker.damage("an object or an array")
        }
    }

    private static func isAtLineStart(_ text: Span<UInt8>, _ start: Int) -> Bool {
        var offset = start - 1
        while offset >= 0, StructuralWalker.isSpace(text[offset]) {
            if text[offset] == UInt8(ascii: "\n") { return true }
            offset -= 1
        }
        return offset < 0
    }

    /// The key of the object's member that holds the elements; nil where the object is itself an element. Looks no
    /// further than the first member that decides.
    private func containerKey(of start: borrowing StructuralWalker) throws(StructuralWalker.Damage) -> String? {
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

    private mutating func members(
        _ walker: inout StructuralWalker, _ frames: inout [Frame]
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
            try record.read(&walker)
            rememberLeadingKey(walker, position)
        } else {
            try walker.skipValue()
            record = NativeRecord()
            record.range = start..<Self.end(of: walker)
        }
        scan.records += 1
        let text = walker.text.extracting(record.range)
        let location = RecordLocation(source: source, record: scan.records, offset: base + start)
        if text.count > limits.recordBytes {
            scan.reject(
                record: scan.records, offset: location.offset,
                "the record has \(text.count) bytes; the limit is \(limits.recordBytes)")
        } else if let bad = damage.first(where: { $0 >= start && $0 < record.range.upperBound }) {
            scan.reject(
                record: scan.records, offset: location.offset,
                "the record holds bytes that JSON text cannot hold, at byte \(base + bad)")
        } else if let bad = JSONText.badEscape(text) {
            scan.reject(
                record: scan.records, offset: location.offset,
                "the record holds an escape that JSON does not know, at byte \(location.offset + bad)")
        } else if record.familiarMembers >= 2, !record.hasForeignMembers {
            native(walker.text, location)
        } else {
            carry(text, location)
        }
    }

    /// The offset behind the value that the walker passed over last.
    private static func end(of walker: borrowing StructuralWalker) -> Int {
        var end = walker.offset
        while end > 0 {
            let byte = walker.text[end - 1]
            guard StructuralWalker.isSpace(byte) || byte == UInt8(ascii: ",") else { break }
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
        if Self.isNotification(text.extracting(record.eventSource)) {
            scan.notEvent(.notCloudTrail, "an S3 event notification")
            return
        }
        let result = writer.write(record, of: text, carrier: .native, pathAccount: pathAccount, location: location)
        scan.count(result, shape: nil, location)
    }

    /// S3 names itself `aws:s3` in its notifications, whose records look like CloudTrail's.
    private static func isNotification(_ service: Span<UInt8>) -> Bool {
        service.count > 4 && service.extracting(first: 4).equals("aws:")
    }

    /// Reads an element that is no record: it may carry one.
    private mutating func carry(_ text: Span<UInt8>, _ location: RecordLocation) {
        do throws(JSONError) {
            take(Unwrapping.unwrap(try JSONValue.parse(text)), location)
        } catch {
            scan.reject(record: location.record, offset: location.offset, "malformed JSON: \(error.reason)")
        }
    }

    /// Takes what an element or a row turned out to be.
    private mutating func take(_ content: Unwrapped, _ location: RecordLocation) {
        switch content {
        case .record(let json, let shape):
            let result = carried.read(json) { record, text in
                writer.write(
                    record, of: text, carrier: shape.carrier, pathAccount: pathAccount, location: location)
            }
            scan.count(result, shape: shape, location)
        case .finding(let json):
            scan.findings.append(Finding(location: location, json: json))
            scan.notEvent(.guardduty, "a GuardDuty finding")
        case .notEvent(let shape, let reason):
            scan.notEvent(shape, reason)
        case .rejected(let reason, let shape):
            scan.reject(record: location.record, offset: location.offset, reason, of: shape)
        }
    }
}
