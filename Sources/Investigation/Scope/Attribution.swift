internal import CloudTrail
internal import Events

/// Tells the attacker's calls with a credential from those of its owner.
struct Attribution {
    private let index: EventIndex
    private let onset: Onset
    private let confirmed: Set<String>
    private var places: [UInt32: Place] = [:]

    /// What a `sourceIPAddress` is.
    private enum Place { case attackers, others, service }

    /// Calls from a service's address follow the credential's last directly attributed call for this long.
    private static let serviceReach = 15 * EventTime.minute

    /// - Parameter confirmed: the attacker's addresses.
    init(_ index: EventIndex, onset: Onset, confirmed: Set<String>) {
        self.index = index
        self.onset = onset
        self.confirmed = confirmed
    }

    /// The attacker's calls among a credential's, and those from services' addresses that nobody can be told of; in time
    /// order.
    ///
    /// - Parameter isAttackersOwn: whether the attacker made the credential: then all its calls are the attacker's.
    mutating func calls(_ rows: RowSet, isAttackersOwn: Bool) -> (attackers: [Int], unattributed: [Int]) {
        var attackers: [Int] = []
        var unattributed: [Int] = []
        var lastDirect: Int64?
        rows.forEach { row in
            let time = index.times[row]
            guard time >= onset.time.milliseconds else { return }
            guard !isAttackersOwn else { return attackers.append(row) }
            switch place(row) {
            case .attackers:
                lastDirect = time
                attackers.append(row)
            case .others: lastDirect = nil
            case .service:
                if let lastDirect, time - lastDirect <= Self.serviceReach {
                    attackers.append(row)
                } else {
                    unattributed.append(row)
                }
            }
        }
        return (attackers, unattributed)
    }

    private mutating func place(_ row: Int) -> Place {
        let code = index.code(.ip, row)
        if let known = places[code] { return known }
        let text = index.table(.ip)[code] ?? ""
        let place: Place = IPAddress(text) == nil ? .service : confirmed.contains(text) ? .attackers : .others
        places[code] = place
        return place
    }
}
