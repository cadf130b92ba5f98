public import Events
internal import Robots

extension CaseAnswer {
    /// The four questions of an incident and their drafted answers: `credentials`, `duration`, `actions`, `access`.
    public static func all(_ facts: CaseFacts, in index: EventIndex) -> [CaseAnswer] {
        let questions = [
            ("credentials", "Which credentials did the attacker have?"),
            ("duration", "How long did the attacker have access?"),
            ("actions", "What did the attacker do, and what were they after?"),
            ("access", "How did the attacker get access?"),
        ]
        guard !facts.scope.attackerRows.isEmpty else {
            return questions.map { id, question in
                CaseAnswer(
                    id: id, question: question,
                    answer: "Unknown: no call of an attacker has been found (coverage \(facts.coverage.told)).",
                    mark: .unknown, confidence: .unknown, evidence: [])
            }
        }
        let drafts = [
            CredentialsDraft.draft(facts, index), DurationDraft.draft(facts, index), ActionsDraft.draft(facts, index),
            AccessDraft.draft(facts, index),
        ]
        return zip(questions, drafts).map { question, draft in
            CaseAnswer(
                id: question.0, question: question.1,
                answer: draft.statements.map(\.text).joined(separator: " "), mark: draft.mark,
                confidence: draft.confidence, evidence: Set(draft.statements.flatMap(\.evidence)).sorted(),
                statements: draft.statements)
        }
    }
}

/// An answer while it is written.
struct Draft {
    private(set) var statements: [CaseAnswer.Statement] = []
    /// That of what the question turns on.
    var mark: Mark = .observed
    var confidence: Confidence

    init(_ confidence: Confidence) {
        self.confidence = confidence
    }

    /// - Parameters:
    ///   - rows: that show it, in any order.
    ///   - count: how many rows show it, where these are the first and the last of them.
    mutating func add(
        _ sentence: String, _ rows: [Int] = [], of count: Int? = nil, _ mark: Mark = .observed,
        _ confidence: Confidence? = nil
    ) {
        let rows = Set(rows).sorted()
        // What no record shows is not observed.
        statements.append(
            CaseAnswer.Statement(
                text: sentence, mark: mark == .observed && rows.isEmpty ? .inferred : mark, confidence: confidence,
                evidence: rows, events: count ?? rows.count))
    }

    /// What follows from the absence of calls: as sure as the trail is complete.
    mutating func addAbsence(_ sentence: String, _ rows: [Int] = [], in coverage: Coverage) {
        add(sentence, rows, .inferred, coverage.confidence)
    }
}
