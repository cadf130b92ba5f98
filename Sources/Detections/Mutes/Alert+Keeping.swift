internal import Events

extension Alert {
    /// The alert as if it had only some of its events. What it says of them all follows: number, first and last, values,
    /// the lead, and the score as far as reasons rest on events that are gone. The figure of a correlation is what the rule
    /// counted, before the others were taken out.
    ///
    /// - Parameter rows: some of the alert's, in time order.
    func keeping(_ rows: [Int], in index: EventIndex) -> Alert {
        guard let first = rows.first, rows.count < self.rows.count else { return self }
        let kept = Set(rows)
        let lead = leadRow.flatMap { kept.contains($0) ? $0 : nil } ?? first
        let part = Alert(rule, rows: rows, leadRow: lead, reasons: [], in: index)
        var alert = self
        (alert.rows, alert.leadRow) = (rows, lead)
        (alert.principals, alert.accessKeys, alert.addresses) = (part.principals, part.accessKeys, part.addresses)
        (alert.account, alert.region) = (part.account, part.region)
        if count == self.rows.count {
            (alert.count, alert.first, alert.last) = (part.count, part.first, part.last)
        } else {
            // A finding counts what it saw, which may be more than the trail holds, and in its own time.
            alert.count = max(rows.count, max(0, count) - (self.rows.count - rows.count))
        }
        alert.reasons = reasons(keeping: kept, lead: lead, index)
        alert.correlation = correlation?.keeping(kept)
        return alert
    }

    /// The level's own share stays. What the lead's comparison with its past gave is weighed anew for another lead.
    private func reasons(keeping kept: Set<Int>, lead: Int, _ index: EventIndex) -> [ScoreReason] {
        guard var own = reasons.first else { return [] }
        own.evidence = [lead]
        var others = reasons.dropFirst().filter { reason in
            reason.evidence.isEmpty || reason.evidence.contains(where: kept.contains)
        }
        guard let former = leadRow, former != lead else { return [own] + others }
        let options = DetectionOptions()
        let weighed = Set(CallContext(of: former, in: index, options: options).reasons)
        if reasons.contains(where: weighed.contains) {
            others.removeAll { weighed.contains($0) }
            others = CallContext(of: lead, in: index, options: options).reasons + others
        }
        return [own] + others
    }
}

extension CorrelationMatch {
    fileprivate func keeping(_ kept: Set<Int>) -> CorrelationMatch {
        var match = self
        match.mutedCount += Set(members.flatMap(\.rows)).subtracting(kept).count
        match.members = members.compactMap { member in
            var member = member
            member.rows.removeAll { !kept.contains($0) }
            return member.rows.isEmpty ? nil : member
        }
        return match
    }
}
