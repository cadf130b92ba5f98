internal import CloudTrail
internal import Events

extension Onset {
    /// How long an address must have been absent from the trail's beginning on to count as one that appeared.
    private static let absence = EventTime.day
    /// How long an address that was used before must have been absent to count as one that came back.
    private static let returnAfter = 3 * EventTime.day
    /// How long before the start values' moment an address may have appeared to belong to the same incident.
    static let reach = 7 * EventTime.day

    /// Settles when the incident began, before the closure.
    ///
    /// It is the moment of the start values, or earlier: an intruder's address appears in the trail, or comes back to it,
    /// some time before the call that raised the alert. Addresses that did so in the week before it are followed through
    /// the keys that used them to others, where the keys were used with new clients; the first call from any of them is
    /// the beginning. An address that is in the trail from its first day on appeared at no known time, and moves nothing.
    static func settle(_ seeds: ScopeSeeds, in index: EventIndex) -> Onset? {
        guard let span = index.span else { return nil }
        var moment = seeds.time
        var reason = "the first event of \(seeds.label)"
        if moment == nil {
            let firsts =
                seeds.addresses.compactMap { index.rows(.ip, equal: $0).first }
                + seeds.keys.compactMap { departure(of: index.rows(.key, equal: $0), in: index) }
                + seeds.principals.compactMap { departure(of: index.rows(.principal, equal: $0), in: index) }
            guard let first = firsts.min() else { return nil }
            moment = index.time(first)
            reason = "the first call that departs from the earlier pattern of \(seeds.label)"
        }
        guard let alert = moment else { return nil }
        var onset = Onset(time: alert, reason: reason)
        var reached: Set<String> = []
        var waiting = seeds.addresses.sorted()
        let start = alert.advanced(byMilliseconds: -reach)
        // What happened later does not move the beginning.
        let recent = index.rowRange(from: start, to: alert.advanced(byMilliseconds: 1))
        for key in seeds.keys { waiting += strange(inUsesOf: key, recent, at: alert, index) }
        for principal in seeds.principals {
            let uses = index.rows(.principal, equal: principal)
            waiting += strange(in: uses, of: uses, recent, at: alert, index)
        }
        while let address = waiting.popLast() {
            guard reached.insert(address).inserted else { continue }
            let uses = index.rows(.ip, equal: address)
            guard let first = appearance(of: uses.within(0..<recent.upperBound), since: span.lowerBound, index),
                first >= start
            else { continue }
            if first < onset.time { onset = Onset(time: first, reason: "the first call from \(address)") }
            for key in index.values(.key, in: uses.within(index.firstRow(at: first)..<recent.upperBound)) {
                waiting += strange(inUsesOf: key, recent, at: alert, index)
            }
        }
        return onset
    }

    /// When an address appeared, given by its uses up to the alert, or came back after it had been absent; nil where it
    /// was there from the trail's first day on.
    private static func appearance(of uses: RowSet, since beginning: EventTime, _ index: EventIndex) -> EventTime? {
        let rows = uses.rows
        guard var first = rows.last else { return nil }
        for row in rows.reversed().dropFirst() {
            if index.times[Int(first)] - index.times[Int(row)] >= returnAfter { return index.time(Int(first)) }
            first = row
        }
        let time = index.time(Int(first))
        return time.milliseconds - beginning.milliseconds >= absence ? time : nil
    }

    /// Of a temporary key, which is new, what tells is which clients those used who have such keys.
    private static func strange(
        inUsesOf key: String, _ recent: Range<Int>, at moment: EventTime, _ index: EventIndex
    ) -> [String] {
        let uses = index.rows(.key, equal: key)
        guard AccessKeyKind(accessKeyID: key) == .temporary, let first = uses.first else {
            return strange(in: uses, of: uses, recent, at: moment, index)
        }
        let principal = index.rows(.principal, code: index.code(.principal, first))
        return strange(in: uses, of: principal, recent, at: moment, index)
    }

    /// The addresses of the recent ones of some uses that were made with a client program that the owner had not used
    /// before, and those of its calls at the moment itself: an owner who moves from address to address keeps the client.
    private static func strange(
        in uses: RowSet, of owner: RowSet, _ recent: Range<Int>, at moment: EventTime, _ index: EventIndex
    ) -> [String] {
        let before = Set(index.groups(.agent, in: owner.within(0..<recent.lowerBound)).map(\.code))
        let found = uses.within(recent).rows.filter { row in
            !before.contains(index.code(.agent, Int(row))) || index.time(Int(row)) == moment
        }
        return addresses(in: RowSet(sorted: found, universe: index.count), index)
    }

    /// The first call of a key or principal, given by its rows, from an address, with a client or both that it had not
    /// used on any day before; its first call where it has no earlier pattern.
    private static func departure(of uses: RowSet, in index: EventIndex) -> Int? {
        // What services do on somebody's behalf is no departure.
        let outside = index.rows(.ip) { index.table(.ip)[$0].flatMap { IPAddress($0) } != nil }
        let rows = uses.intersection(outside).rows.map { Int($0) }
        guard let first = rows.first else { return uses.first }
        let firstDay = index.time(first).floored(toMultipleOf: EventTime.day)
        var addresses: Set<UInt32> = []
        var clients: Set<UInt32> = []
        for row in rows {
            let address = index.code(.ip, row)
            let client = index.code(.client, row)
            if index.time(row).floored(toMultipleOf: EventTime.day) > firstDay,
                !addresses.contains(address), !clients.contains(client)
            {
                return row
            }
            addresses.insert(address)
            clients.insert(client)
        }
        // No call departs in both: one that departs in its address alone is the next best.
        addresses = [index.code(.ip, first)]
        for row in rows where index.time(row).floored(toMultipleOf: EventTime.day) > firstDay {
            if !addresses.contains(index.code(.ip, row)) { return row }
        }
        return first
    }

    private static func addresses(in uses: RowSet, _ index: EventIndex) -> [String] {
        index.values(.ip, in: uses).filter { IPAddress($0) != nil }
    }
}
