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
                id: question.0, question: question.1, answer: draft.sentences.joined(separator: " "), mark: draft.mark,
                confidence: draft.confidence, evidence: Set(draft.evidence).sorted())
        }
    }
}

/// An answer while it is written.
struct Draft {
    var sentences: [String] = []
    var mark: Mark = .observed
    var confidence: Confidence
    var evidence: [Int] = []

    init(_ confidence: Confidence) {
        self.confidence = confidence
    }

    mutating func add(_ sentence: String, _ rows: [Int] = []) {
        sentences.append(sentence)
        evidence += rows
    }
}
