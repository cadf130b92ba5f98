internal import Events

/// The callers of a batch of records.
struct BatchCallers {
    /// By record, of the text of its caller as it stands; `none` where that does not tell who it is.
    private(set) var texts: [WideHash] = []
    private let hasher: WideHasher
    /// Of the callers of the records that were asked for.
    private var hashes: [WideHash] = []

    init(_ hasher: WideHasher) {
        self.hasher = hasher
    }

    /// Works out the hashes of all records' callers.
    mutating func read(_ batch: Span<PendingRow>, _ text: Span<UInt8>, _ known: borrowing KnownCallers) {
        texts.removeAll(keepingCapacity: true)
        for index in batch.indices {
            if let slot = batch[index].record.knownCaller {
                texts.append(known[slot].hash)
                continue
            }
            guard !batch[index].record.mayBeEscaped, !batch[index].record.isAmbiguous else {
                texts.append(.none)
                continue
            }
            texts.append(hasher.hash(text.extracting(batch[index].record.identityText)))
        }
    }

    /// Finds the codes of the callers of some records.
    mutating func intern(
        _ records: [Int], of batch: inout MutableSpan<PendingRow>, _ text: Span<UInt8>, _ table: inout IdentityTable
    ) {
        hashes.removeAll(keepingCapacity: true)
        for index in records {
            guard batch[index].record.mayBeEscaped else {
                hashes.append(hasher.hash(IdentityMembers(text, batch[index].record.identity)))
                continue
            }
            let plain = UnescapedIdentity(batch[index].record.identity, text)
            hashes.append(hasher.hash(plain.members))
        }
        table.fetch(hashes)
        for (number, index) in records.enumerated() {
            guard batch[index].record.mayBeEscaped else {
                batch[index].row.identity = table.intern(
                    IdentityMembers(text, batch[index].record.identity), hash: hashes[number])
                continue
            }
            let plain = UnescapedIdentity(batch[index].record.identity, text)
            batch[index].row.identity = table.intern(plain.members, hash: hashes[number])
        }
    }
}

/// An identity in which escapes may stand, with a text of its own in which none do.
private struct UnescapedIdentity {
    /// What is nowhere must differ from what is empty: nothing begins at the first byte.
    private var text: [UInt8] = [0]
    private var places = IdentityMembers.Places(repeating: Place())

    init(_ places: IdentityMembers.Places, _ text: Span<UInt8>) {
        for member in places.indices where !places[member].isNowhere {
            let start = self.text.count
            JSONText.unescape(text.extracting(places[member]), into: &self.text)
            self.places[member] = Place(start..<self.text.count)
        }
    }

    var members: IdentityMembers {
        @_lifetime(borrow self)
        get { IdentityMembers(text.span, places) }
    }
}
