internal import CloudTrail
internal import Events

/// Turns records that proved sound into rows of a shard. One worker owns it.
struct RowWriter {
    private(set) var shard: EventShard
    private let selection: LoadSelection
    /// Whether the record at hand may hold escapes.
    private var isEscaped = true
    private var scratch: [UInt8] = []
    /// Where identities are joined; only its beginning is in use.
    private var joined = [UInt8](repeating: 0, count: 4_096)
    private var outcomes: [Outcome] = [.ok]
    private var readsByName: [ReadWrite] = [.write]
    /// Client families by agent code, for each combination of "invoked by a service" and "from the console".
    private var clients: [[ClientFamily?]] = [[], [], [], []]

    init(_ selection: LoadSelection, seed: UInt64) {
        shard = EventShard(seed: seed)
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
        isEscaped = record.mayBeEscaped
        var row = EventShard.Row()
        row.time = time.milliseconds
        row.account = account(record, text, pathAccount)
        row.region = intern(record.region, text) { $0.regions.intern($1) }
        guard selection.includes(time: time),
            selection.isEverywhere || selection.includes(account: shard.accounts.text(row.account), region: shard.regions.text(row.region))
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
        _ place: Place, _ text: Span<UInt8>, _ add: (inout EventShard, Span<UInt8>) -> UInt32
    ) -> UInt32 {
        guard !place.isEmpty else { return StringTable.missing }
        let bytes = text.extracting(place)
        guard isEscaped, JSONText.backslash(in: bytes, from: 0) != nil else { return add(&shard, bytes) }
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

    private mutating func identity(_ record: NativeRecord, _ text: Span<UInt8>) -> UInt32 {
        var length = record.identity.count
        for index in record.identity.indices { length += record.identity[index].count }
        guard length > record.identity.count else { return StringTable.missing }
        if isEscaped, record.identity.indices.contains(where: { index in
            JSONText.backslash(in: text.extracting(record.identity[index]), from: 0) != nil
        }) {
            return escapedIdentity(record, text)
        }
        var joined: [UInt8] = []
        swap(&joined, &self.joined)
        defer { self.joined = joined }
        if joined.count < length { joined = [UInt8](repeating: 0, count: length * 2) }
        var end = 0
        for index in record.identity.indices {
            if index > 0 {
                joined[end] = IdentityTable.separator
                end += 1
            }
            let place = record.identity[index]
            guard !place.isEmpty else { continue }
            unsafe joined.withUnsafeMutableBytes { joined in
                unsafe text.extracting(place).withUnsafeBytes { bytes in
                    unsafe UnsafeMutableRawBufferPointer(rebasing: joined[end...]).copyMemory(from: bytes)
                }
            }
            end += place.count
        }
        return shard.identities.intern(joined.span.extracting(first: end))
    }

    private mutating func escapedIdentity(_ record: NativeRecord, _ text: Span<UInt8>) -> UInt32 {
        var joined = takeScratch()
        defer { scratch = joined }
        for index in record.identity.indices {
            if index > 0 { joined.append(IdentityTable.separator) }
            let start = joined.count
            JSONText.unescape(text.extracting(record.identity[index]), into: &joined)
            for offset in start..<joined.count where joined[offset] == IdentityTable.separator {
                joined[offset] = UInt8(ascii: "?")
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
