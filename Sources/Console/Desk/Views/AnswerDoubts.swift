internal import Investigation

/// What would change the drafted answers: what is undecided, what was not recorded, what speaks against them.
struct AnswerDoubts {
    private let found: Investigation

    init(_ found: Investigation) {
        self.found = found
    }

    /// One sentence each, the weightiest first.
    func doubts(about question: String) -> [String] {
        guard !found.scope.attackerRows.isEmpty else {
            return ["A key, an address or a principal that is taken into the scope."]
        }
        let specific =
            switch question {
            case "credentials": proposals + spots(["silent-regions", "other-accounts", "global-services"])
            case "duration": proposals + spots(["before-the-trail", "silent-regions"])
            case "actions": spots(nil)
            case "access": against + spots(["before-the-trail"])
            default: [String]()
            }
        let all = specific + coverage
        return all.isEmpty ? ["Nothing that is known: no gap, no open proposal, no blind spot bears on it."] : all
    }

    private var proposals: [String] {
        let keys = found.scope.keys.count { $0.status == .proposed }
        let addresses = found.scope.addresses.count { $0.status == .proposed }
        let parts = [(keys, "key", "3"), (addresses, "address", "4")].filter { $0.0 > 0 }
            .map { $0.1 == "key" ? "\(counted($0.0, "proposed key")) (\($0.2))" : "\(Self.addresses($0.0)) (\($0.2))" }
        return parts.isEmpty ? [] : ["\(parts.joined(separator: " and ")), if you confirm or exclude them."]
    }

    private static func addresses(_ count: Int) -> String {
        "\(count.grouped) proposed address\(count == 1 ? "" : "es")"
    }

    /// What stands against the hypothesis that leads.
    private var against: [String] {
        let leading = found.hypotheses.first
        let signs = leading?.against.map { "Against the likeliest way in: \($0.text)" } ?? []
        guard signs.isEmpty, found.hypotheses.count > 1 else { return signs }
        return ["Whatever speaks for one of the other ways in, or against the first."]
    }

    /// What is out of sight and matters to the answer; nil for all.
    private func spots(_ ids: Set<String>?) -> [String] {
        let spots = found.blindSpots.filter { ids?.contains($0.id) ?? true }
        guard ids == nil, !spots.isEmpty else { return spots.map(\.text) }
        return ["\(counted(spots.count, "blind spot")), listed below: logs that CloudTrail does not have."]
    }

    private var coverage: [String] {
        found.coverage.grade == .complete
            ? [] : ["Logs that are missing (coverage \(found.coverage.told))."]
    }
}
