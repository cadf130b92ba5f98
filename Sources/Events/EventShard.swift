/// Events as one worker collects them: columns in reading order, with dictionaries of its own. Shards are merged by
/// `EventIndex.init(merging:)`.
public struct EventShard: Sendable {
    public var names = StringTable()
    public var services = StringTable()
    public var regions = StringTable()
    public var accounts = StringTable()
    public var identities = IdentityTable()
    public var keys = StringTable()
    public var addresses = StringTable()
    public var agents = StringTable()
    public var errors = StringTable()
    public var categories = StringTable()
    public var eventTypes = StringTable()
    public var endpoints = StringTable()

    /// One event, its texts as codes of this shard's tables.
    public struct Row: Sendable {
        public var time: Int64 = 0
        public var name: UInt32 = 0
        public var service: UInt32 = 0
        public var region: UInt32 = 0
        public var account: UInt32 = 0
        public var identity: UInt32 = 0
        public var key: UInt32 = 0
        public var address: UInt32 = 0
        public var agent: UInt32 = 0
        public var error: UInt32 = 0
        public var category: UInt32 = 0
        public var eventType: UInt32 = 0
        public var endpoint: UInt32 = 0
        public var flags = EventFlags(rawValue: 0)
        public var carrier = RecordCarrier.native
        public var location = RecordLocation(source: 0, record: 0, offset: 0)

        public init() {}
    }

    private(set) var times: [Int64] = []
    private(set) var codes = [[UInt32]](repeating: [], count: CodedColumn.allCases.count)
    private(set) var flags: [UInt8] = []
    private(set) var carriers: [UInt8] = []
    private(set) var sources: [UInt32] = []
    private(set) var records: [UInt32] = []
    private(set) var offsets: [UInt64] = []
    private(set) var eventIDs = EventIDColumn()
    /// Rows that carry an addendum, and the ID of the event that each amends.
    private(set) var addenda: [Int: [UInt8]] = [:]

    /// The columns that hold codes, in the order of `codes`.
    enum CodedColumn: Int, CaseIterable {
        case name, service, region, account, identity, key, address, agent, error, category, eventType, endpoint
    }

    public init() {}

    /// The number of events.
    public var count: Int { times.count }

    /// Adds an event.
    ///
    /// - Parameters:
    ///   - eventID: its ID as recorded; empty where it has none.
    ///   - original: the ID of the event that it is a copy or an amendment of: its own, except for an addendum that
    ///     names another.
    ///   - isAddendum: the record amends an event that was delivered before.
    public mutating func append(_ row: Row, eventID: Span<UInt8>, copyOf original: Span<UInt8>, isAddendum: Bool) {
        if isAddendum { addenda[times.count] = original.indices.map { original[$0] } }
        times.append(row.time)
        codes[CodedColumn.name.rawValue].append(row.name)
        codes[CodedColumn.service.rawValue].append(row.service)
        codes[CodedColumn.region.rawValue].append(row.region)
        codes[CodedColumn.account.rawValue].append(row.account)
        codes[CodedColumn.identity.rawValue].append(row.identity)
        codes[CodedColumn.key.rawValue].append(row.key)
        codes[CodedColumn.address.rawValue].append(row.address)
        codes[CodedColumn.agent.rawValue].append(row.agent)
        codes[CodedColumn.error.rawValue].append(row.error)
        codes[CodedColumn.category.rawValue].append(row.category)
        codes[CodedColumn.eventType.rawValue].append(row.eventType)
        codes[CodedColumn.endpoint.rawValue].append(row.endpoint)
        flags.append(row.flags.rawValue)
        carriers.append(row.carrier.rawValue)
        sources.append(UInt32(row.location.source))
        records.append(UInt32(clamping: row.location.record))
        offsets.append(UInt64(row.location.offset))
        eventIDs.append(eventID)
    }

    /// The table of a coded column, except of identities.
    func table(of column: CodedColumn) -> StringTable {
        switch column {
        case .name: names
        case .service: services
        case .region: regions
        case .account: accounts
        case .identity: identities.texts
        case .key: keys
        case .address: addresses
        case .agent: agents
        case .error: errors
        case .category: categories
        case .eventType: eventTypes
        case .endpoint: endpoints
        }
    }
}
