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
            draft.add("What came before may be missing from the trail (coverage \(facts.coverage.told)).")
        }
        guard let leading = facts.hypotheses.first else {
            draft.mark = .unknown
            draft.add(
                "How the credentials were obtained is undetermined: nothing in the trail speaks of it (coverage "
                    + "\(facts.coverage.told)).")
            return draft
        }
        if let certain = Hypothesis.determined(among: facts.hypotheses) {
            draft.mark = .inferred
            draft.confidence = facts.coverage.allowsNegativeAnswers ? .medium : .low
            draft.add(certain.text, certain.supporting.flatMap(\.rows))
            draft.add(signs(certain))
            return draft
        }
        draft.mark = .unknown
        draft.confidence = .low
        draft.add("How the credentials were obtained is undetermined.")
        draft.add("Most likely: \(leading.text)", leading.supporting.flatMap(\.rows))
        draft.add(signs(leading))
        let others = facts.hypotheses.dropFirst().prefix(most).map(\.text)
        if !others.isEmpty { draft.add("Also possible: \(others.joined(separator: " "))") }
        return draft
    }

    private static func signs(_ hypothesis: Hypothesis) -> String {
        let against = hypothesis.against.map(\.text)
        return "For it: \(hypothesis.supporting.map(\.text).joined(separator: " "))"
            + (against.isEmpty ? "" : " Against it: \(against.joined(separator: " "))")
    }
}
