internal import CloudTrail
internal import Events

/// Finds the events of a trail that a finding speaks of: in its account, region and time, by all that it says of who
/// called what and from where.
struct GuardDutyLinks {
    let index: EventIndex

    /// CloudTrail's and GuardDuty's clocks agree to the second; both may round.
    private static let tolerance = 5 * EventTime.second

    /// An address alone says little. Where more calls came from it than these, it is everybody's.
    private static let mostOfAnAddress = 200

    /// The events, in time order. None where the finding says too little to tell them from others.
    func rows(_ finding: GuardDutyFinding) -> [Int] {
        let calls = finding.calls
        guard !calls.isEmpty else { return [] }
        let range = index.rowRange(
            from: finding.first.advanced(byMilliseconds: -Self.tolerance),
            to: finding.last.advanced(byMilliseconds: Self.tolerance + 1))
        // Of who called the key says most. A sign-in has none: there it is the name.
        let byKey = calls.keys.isEmpty ? [] : rows(of: calls, in: range, finding, by: .key)
        if !byKey.isEmpty { return byKey }
        let byName = calls.callers.isEmpty ? [] : rows(of: calls, in: range, finding, by: .name)
        if !byName.isEmpty || !calls.keys.isEmpty || !calls.callers.isEmpty { return byName }
        let byAddress = rows(of: calls, in: range, finding, by: nil)
        return calls.names.isEmpty && byAddress.count > Self.mostOfAnAddress ? [] : byAddress
    }

    private enum Identity { case key, name }

    private func rows(
        of calls: DescribedCalls, in range: Range<Int>, _ finding: GuardDutyFinding, by identity: Identity?
    ) -> [Int] {
        let isAnchored = identity == .key && !calls.addresses.isEmpty
        var wanted: [(field: IndexField, codes: Set<UInt32>)] = []
        func want(_ field: IndexField, _ texts: [String]) {
            if !texts.isEmpty { wanted.append((field, Set(texts.compactMap { index.table(field).code(of: $0) }))) }
        }
        if identity == .key { want(.key, calls.keys) }
        want(.ip, calls.addresses)
        // A sequence does not name all of its calls: what its key did from its address belongs to it.
        if calls.namesAreComplete || !isAnchored { want(.name, calls.names) }
        let counts = wanted.map { field, codes in
            codes.reduce(0) { $0 + index.count(in: range, having: [FieldValue(field, code: $1)]) }
        }
        guard let least = counts.indices.min(by: { counts[$0] < counts[$1] }) else { return [] }
        let (field, codes) = wanted.remove(at: least)
        let account = finding.account.map { account in index.table(.account).code(of: account) }
        return codes.flatMap { index.rows(in: range, having: [FieldValue(field, code: $0)]) }
            .filter { row in
                wanted.allSatisfy { $0.codes.contains(index.code($0.field, row)) }
                    && account.map { $0 == index.code(.account, row) } ?? true
                    && isInRegion(of: finding, row)
                    && (identity != .name || isCall(row, byOneOf: calls))
            }
            .sorted()
    }

    /// GuardDuty looks at calls of global services in every region; CloudTrail writes them in one.
    private func isInRegion(of finding: GuardDutyFinding, _ row: Int) -> Bool {
        guard let region = finding.region else { return true }
        return index.text(.region, row) == region || Self.globalServices.contains(index.text(.service, row) ?? "")
    }

    private static let globalServices: Set = [
        "iam.amazonaws.com", "sts.amazonaws.com", "signin.amazonaws.com", "organizations.amazonaws.com",
        "cloudfront.amazonaws.com", "route53.amazonaws.com", "account.amazonaws.com",
    ]

    /// Whether a caller made the call, with a key only where the finding names none: another key is another matter.
    private func isCall(_ row: Int, byOneOf calls: DescribedCalls) -> Bool {
        (calls.keys.isEmpty || index.code(.key, row) == StringTable.missing)
            && calls.callers.contains { isCall(row, by: $0) }
    }

    private func isCall(_ row: Int, by caller: DescribedCalls.Caller) -> Bool {
        switch caller.kind {
        case .root: index.text(.type, row) == "Root"
        case .user: index.text(.user, row) == caller.name
        case .role:
            index.text(.role, row) == caller.name
                && caller.session.map { $0 == index.text(.session, row) } ?? true
        }
    }
}
