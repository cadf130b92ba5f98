@testable import Events
@testable import Ingest

/// What the scanner made of one text: all that the merge takes of it, in comparable form.
struct ScannedText: Equatable {
    struct Row: Equatable {
        var time: Int64
        var id: String?
        var texts: [String]
        var flags: UInt8
        var carrier: UInt8
        var isAddendum: Bool
    }

    struct Place: Equatable {
        var source: Int
        var record: Int
        var offset: Int
    }

    struct Rejection: Equatable {
        var record: Int
        var offset: Int
        var reason: String
    }

    var rows: [Row]
    var places: [Place]
    var rejections: [Rejection]
    var records: Int
    var events: Int
    var excluded: Int
    var notEvents: Int
    var notEventReason: String?
    var findings: Int
    var shape: Shape

    /// - Parameter text: with `StructureScanner.padding` readable bytes behind it.
    init(_ text: Span<UInt8>, window: Int = 256 << 20, limits: LoadLimits = LoadLimits()) {
        var scanner = DocumentScanner(LoadSelection(), limits: limits, windowLength: window)
        let scan = scanner.scan(text, source: 0, pathAccount: nil)
        let shard = scanner.shard
        let codes = EventShard.CodedColumn.allCases.map { ($0.rawValue, shard.table(of: $0)) }
        rows = (0..<shard.count).map { row in
            Row(
                time: shard.times[row], id: shard.eventIDs[row],
                texts: codes.map { $1.text(shard.codes[$0][row]) }, flags: shard.flags[row],
                carrier: shard.carriers[row], isAddendum: shard.addenda[row] != nil)
        }
        places = (0..<shard.count).map {
            Place(source: Int(shard.sources[$0]), record: Int(shard.records[$0]), offset: Int(shard.offsets[$0]))
        }
        rejections = scan.rejections.map { Rejection(record: $0.record, offset: $0.offset, reason: $0.reason) }
        records = scan.records
        events = scan.events
        excluded = scan.excluded
        notEvents = scan.notEvents
        notEventReason = scan.notEventReason
        findings = scan.findings.count
        shape = scan.finalShape
    }

    /// The same of bytes without padding.
    init(copying bytes: [UInt8]) {
        let padded = bytes + [UInt8](repeating: 0x20, count: StructureScanner.padding)
        self.init(padded.span.extracting(first: bytes.count))
    }
}
