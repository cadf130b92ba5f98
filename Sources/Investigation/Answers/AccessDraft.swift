internal import CloudTrail
internal import Events
internal import Robots

/// How they got in: what the credentials were, and where they may come from.
enum AccessDraft {
    private static let most = 3

    static func draft(_ facts: CaseFacts, _ index: EventIndex) -> Draft {
        var draft = Draft(.unknown)
        let success = EntryFacts.firstSuccess(of: facts.scope, index)
        let first = success ?? facts.scope.attackerRows[0]
        draft.add(
            "The first \(success == nil ? "attempt" : "call that was let through") is "
                + "\(index.text(.name, first) ?? "unnamed") by \(index.callerName(first)) from "
                + "\(index.text(.ip, first) ?? "nowhere"), at \(Wording.moment(index.time(first))).", [first])
        if !facts.coverage.allowsNegativeAnswers {
            draft.add("What came before may be missing from the trail (coverage \(facts.coverage.told)).", [], .unknown)
        }
        guard let leading = facts.hypotheses.first else {
            draft.mark = .unknown
            draft.add(
                "How the credentials were obtained is undetermined: nothing in the trail speaks of it (coverage "
                    + "\(facts.coverage.told)).", [], .unknown)
            return draft
        }
        if let certain = Hypothesis.determined(among: facts.hypotheses) {
            draft.mark = .inferred
            draft.confidence = facts.coverage.allowsNegativeAnswers ? .medium : .low
            draft.add(certain.text, certain)
            return draft
        }
        draft.mark = .unknown
        draft.confidence = .low
        draft.add("How the credentials were obtained is undetermined.", [], .unknown)
        draft.add("Most likely: \(leading.text)", leading)
        let others = facts.hypotheses.dropFirst()
        for (number, other) in others.prefix(most).enumerated() {
            draft.add(
                (number == 0 ? "Also possible: " : "") + other.text, other.supporting.flatMap(\.rows), .inferred,
                other.confidence)
        }
        if others.count > most {
            let rest = Wording.counted(others.count - most, "more hypothesis is", plural: "more hypotheses are")
            draft.add("\(rest) less likely still.", [], .inferred)
        }
        return draft
    }
}

extension Draft {
    /// A hypothesis, with what speaks for and against it.
    fileprivate mutating func add(_ sentence: String, _ hypothesis: Hypothesis) {
        add(sentence, hypothesis.supporting.flatMap(\.rows), .inferred, hypothesis.confidence)
        for (title, signs) in [("For it: ", hypothesis.supporting), ("Against it: ", hypothesis.against)] {
            for (number, sign) in signs.enumerated() {
                add((number == 0 ? title : "") + sign.text, sign.rows, sign.mark)
            }
        }
    }
}
