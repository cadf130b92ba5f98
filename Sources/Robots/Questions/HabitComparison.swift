internal import CloudTrail
internal import Detections
internal import Events
internal import Intelligence

/// What the principal did before, against every trait of the alert's call.
struct HabitComparison: Robot {
    let id = "history"
    let question = "How does the call compare with the principal's history?"
    let motive = "An intruder with a valid key is told from its owner only by what the owner never does."

    /// One trait of the call.
    private struct Trait {
        var name: String
        var value: String
        var novelty: Novelty
        /// What it adds to the score where it is new; nothing where another robot says so.
        var reasons: [ScoreReason] = []
    }

    func answer(_ subject: RobotSubject) -> RobotAnswer? {
        let traits = traits(subject)
        if subject.isCancelled() { return nil }
        let errors = ErrorRate(subject)
        let new = traits.filter { $0.novelty == .new }
        let unjudged = traits.filter { if case .insufficientHistory = $0.novelty { true } else { false } }
        let rare = traits.filter { if case .rare = $0.novelty { true } else { false } }
        let usual = traits.filter { if case .usual = $0.novelty { true } else { false } }
        var parts: [String] = []
        func add(_ title: String, _ traits: [Trait]) {
            guard !traits.isEmpty else { return }
            parts.append("\(title): " + Words.list(traits.map(words), most: 12))
        }
        add("new", new)
        add("rare", rare)
        add("usual", usual)
        let days = Words.count(subject.history.days, "day")
        add("insufficient history (\(days))", unjudged)
        parts.append(errors.words)
        let text = "For \(subject.caller), \(parts.joined(separator: "; "))."
        var reasons = new.flatMap(\.reasons)
        if errors.isRaised, subject.history.isSufficient {
            reasons.append(
                ScoreReason(points: 5, text: "more errors than usual", evidence: errors.rows, of: errors.count))
        }
        let isFinding = !new.isEmpty || !reasons.isEmpty
        let verdict: RobotAnswer.Verdict = isFinding ? .finding : unjudged.isEmpty ? .clear : .unknown
        return answer(
            subject, verdict, verdict == .unknown ? .unknown : .high, text, evidence: [subject.row], reasons: reasons)
    }

    private func traits(_ subject: RobotSubject) -> [Trait] {
        let history = subject.history
        let principal = subject.value(.principal)
        let context = subject.context
        var traits: [Trait] = []
        func add(_ name: String, _ field: IndexField, points: Int = 0) {
            guard var value = subject.text(field) else { return }
            if field == .service { value = UsualServices.short(value) }
            traits.append(
                trait(name, value, history.novelty(of: subject.value(field), among: principal), points, subject))
        }
        add("event", .name)
        add("service", .service)
        add("region", .region, points: 5)
        if subject.address != nil { add("address", .ip) }
        for (kind, points) in [(AddressLabel.Kind.network, 5), (.country, 0)] {
            guard let (label, novelty) = subject.labelNovelty(kind) else { continue }
            traits.append(trait(kind.rawValue, SourceAddress.words(label), novelty, points, subject))
        }
        add("client", .client)
        traits.append(hour(subject, history, principal))
        add("MFA", .mfa)
        // The texts of these are those of the alerts that rest on the same comparison.
        for place in traits.indices where ["event", "client"].contains(traits[place].name) {
            let word = traits[place].name == "event" ? "call " : "client "
            traits[place].reasons = context.habitReasons.filter { $0.text.hasPrefix(word) }
        }
        return traits
    }

    private func trait(
        _ name: String, _ value: String, _ novelty: Novelty, _ points: Int, _ subject: RobotSubject
    ) -> Trait {
        let text = "\(name) new to the principal: \(value)"
        let reason = ScoreReason(points: points, text: text, evidence: [subject.row])
        return Trait(name: name, value: value, novelty: novelty, reasons: points > 0 ? [reason] : [])
    }

    private func hour(_ subject: RobotSubject, _ history: History, _ principal: FieldValue) -> Trait {
        let times = subject.index.times
        let hour = subject.time.parts.hour
        let start = Int64(hour) * EventTime.hour
        let novelty = history.novelty(among: principal) { row in
            let day = times[row] % EventTime.day
            let sinceMidnight = day < 0 ? day + EventTime.day : day
            return sinceMidnight >= start && sinceMidnight < start + EventTime.hour
        }
        return trait("hour", "\(hour):00 UTC", novelty, 2, subject)
    }

    private func words(_ trait: Trait) -> String {
        let seen: String =
            switch trait.novelty {
            case .rare(let time), .usual(let time): " (last seen \(time.iso8601))"
            case .new, .insufficientHistory: ""
            }
        return "\(trait.name) \(trait.value)\(seen)"
    }
}

/// How many of the caller's calls fail around the alert, and of the principal's before.
private struct ErrorRate {
    private let around: (calls: Int, failed: Int)
    private let before: (calls: Int, failed: Int)
    /// How many calls around the alert failed.
    var count: Int { around.failed }
    /// The failures around the alert; of very many some from both ends.
    let rows: [Int]

    init(_ subject: RobotSubject) {
        let index = subject.index
        let ok = index.rows(.outcome, equal: Outcome.ok.word)
        let calls = subject.calls
        let failures = calls.subtracting(ok)
        around = (calls.count, failures.count)
        let all = failures.rows.map { Int($0) }
        rows = all.count <= 20 ? all : Array(all.prefix(10) + all.suffix(10))
        let baseline = subject.baseline
        before = (baseline.count, baseline.subtracting(ok).count)
    }

    /// At least five failures, and a share that is more than twice as high and ten points higher.
    var isRaised: Bool {
        guard around.failed >= 5, before.calls > 0 else { return false }
        let now = Double(around.failed) / Double(around.calls)
        let then = Double(before.failed) / Double(before.calls)
        return now > 2 * then && now > then + 0.1
    }

    var words: String {
        let before =
            before.calls == 0
            ? "no calls in the baseline" : "\(Words.share(before.failed, of: before.calls)) of \(before.calls) before"
        let now = "\(Words.share(around.failed, of: around.calls)) of \(Words.count(around.calls, "call"))"
        return "errors: \(now), \(before)"
    }
}
