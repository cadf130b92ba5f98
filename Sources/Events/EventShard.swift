/// Events as one worker collects them: in reading order, with dictionaries of its own. Shards are merged by
/// `JoinedShards`.
///
/// Rows are written one by one and put away in blocks. A copy of a shard shares all blocks with it, so that what has
/// been read so far can be looked at while reading goes on.
public struct EventShard: Sendable {
    public var names: StringTable
    public var services: StringTable
    public var regions: StringTable
    public var accounts: StringTable
    public var identities: IdentityTable
    public var keys: StringTable
    public var addresses: StringTable
    public var agents: StringTable
    public var errors: StringTable
    public var categories: StringTable
    public var eventTypes: StringTable
    public var endpoints: StringTable

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

    private(set) var blocks: [RowBlock] = []
    private var open: [Row] = []
    private var openIDs: [UInt128] = []
    /// IDs that are no UUIDs.
    private(set) var idTexts: [String] = []
    /// Rows that carry an addendum, and the ID of the event that each amends.
    private(set) var addenda: [Int: [UInt8]] = [:]
    private var sealedCount = 0

    /// Rows of a block: little enough to stay near the processor until it is put away.
    static let blockLength = 2_048

    /// The columns that hold codes.
    enum CodedColumn: Int, CaseIterable, Sendable {
        case name, service, region, account, identity, key, address, agent, error, category, eventType, endpoint
    }

    /// - Parameter seed: of the tables' hashes; it must not be known to who writes the logs.
    public init(seed: UInt64 = UInt64.random(in: .min ... .max)) {
        let hasher = WideHasher(seed: seed)
        let table = StringTable(hasher)
        names = table
        services = table
        regions = table
        accounts = table
        identities = IdentityTable(hasher)
        keys = table
        addresses = table
        agents = table
        errors = table
        categories = table
        eventTypes = table
        endpoints = table
    }

    /// The number of events.
    public var count: Int { sealedCount + open.count }

    /// Adds an event.
    ///
    /// - Parameters:
    ///   - eventID: its ID as recorded; empty where it has none.
    ///   - original: the ID of the event that it is a copy or an amendment of: its own, except for an addendum that
    ///     names another.
    ///   - isAddendum: the record amends an event that was delivered before.
    public mutating func append(_ row: Row, eventID: Span<UInt8>, copyOf original: Span<UInt8>, isAddendum: Bool) {
        if isAddendum { addenda[count] = original.indices.map { original[$0] } }
        if open.isEmpty {
            open.reserveCapacity(Self.blockLength)
            openIDs.reserveCapacity(Self.blockLength)
        }
        open.append(row)
        openIDs.append(EventIDColumn.value(of: eventID, texts: &idTexts))
        if open.count == Self.blockLength { seal() }
    }

    /// Puts the rows that were written last away too, however few.
    mutating func seal() {
        guard !open.isEmpty else { return }
        blocks.append(RowBlock(open, eventIDs: openIDs))
        sealedCount += open.count
        open.removeAll(keepingCapacity: true)
        openIDs = []
    }

    /// Has it take no more memory than its rows need: few will follow, if any.
    public mutating func settle() {
        seal()
        open = []
    }

    /// Bytes that rows and dictionaries take in memory, nearly.
    public var byteCount: Int {
        let rows = count * 56 + open.capacity * MemoryLayout<Row>.stride
        let places = names.byteCount + services.byteCount + regions.byteCount + accounts.byteCount
        let callers = identities.byteCount + keys.byteCount + addresses.byteCount + agents.byteCount
        let rest = errors.byteCount + categories.byteCount + eventTypes.byteCount + endpoints.byteCount
        return rows + places + callers + rest
    }

    /// The table of a coded column; nil for identities, whose texts are not kept.
    func table(of column: CodedColumn) -> StringTable? {
        switch column {
        case .name: names
        case .service: services
        case .region: regions
        case .account: accounts
        case .identity: nil
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
