public import Events

/// What is muted in a case.
public struct MuteList: Hashable, Sendable, Codable {
    /// Oldest first; at most one for a rule and value.
    public private(set) var mutes: [Mute] = []

    public init(_ mutes: [Mute] = []) {
        for mute in mutes { add(mute) }
    }

    public var isEmpty: Bool { mutes.isEmpty }

    /// Adds a mute. One of the same rule and value gives way to it.
    public mutating func add(_ mute: Mute) {
        mutes.removeAll { $0.ruleID == mute.ruleID && $0.value == mute.value }
        mutes.append(mute)
    }

    public mutating func remove(_ mute: Mute) {
        mutes.removeAll { $0 == mute }
    }

    /// The mute that hides an alert; nil where something of it is left to read. Where several hide it together, the
    /// oldest.
    public func isMuted(_ alert: Alert, in index: EventIndex) -> Mute? {
        let sifted = sift([alert], in: index)
        return sifted.open.isEmpty ? sifted.muted.first?.mute : nil
    }

    /// Parts alerts into what is to be read and what is muted.
    ///
    /// A mute of a rule takes its alerts whole. A mute for a value takes an alert whole whose events all have the value;
    /// of another it takes those events out. An event that several mutes speak of goes to the oldest.
    ///
    /// - Complexity: O(events of the alerts whose rule is muted).
    public func sift(_ alerts: [Alert], in index: EventIndex) -> SiftedAlerts {
        let byRule = Dictionary(grouping: mutes, by: \.ruleID)
        var sifted = SiftedAlerts(open: [], muted: [])
        for alert in alerts {
            guard let own = byRule[alert.rule.id] else {
                sifted.open.append(alert)
                continue
            }
            if let whole = own.first(where: { $0.value == nil }) ?? own.first(where: { $0.covers(alert) }) {
                sifted.muted.append(MutedAlert(alert: alert, mute: whole, isWhole: true))
                continue
            }
            sifted.take(own, outOf: alert, index)
        }
        // What lost events may weigh less than before.
        if !sifted.muted.isEmpty { sifted.open.sort(by: Alert.precedes) }
        return sifted
    }
}

/// Alerts, parted by a ``MuteList``.
public struct SiftedAlerts: Sendable {
    /// The gravest first. Of an alert that lost events to a mute what is left.
    public internal(set) var open: [Alert]
    /// In the order of the alerts.
    public internal(set) var muted: [MutedAlert]

    fileprivate mutating func take(_ mutes: [Mute], outOf alert: Alert, _ index: EventIndex) {
        var left = alert.rows
        var parts: [MutedAlert] = []
        for mute in mutes {
            guard let value = mute.value else { continue }
            let meant = index.rows(value.field.indexed, equal: value.text)
            let taken = left.filter { meant.contains($0) }
            if taken.isEmpty { continue }
            left.removeAll { meant.contains($0) }
            parts.append(MutedAlert(alert: alert.keeping(taken, in: index), mute: mute, isWhole: false))
        }
        if parts.count == 1, left.isEmpty { parts[0].isWhole = true }
        muted += parts
        if !left.isEmpty || parts.isEmpty { open.append(alert.keeping(left, in: index)) }
    }
}

/// An alert that is muted, or the events of one that are.
public struct MutedAlert: Hashable, Sendable, Identifiable {
    public var alert: Alert
    public var mute: Mute
    /// Whether the mute takes all of the alert.
    public var isWhole: Bool

    /// The alert's own where all of it is muted, else its own and the value that is.
    public var id: String {
        guard !isWhole, let value = mute.value else { return alert.id }
        return "\(alert.id) \(value.field.rawValue) \(value.text)"
    }
}

extension Mute {
    /// Whether an alert that names no events is about the value alone.
    fileprivate func covers(_ alert: Alert) -> Bool {
        guard let value, alert.rows.isEmpty else { return false }
        let values =
            switch value.field {
            case .principal: alert.principals
            case .key: alert.accessKeys
            case .address: alert.addresses
            case .account: [alert.account].compactMap { $0 }
            }
        return values == [value.text]
    }
}
