internal import Events

/// Finds the codes of rows in a shard's tables, and remembers what usually goes together.
struct RowCodes {
    private var scratch: [UInt8] = []
    /// Of the keys of a batch.
    private var hashes: [UInt64] = []
    private var joined = JoinedIdentities()
    private var flags = RowFlags()
    /// The codes of the last row: most of what tells its place is the same in the next one.
    private var last = EventShard.Row()
    /// The account that the last path names for which somebody asked.
    private var named: (path: String, account: UInt32)?
    /// The service of each name, and the caller, address and client of each key, when they were met last.
    private var serviceByName: [UInt32] = [0]
    private var companionsByKey: [Companions] = [Companions()]

    /// What usually goes with a key.
    private struct Companions {
        var identity: UInt32 = 0
        var address: UInt32 = 0
        var agent: UInt32 = 0
    }

    mutating func account(
        _ record: NativeRecord, _ text: Span<UInt8>, _ path: String, _ shard: inout EventShard
    ) -> UInt32 {
        let own = record.identity[IdentityTable.Member.accountID.rawValue]
        let place = record.recipientAccount.isEmpty ? own : record.recipientAccount
        if !place.isEmpty {
            last.account = intern(place, record.mayBeEscaped, text, &shard.accounts, guess: last.account)
            return last.account
        }
        if named?.path != path {
            named = (path, PathAccount.account(in: path).map { shard.accounts.intern($0) } ?? StringTable.missing)
        }
        return named?.account ?? StringTable.missing
    }

    mutating func region(_ record: NativeRecord, _ text: Span<UInt8>, _ shard: inout EventShard) -> UInt32 {
        last.region = intern(record.region, record.mayBeEscaped, text, &shard.regions, guess: last.region)
        return last.region
    }

    /// Finds all other codes of a batch, column by column.
    mutating func fill(_ batch: inout [PendingRow], _ text: Span<UInt8>, _ shard: inout EventShard) {
        // Keys are the texts of which there are most.
        hashes.removeAll(keepingCapacity: true)
        for index in batch.indices { hashes.append(shard.keys.hash(of: text.extracting(batch[index].key))) }
        shard.keys.fetch(hashes: hashes)
        for index in batch.indices {
            batch[index].row.key = intern(
                batch[index].key, batch[index].isEscaped, text, &shard.keys, hash: hashes[index])
        }
        for index in batch.indices {
            let name = intern(batch[index].name, batch[index].isEscaped, text, &shard.names)
            if name == serviceByName.count { serviceByName.append(StringTable.missing) }
            let service = intern(
                batch[index].service, batch[index].isEscaped, text, &shard.services, guess: serviceByName[Int(name)])
            serviceByName[Int(name)] = service
            batch[index].row.name = name
            batch[index].row.service = service
        }
        while companionsByKey.count < shard.keys.codeCount { companionsByKey.append(Companions()) }
        for index in batch.indices {
            let usual = companionsByKey[Int(batch[index].row.key)]
            batch[index].row.identity = usual.identity
            batch[index].row.address = usual.address
            batch[index].row.agent = usual.agent
        }
        joined.join(batch, text)
        shard.identities.fetch(batch.map(\.row.identity))
        joined.fetchUnguessed(batch, from: shard.identities)
        for index in batch.indices {
            let members = joined.text(index)
            batch[index].row.identity =
                members.isEmpty
                ? StringTable.missing : shard.identities.intern(members, guess: batch[index].row.identity)
        }
        for index in batch.indices {
            let isEscaped = batch[index].isEscaped
            batch[index].row.address = intern(
                batch[index].address, isEscaped, text, &shard.addresses, guess: batch[index].row.address)
            batch[index].row.agent = intern(
                batch[index].agent, isEscaped, text, &shard.agents, guess: batch[index].row.agent)
        }
        for index in batch.indices {
            let isEscaped = batch[index].isEscaped
            last.error = intern(batch[index].error, isEscaped, text, &shard.errors, guess: last.error)
            last.category = intern(batch[index].category, isEscaped, text, &shard.categories, guess: last.category)
            last.eventType = intern(batch[index].eventType, isEscaped, text, &shard.eventTypes, guess: last.eventType)
            last.endpoint = intern(batch[index].endpoint, isEscaped, text, &shard.endpoints, guess: last.endpoint)
            batch[index].row.error = last.error
            batch[index].row.category = last.category
            batch[index].row.eventType = last.eventType
            batch[index].row.endpoint = last.endpoint
        }
        flags.learn(from: shard)
        for index in batch.indices {
            let row = batch[index].row
            companionsByKey[Int(row.key)] = Companions(identity: row.identity, address: row.address, agent: row.agent)
            batch[index].row.flags = flags.flags(batch[index].marks, row, shard.agents)
        }
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
        _ place: Place, _ isEscaped: Bool, _ text: Span<UInt8>, _ table: inout StringTable, hash: UInt64
    ) -> UInt32 {
        guard !place.isEmpty else { return StringTable.missing }
        guard isEscaped else { return table.intern(text.extracting(place), hash: hash) }
        return intern(place, isEscaped, text, &table)
    }
}
