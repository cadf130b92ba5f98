/// Some thousand rows of a shard, column by column, each column as narrow as its values allow.
struct RowBlock: Sendable {
    let times: [Int64]
    /// As in `EventIDColumn`; what is no UUID is an index of the shard's texts.
    let eventIDs: [UInt128]
    /// In the order of `EventShard.CodedColumn`.
    let codes: [CodeColumn]
    let flags: [UInt8]
    let carriers: CodeColumn
    let sources: CodeColumn
    let records: CodeColumn
    let offsets: RecordOffsets

    init(_ rows: [EventShard.Row], eventIDs: [UInt128]) {
        self.eventIDs = eventIDs
        times = rows.map(\.time)
        flags = rows.map(\.flags.rawValue)
        carriers = CodeColumn(rows.map { UInt32($0.carrier.rawValue) })
        sources = CodeColumn(rows.map { UInt32(truncatingIfNeeded: $0.location.source) })
        records = CodeColumn(rows.map { UInt32(clamping: $0.location.record) })
        offsets = RecordOffsets(rows.map { UInt64($0.location.offset) })
        codes = EventShard.CodedColumn.allCases.map { CodeColumn($0.codes(of: rows)) }
    }

    var count: Int { times.count }
}

extension EventShard.CodedColumn {
    fileprivate func codes(of rows: [EventShard.Row]) -> [UInt32] {
        switch self {
        case .name: rows.map(\.name)
        case .service: rows.map(\.service)
        case .region: rows.map(\.region)
        case .account: rows.map(\.account)
        case .identity: rows.map(\.identity)
        case .key: rows.map(\.key)
        case .address: rows.map(\.address)
        case .agent: rows.map(\.agent)
        case .error: rows.map(\.error)
        case .category: rows.map(\.category)
        case .eventType: rows.map(\.eventType)
        case .endpoint: rows.map(\.endpoint)
        }
    }
}
