internal import CloudTrail

/// The members of a scope beside those of the truth.
struct ScopeComparison {
    private(set) var groups: [Debrief.Group] = []
    /// `7 of 8 keys`, and so on.
    private(set) var scores: [String] = []
    /// What looks hostile and is not, as far as it was left out.
    private(set) var innocents: [Debrief.Group] = []
    private let truth: Truth
    private let decisions: [String: ScopeDecision.Kind]

    init(_ scope: Scope, decisions: [ScopeDecision], truth: Truth) {
        self.truth = truth
        self.decisions = Dictionary(decisions.map { ($0.value, $0.kind) }, uniquingKeysWith: { first, _ in first })
        compare(
            "Keys", "key", truth.keys.map { .key($0.value) }, scope.keys.map { (.key($0.accessKeyID), $0.status) },
            figures: scope.keys.map {
                ($0.accessKeyID, Figures(first: $0.firstAttackerUse, last: $0.lastAttackerUse, calls: $0.calls))
            })
        compare(
            "Addresses", "address", plural: "addresses", truth.addresses.map { .address($0.value) },
            scope.addresses.map { (.address($0.address), $0.status) },
            figures: scope.addresses.map {
                ($0.address, Figures(first: $0.firstSeen, last: $0.lastSeen, calls: $0.calls))
            })
        compare(
            "Principals", "principal", truth.principals.map { .principal($0) },
            scope.principals.map { (.principal($0.principal), $0.status) }, figures: [])
        leaveOut(Set(groups.flatMap(\.lines).filter { $0.verdict == .wrong }.compactMap(\.subject?.value)))
    }

    /// What is said of a member beside that it is one.
    private struct Figures {
        var first: EventTime?
        var last: EventTime?
        var calls: Int

        /// Where they are not the truth's; nil where they are.
        func differences(from held: Truth.Held) -> String? {
            var found: [String] = []
            if let first, first != held.first {
                found.append("first use \(Wording.moment(first)), in truth \(Wording.moment(held.first))")
            }
            if let last, last != held.last {
                found.append("last use \(Wording.moment(last)), in truth \(Wording.moment(held.last))")
            }
            if calls != held.calls {
                found.append("\(Wording.counted(calls, "call")), in truth \(held.calls)")
            }
            return found.isEmpty ? nil : found.joined(separator: "; ")
        }
    }

    private mutating func compare(
        _ title: String, _ noun: String, plural: String? = nil, _ right: [Debrief.Subject],
        _ members: [(subject: Debrief.Subject, status: ScopeStatus)], figures: [(String, Figures)]
    ) {
        let figures = Dictionary(figures, uniquingKeysWith: { first, _ in first })
        let status = Dictionary(members.map { ($0.subject, $0.status) }, uniquingKeysWith: min)
        var lines = right.map { subject -> Debrief.Line in
            guard status[subject] == .confirmed else { return miss(subject, status[subject]) }
            let held = (truth.keys + truth.addresses).first { $0.value == subject.value }
            let found = "found" + whose(held) + byDecision(subject, .accepted)
            if let held, let difference = figures[subject.value]?.differences(from: held) {
                return Debrief.Line(verdict: .near, text: "\(found); \(difference)", subject: subject)
            }
            return Debrief.Line(verdict: .right, text: found, subject: subject)
        }
        let known = Set(right)
        lines += members.filter { $0.status == .confirmed && !known.contains($0.subject) }.map { excess($0.subject) }
        let missed = lines.count { $0.verdict == .missed }
        if truth.hasIncident {
            scores.append("\(right.count - missed) of \(Wording.counted(right.count, noun, plural: plural))")
        }
        if lines.isEmpty { lines = [Debrief.Line(verdict: .right, text: "none, and there is none")] }
        groups.append(Debrief.Group(title: title, lines: lines))
    }

    private func whose(_ held: Truth.Held?) -> String {
        held?.principal.map { ", of \(Wording.name(of: $0))" } ?? ""
    }

    /// What was left out of what only looks hostile.
    private mutating func leaveOut(_ taken: Set<String>) {
        let lines = truth.innocent.filter { !taken.contains($0.value) }.map { innocent in
            Debrief.Line(verdict: .innocent, text: innocent.why, subject: Debrief.Subject(innocent.value))
        }
        if !lines.isEmpty { innocents = [Debrief.Group(title: "Looks hostile, and is not", lines: lines)] }
    }

    private func miss(_ subject: Debrief.Subject, _ status: ScopeStatus?) -> Debrief.Line {
        let how =
            switch status {
            case .proposed: "it is proposed, and still to be decided"
            case .excluded: "it is kept out" + byDecision(subject, .excluded)
            case .confirmed, nil: "the attacker's, and not in the scope"
            }
        return Debrief.Line(verdict: .missed, text: "missed: \(how)", subject: subject)
    }

    private func excess(_ subject: Debrief.Subject) -> Debrief.Line {
        let why = truth.innocent.first { $0.value == subject.value }?.why ?? "not the attacker's"
        return Debrief.Line(
            verdict: .wrong, text: "taken in wrongly" + byDecision(subject, .accepted) + ": " + why, subject: subject)
    }

    private func byDecision(_ subject: Debrief.Subject, _ kind: ScopeDecision.Kind) -> String {
        decisions[subject.value] == kind ? ", by your decision" : ""
    }
}

extension Debrief.Subject {
    /// What a value of the scope is, by its looks.
    fileprivate init(_ value: String) {
        self =
            if IPAddress(value) != nil { .address(value) } else if value.hasPrefix("arn:") { .principal(value) } else {
                .key(value)
            }
    }
}
