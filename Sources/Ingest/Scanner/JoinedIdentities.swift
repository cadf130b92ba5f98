internal import Events

/// The identities of a batch, the members of each joined as `IdentityTable` wants them.
struct JoinedIdentities {
    /// Its beginning is in use.
    private var bytes = [UInt8](repeating: 0, count: 16_384)
    /// Where each identity ends.
    private var ends: [Int] = []
    private var unescaped: [UInt8] = []
    private var hashes: [UInt64] = []

    /// The text of an identity of the batch; empty where the record has none.
    @_lifetime(borrow self)
    func text(_ index: Int) -> Span<UInt8> {
        bytes.span.extracting((index == 0 ? 0 : ends[index - 1])..<ends[index])
    }

    /// Joins the members of each record's identity.
    mutating func join(_ batch: [PendingRow], _ text: Span<UInt8>) {
        ends.removeAll(keepingCapacity: true)
        var end = 0
        for index in batch.indices {
            let members = batch[index].identity
            let places = members.span
            var length = 0
            for member in places.indices { length += places[member].count }
            // No text grows when it is unescaped.
            while bytes.count < end + length + places.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
            if length > 0 {
                for member in places.indices {
                    if member > 0 {
                        bytes[end] = IdentityTable.separator
                        end += 1
                    }
                    guard !places[member].isEmpty else { continue }
                    append(text.extracting(places[member]), isEscaped: batch[index].isEscaped, &end)
                }
            }
            ends.append(end)
        }
    }

    private mutating func append(_ member: Span<UInt8>, isEscaped: Bool, _ end: inout Int) {
        guard isEscaped, JSONText.backslash(in: member, from: 0) != nil else {
            copy(member, to: end)
            end += member.count
            return
        }
        unescaped.removeAll(keepingCapacity: true)
        JSONText.unescape(member, into: &unescaped)
        for byte in unescaped {
            bytes[end] = byte == IdentityTable.separator ? UInt8(ascii: "?") : byte
            end += 1
        }
    }

    @inline(__always)
    private mutating func copy(_ member: Span<UInt8>, to end: Int) {
        unsafe bytes.withUnsafeMutableBytes { bytes in
            unsafe member.withUnsafeBytes { member in
                unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[end...]).copyMemory(from: member)
            }
        }
    }

    /// Has what will be looked at for identities that nothing is guessed of brought near the processor.
    mutating func fetchUnguessed(_ batch: [PendingRow], from table: IdentityTable) {
        hashes.removeAll(keepingCapacity: true)
        for index in batch.indices where batch[index].row.identity == StringTable.missing {
            hashes.append(table.hash(of: text(index)))
        }
        table.fetch(hashes: hashes)
    }
}
