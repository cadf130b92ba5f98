@testable import Events
@testable import Ingest
import JSON

/// Text to rows.
enum ParserFuzzing {
    static func run(_ bytes: Span<UInt8>) {
        let padded = Array(copying: bytes) + [UInt8](repeating: 0, count: StructureScanner.padding)
        check(padded.span.extracting(first: bytes.count))
    }

    /// Scans a text, whole and in windows, and holds the results to the rules.
    static func check(_ text: Span<UInt8>) {
        var limits = LoadLimits()
        limits.recordBytes = 1 << 16
        checkStructure(text)
        let whole = ScannedText(text, limits: limits)
        checkCounts(whole, text)
        checkRecords(whole, text)
        require(ScannedText(text, limits: limits) == whole, "the same text gives the same rows")
        for (window, damaged) in [(64, 64), (700, 200), (limits.windowBytes, 300)] where text.count > damaged {
            limits.damagedWindowBytes = damaged
            let parts = ScannedText(text, window: window, limits: limits)
            checkCounts(parts, text)
            // Where damage is met, how far it reaches may depend on where a window ends.
            if whole.rejections.isEmpty { require(parts == whole, "windows of \(window) bytes give the same rows") }
        }
    }

    /// Our scan and simdjson's first stage come to the same.
    private static func checkStructure(_ text: Span<UInt8>) {
        let ours = StructureScanner(.own)
        let simdjson = StructureScanner(.simdjson)
        let verdict = ours.scan(text)
        require(verdict == simdjson.scan(text), "both scans come to the same verdict")
        guard verdict == .sound else { return }
        require(ours.backslashes == simdjson.backslashes, "both scans see backslashes in the same places")
        let areSame = ours.withIndexes { ours in
            simdjson.withIndexes { simdjson in
                ours.count == simdjson.count && ours.indices.allSatisfy { ours[$0] == simdjson[$0] }
            }
        }
        require(areSame, "both scans find the same structural characters")
    }

    private static func checkCounts(_ scan: ScannedText, _ text: Span<UInt8>) {
        let told = scan.events + scan.excluded + scan.rejections.count + scan.notEvents
        let isForeign = scan.records == 0 && scan.notEvents == 1
        require(told == scan.records || isForeign && told == 1, "each record is an event, rejected, or no event")
        require(scan.rows.count + scan.copies == scan.events, "each event is a row, or a copy of one")
        require(scan.excluded == 0, "nothing is left out that was not asked for")
        require(scan.findings <= scan.notEvents, "each finding is told as no event")
        require(scan.notEvents == 0 || scan.notEventReason?.isEmpty == false, "what is no event has a reason")
        require(scan.events == 0 || scan.shape.isEventShape, "a source with events has the shape of one")
        var record = 0
        var offset = -1
        for row in scan.rows.sorted(by: { $0.record < $1.record }) {
            require(row.record > record && row.record <= scan.records, "records are numbered in order")
            require(row.offset > offset && row.offset < text.count, "records lie in order, within the text")
            (record, offset) = (row.record, row.offset)
        }
        let taken = Set(scan.rows.map(\.record))
        record = 0
        for rejection in scan.rejections {
            require(rejection.record > record && rejection.record <= scan.records, "rejections are numbered in order")
            require(!taken.contains(rejection.record), "a record is not both read and rejected")
            require((0...text.count).contains(rejection.offset), "a rejection lies within the text")
            require(!rejection.reason.isEmpty, "a rejection has a reason")
            record = rejection.record
        }
    }

    /// At most this many records of a text are read again.
    private static let sample = 16

    /// Each event's record can be read again where it lies, and says the same when it stands alone.
    private static func checkRecords(_ scan: ScannedText, _ text: Span<UInt8>) {
        for row in scan.rows.prefix(sample) {
            guard let slice = RecordSlice(in: text, at: row.offset) else {
                return require(false, "the record at byte \(row.offset) can be read again")
            }
            require(row.offset + slice.carrier.count <= text.count, "the record lies within the text")
            for index in slice.carrier.indices {
                require(slice.carrier[index] == text[row.offset + index], "the record's bytes are those of the text")
            }
            guard slice.bytes == slice.carrier, (try? JSONValue.parse(slice.carrier)) == slice.value else { continue }
            var alone = ScannedText(copying: slice.bytes).rows
            require(alone.count == 1, "the record is one record when it stands alone")
            (alone[0].record, alone[0].offset) = (row.record, row.offset)
            require(alone[0] == row, "the record says the same when it stands alone")
        }
    }
}
