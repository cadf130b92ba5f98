import Events

@testable import Ingest

/// What the scanner made of one text, and the index of that: all in comparable form.
struct ScannedText: Equatable {
    struct Row: Equatable {
        var time: Int64
        var id: String?
        var values: [String?]
        var record: Int
        var offset: Int
    }

    struct Rejection: Equatable {
        var record: Int
        var offset: Int
        var reason: String
    }

    /// In the order of the index, copies left out.
    var rows: [Row]
    var copies: Int
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
        var limits = limits
        limits.windowBytes = window
        var scanner = DocumentScanner(LoadSelection(), limits: limits)
        let scan = scanner.scan(text, source: 0)
        let index = EventIndex(merging: JoinedShards([scanner.shard]), sourceNumbers: [[0]], sourceNames: ["text"]) {
            $0.map { _ in [] }
        }
        for violation in index.checkInvariants(sourceCount: 1) { require(false, violation.description) }
        rows = (0..<index.count).map { row in
            Row(
                time: index.times[row], id: index.eventIDs[row],
                values: IndexField.allCases.map { index.text($0, row) }, record: index.location(row).record,
                offset: index.location(row).offset)
        }
        copies = index.duplicateCounts[0]
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
