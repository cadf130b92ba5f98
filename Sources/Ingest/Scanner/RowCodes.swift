internal import CMemory
internal import Events

/// Finds the codes of rows in a shard's tables, and remembers what usually goes together.
struct RowCodes {
    private var scratch: [UInt8] = []
    /// Of one member of the records of a batch: hashes and codes.
    private var hashes = [WideHash](repeating: .none, count: RowWriter.batchLength)
    private var found = [UInt32](repeating: 0, count: RowWriter.batchLength)
    private var callers: BatchCallers
    /// Records of a batch whose caller is not the one that usually goes with their keys.
    private var unknown: [Int] = []
    private var flags = RowFlags()
    /// The codes of the last row: most of what tells its place is the same in the next one.
    private var last = EventShard.Row()
    /// The account that the last path names for which somebody asked.
    private var named: (path: String, account: UInt32)?
    /// The service of each name, and the caller of each key, when they were met last.
    private var serviceByName: [UInt32] = [0]
    private var callerByKey: [Caller] = [Caller()]

    /// Who calls with a key.
    private struct Caller: BitwiseCopyable {
        /// Of the text that tells it.
        var text = WideHash.none
        var identity: UInt32 = 0
    }

    /// - Parameter shard: whose tables will be asked.
    init(_ shard: borrowing EventShard) {
        callers = BatchCallers(shard.identities.hasher)
    }

    /// The code of the account that a record belongs to.
    ///
    /// - Parameters:
    ///   - own: the account that received the record.
    ///   - caller: the account of who called.
    ///   - path: of the source, which may name the account where the record does not.
    mutating func account(
        _ own: Place, caller: Place, isEscaped: Bool, _ text: Span<UInt8>, _ path: String, _ shard: inout EventShard
    ) -> UInt32 {
        let place = own.isEmpty ? caller : own
        if !place.isEmpty {
            last.account = intern(place, isEscaped, text, &shard.accounts, guess: last.account)
            return last.account
        }
        if named?.path != path {
            named = (path, PathAccount.account(in: path).map { shard.accounts.intern($0) } ?? StringTable.missing)
        }
        return named?.account ?? StringTable.missing
    }

    mutating func region(
        _ place: Place, isEscaped: Bool, _ text: Span<UInt8>, _ shard: inout EventShard
    ) -> UInt32 {
        last.region = intern(place, isEscaped, text, &shard.regions, guess: last.region)
        return last.region
    }

    /// Finds all other codes of the first records of a batch, column by column.
    mutating func fill(
        _ batch: inout MutableSpan<PendingRow>, _ count: Int, _ text: Span<UInt8>, _ shard: inout EventShard,
        _ known: inout KnownCallers
    ) {
        fillKeys(&batch, count, text, &shard, known)
        callers.read(batch.span.extracting(first: count), text, known)
        fillNames(&batch, count, text, &shard)
        fillCallers(&batch, count, text, &shard, known)
        findCodes(of: .address, batch.span, count, text, &shard.addresses)
        for index in 0..<count { batch[index].row.address = found[index] }
        findCodes(of: .agent, batch.span, count, text, &shard.agents)
        for index in 0..<count { batch[index].row.agent = found[index] }
        for index in 0..<count {
            let isEscaped = batch[index].record.mayBeEscaped
            last.error = intern(batch[index].record.errorCode, isEscaped, text, &shard.errors, guess: last.error)
            last.category = intern(
                batch[index].record.eventCategory, isEscaped, text, &shard.categories, guess: last.category)
            last.eventType = intern(
                batch[index].record.eventType, isEscaped, text, &shard.eventTypes, guess: last.eventType)
            last.endpoint = intern(
                batch[index].record.endpoint, isEscaped, text, &shard.endpoints, guess: last.endpoint)
            batch[index].row.error = last.error
            batch[index].row.category = last.category
            batch[index].row.eventType = last.eventType
            batch[index].row.endpoint = last.endpoint
        }
        flags.learn(from: shard)
        for index in 0..<count {
            let agent = batch[index].row.agent
            note(callers.texts[index], of: batch[index], &known)
            batch[index].row.flags = flags.flags(
                RowFlags.Marks(batch[index].record, text), name: batch[index].row.name,
                error: batch[index].row.error, agent: agent, shard.agents)
        }
    }

    /// Takes note of a record's caller, with the hash of the text that told it.
    @inline(__always)
    private mutating func note(_ text: WideHash, of row: borrowing PendingRow, _ known: inout KnownCallers) {
        callerByKey[Int(row.row.key)] = Caller(text: text, identity: row.row.identity)
        if text != .none, row.record.callerTrace.count > 0 {
            known.note(row.record, hash: text, identity: row.row.identity, key: row.row.key)
        }
    }

    private mutating func fillKeys(
        _ batch: inout MutableSpan<PendingRow>, _ count: Int, _ text: Span<UInt8>, _ shard: inout EventShard,
        _ known: borrowing KnownCallers
    ) {
        findCodes(of: .key, batch.span, count, text, &shard.keys)
        for index in 0..<count {
            if let slot = batch[index].record.knownCaller { found[index] = known[slot].key }
        }
        callerByKey.makeRoom(for: shard.keys.codeCount - callerByKey.count)
        while callerByKey.count < shard.keys.codeCount { callerByKey.append(Caller()) }
        unsafe callerByKey.withUnsafeBufferPointer { callers in
            guard let base = callers.baseAddress else { return }
            for index in 0..<count { unsafe huckleberry_prefetch(base + Int(found[index])) }
        }
        for index in 0..<count { batch[index].row.key = found[index] }
    }

    /// Finds the codes of one member of all records. Of tables that the processor's nearest memory does not hold, what
    /// will be looked at is under way for all of them before the first is looked at.
    private mutating func findCodes(
        of member: RecordMember, _ batch: Span<PendingRow>, _ count: Int, _ text: Span<UInt8>,
        _ table: inout StringTable
    ) {
        for index in 0..<count {
            hashes[index] = table.hash(of: text.extracting(batch[index].record.place(of: member)))
        }
        table.fetch(hashes[..<count])
        for index in 0..<count {
            let place = batch[index].record.place(of: member)
            found[index] = intern(place, batch[index].record.mayBeEscaped, text, &table, hash: hashes[index])
        }
    }

    private mutating func fillNames(
        _ batch: inout MutableSpan<PendingRow>, _ count: Int, _ text: Span<UInt8>, _ shard: inout EventShard
    ) {
        for index in 0..<count {
            let isEscaped = batch[index].record.mayBeEscaped
            let name = intern(batch[index].record.eventName, isEscaped, text, &shard.names)
            if name == serviceByName.count { serviceByName.append(StringTable.missing) }
            let service = intern(
                batch[index].record.eventSource, isEscaped, text, &shard.services, guess: serviceByName[Int(name)])
            serviceByName[Int(name)] = service
            batch[index].row.name = name
            batch[index].row.service = service
        }
    }

    /// Mostly the caller is written as in the key's last record, which one comparison tells.
    private mutating func fillCallers(
        _ batch: inout MutableSpan<PendingRow>, _ count: Int, _ text: Span<UInt8>, _ shard: inout EventShard,
        _ known: borrowing KnownCallers
    ) {
        unknown.removeAll(keepingCapacity: true)
        for index in 0..<count {
            if let slot = batch[index].record.knownCaller {
                batch[index].row.identity = known[slot].identity
                continue
            }
            let usual = callerByKey[Int(batch[index].row.key)]
            batch[index].row.identity = usual.identity
            let text = callers.texts[index]
            if text != usual.text || text == .none { unknown.append(index) }
        }
        callers.intern(unknown, of: &batch, text, &shard.identities)
    }

    // MARK: Texts

    /// The code of a place's text, unescaped where it holds an escape.
    @inline(__always)
    private mutating func intern(
        _ place: Place, _ isEscaped: Bool, _ text: Span<UInt8>, _ table: inout StringTable,
        guess: UInt32 = StringTable.missing
    ) -> UInt32 {
        guard !place.isEmpty else { return StringTable.missing }
        let bytes = text.extracting(place)
        guard isEscaped, JSONText.backslash(in: bytes, from: 0) != nil else {
            return table.intern(bytes, guess: guess)
        }
        scratch.removeAll(keepingCapacity: true)
        JSONText.unescape(bytes, into: &scratch)
        return table.intern(scratch.span)
    }

    /// The same for a text whose hash, as it stands, is known.
    @inline(__always)
    private mutating func intern(
        _ place: Place, _ isEscaped: Bool, _ text: Span<UInt8>, _ table: inout StringTable, hash: WideHash
    ) -> UInt32 {
        guard !place.isEmpty else { return StringTable.missing }
        guard isEscaped else { return table.intern(text.extracting(place), hash: hash) }
        return intern(place, isEscaped, text, &table)
    }
}
