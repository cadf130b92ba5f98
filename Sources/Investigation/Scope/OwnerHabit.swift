internal import CloudTrail
internal import Events

/// What the owner of a credential did with it before the incident: the calls, and the client programs on several days.
struct OwnerHabit {
    private var calls: Set<UInt32> = []
    private var clients: Set<UInt32> = []

    /// - Parameters:
    ///   - rows: the owner's, before the incident.
    ///   - days: on how many a client must have been used to be a usual one.
    init(_ rows: RowSet, days: Int, in index: EventIndex) {
        var seen: [UInt32: Set<Int64>] = [:]
        rows.forEach { row in
            calls.insert(index.code(.name, row))
            seen[index.code(.agent, row), default: []].insert(index.times[row] / EventTime.day)
        }
        clients = Set(seen.filter { $0.value.count >= days }.keys)
    }

    /// The addresses from which nothing was done since the incident began but what the owner always does, by clients
    /// that are the owner's and that were not used from any other address for something else.
    ///
    /// - Parameters:
    ///   - rows: the credential's calls since then.
    ///   - isStrange: whether a call is no owner's whatever it does: from the attacker's address, or the one that
    ///     began the incident.
    func places(_ rows: RowSet, in index: EventIndex, isStrange: (Int) -> Bool) -> Set<UInt32> {
        guard !clients.isEmpty else { return [] }
        var clientsByAddress: [UInt32: Set<UInt32>] = [:]
        var strange: Set<UInt32> = []
        rows.forEach { row in
            let (address, client) = (index.code(.ip, row), index.code(.agent, row))
            clientsByAddress[address, default: []].insert(client)
            if isStrange(row) || !clients.contains(client) || !calls.contains(index.code(.name, row)) {
                strange.insert(address)
            }
        }
        let attackers = strange.reduce(into: Set<UInt32>()) { $0.formUnion(clientsByAddress[$1] ?? []) }
        return Set(
            clientsByAddress.filter { !strange.contains($0.key) && $0.value.isDisjoint(with: attackers) }.keys)
    }
}
