internal import CloudTrail
internal import Events

/// Turns records that proved sound into rows of a shard. One worker owns it.
struct RowWriter {
    private(set) var shard = EventShard()
    private let selection: LoadSelection
    private var scratch: [UInt8] = []
    private var outcomes: [Outcome] = [.ok]
    private var readsByName: [ReadWrite] = [.write]
    /// Client families by agent code, for each combination of "invoked by a service" and "from the console".
    private var clients: [[ClientFamily?]] = [[], [], [], []]

    init(_ selection: LoadSelection) {
        self.selection = selection
    }

    /// Rows written so far.
    var count: Int { shard.count }

    /// What became of a record.
    enum Result: Equatable {
        case kept
        /// Sound, but outside of what is to be loaded.
        case excluded
        case rejected(String)
    }

    /// Adds a record.
    ///
    /// - Parameter pathAccount: the account that the source's path names, for records that name none.
    mutating func write(
        _ record: NativeRecord, of text: Span<UInt8>, carrier: RecordCarrier, pathAccount: String?,
        location: RecordLocation
    ) -> Result {
        guard !record.eventName.isEmpty else { return .rejected("the record has no eventName") }
        guard !record.eventTime.isEmpty else { return .rejected("the record has no eventTime") }
        guard let time = EventTime(utf8: text.extracting(record.eventTime)) else {
            let written = String(utf8: text.extracting(record.eventTime).extracting(first: 40))
            return .rejected("eventTime is no ISO 8601 time: \(written)")
        }
        var row = EventShard.Row()
        row.time = time.milliseconds
        row.account = account(record, text, pathAccount)
        row.region = intern(record.region, text) { $0.regions.intern($1) }
        guard selection.includes(time: time),
            selection.includes(account: shard.accounts.text(row.account), region: shard.regions.text(row.region))
        else { return .excluded }
        row.name = intern(record.eventName, text) { $0.names.intern($1) }
        row.service = intern(record.eventSource, text) { $0.services.intern($1) }
        row.key = intern(record.key, text) { $0.keys.intern($1) }
        row.address = intern(record.address, text) { $0.addresses.intern($1) }
        row.agent = intern(record.agent, text) { $0.agents.intern($1) }
        row.error = intern(record.errorCode, text) { $0.errors.intern($1) }
        row.category = intern(record.eventCategory, text) { $0.categories.intern($1) }
        row.eventType = intern(record.eventType, text) { $0.eventTypes.intern($1) }
        row.endpoint = intern(record.endpoint, text) { $0.endpoints.intern($1) }
        row.identity = identity(record, text)
        row.flags = flags(record, text, row)
        row.carrier = carrier
        row.location = location
        let eventID = record.isAddendum && !record.originalEventID.isEmpty ? record.originalEventID : record.eventID
        shard.append(
            row, eventID: text.extracting(record.eventID), copyOf: text.extracting(eventID),
            isAddendum: record.isAddendum)
        return .kept
    }

    private mutating func account(_ record: NativeRecord, _ text: Span<UInt8>, _ pathAccount: String?) -> UInt32 {
        if !record.recipientAccount.isEmpty { return intern(record.recipientAccount, text) { $0.accounts.intern($1) } }
        let own = record.identity[IdentityTable.Member.accountID.rawValue]
        if !own.isEmpty { return intern(own, text) { $0.accounts.intern($1) } }
        return pathAccount.map { shard.accounts.intern($0) } ?? StringTable.missing
    }

    /// Interns a place's text, unescaped where it holds an escape.
    @inline(__always)
    private mutating func intern(
        _ place: Range<Int>, _ text: Span<UInt8>, _ add: (inout EventShard, Span<UInt8>) -> UInt32
    ) -> UInt32 {
        guard !place.isEmpty else { return StringTable.missing }
        let bytes = text.extracting(place)
        guard Self.isEscaped(bytes) else { return add(&shard, bytes) }
        var unescaped = takeScratch()
        defer { scratch = unescaped }
        JSONText.unescape(bytes, into: &unescaped)
        return add(&shard, unescaped.span)
    }

    /// The scratch bytes, emptied; their storage is given back by assigning to `scratch`.
    private mutating func takeScratch() -> [UInt8] {
        var bytes: [UInt8] = []
        swap(&bytes, &scratch)
        bytes.removeAll(keepingCapacity: true)
        return bytes
    }

    private static func isEscaped(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where bytes[index] == UInt8(ascii: "\\") { return true }
        return false
    }

    private mutating func identity(_ record: NativeRecord, _ text: Span<UInt8>) -> UInt32 {
        guard record.identity.contains(where: { !$0.isEmpty }) else { return StringTable.missing }
        var joined = takeScratch()
        defer { scratch = joined }
        for (index, place) in record.identity.enumerated() {
            if index > 0 { joined.append(IdentityTable.separator) }
            guard !place.isEmpty else { continue }
            let bytes = text.extracting(place)
            let start = joined.count
            if Self.isEscaped(bytes) {
                JSONText.unescape(bytes, into: &joined)
                for offset in start..<joined.count where joined[offset] == IdentityTable.separator {
                    joined[offset] = UInt8(ascii: "?")
                }
            } else {
                for offset in bytes.indices { joined.append(bytes[offset]) }
            }
        }
        return shard.identities.intern(joined.span)
    }

    private mutating func flags(_ record: NativeRecord, _ text: Span<UInt8>, _ row: EventShard.Row) -> EventFlags {
        while outcomes.count < shard.errors.codeCount {
            outcomes.append(Outcome(errorCode: shard.errors[UInt32(outcomes.count)]))
        }
        while readsByName.count < shard.names.codeCount {
            readsByName.append(ReadWrite(eventName: shard.names.text(UInt32(readsByName.count))))
        }
        let name = text.extracting(record.eventName)
        var outcome = outcomes[Int(row.error)]
        var mfa = MFA.unrecorded
        if name.equals("ConsoleLogin") {
            if text.extracting(record.consoleLogin).equals("Failure") { outcome = .denied }
            let used = text.extracting(record.mfaUsed)
            if used.equals("Yes") { mfa = .yes } else if used.equals("No") { mfa = .no }
        }
        let authenticated = text.extracting(record.mfaAuthenticated)
        if mfa == .unrecorded {
            if authenticated.equals("true") { mfa = .yes } else if authenticated.equals("false") { mfa = .no }
        }
        let readOnly = text.extracting(record.readOnly)
        let readWrite: ReadWrite =
            readOnly.equals("true") ? .read : readOnly.equals("false") ? .write : readsByName[Int(row.name)]
        return EventFlags(outcome: outcome, readWrite: readWrite, mfa: mfa, client: client(record, text, row.agent))
    }

    private mutating func client(_ record: NativeRecord, _ text: Span<UInt8>, _ agent: UInt32) -> ClientFamily {
        let isInvoked = !record.identity[IdentityTable.Member.invokedBy.rawValue].isEmpty
        let isFromConsole = text.extracting(record.fromConsole).equals("true")
        let variant = (isInvoked ? 1 : 0) + (isFromConsole ? 2 : 0)
        while clients[variant].count <= Int(agent) { clients[variant].append(nil) }
        if let known = clients[variant][Int(agent)] { return known }
        let family = ClientFamily(
            userAgent: shard.agents[agent], invokedByService: isInvoked, fromConsole: isFromConsole)
        clients[variant][Int(agent)] = family
        return family
    }
}
