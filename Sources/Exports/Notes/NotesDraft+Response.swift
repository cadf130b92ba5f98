internal import Cases
internal import CloudTrail
internal import Events
internal import Investigation

/// The plan, how far it is, and what is to come after it.
extension NotesDraft {
    mutating func response() {
        open("Containment, eradication and recovery", "response", startsPage: true)
        guard !found.response.isEmpty else {
            explain("No step follows from the records.")
            return part("Recovery", .recovery)
        }
        explain(
            """
            Proposed steps, none of which this program carries out: the script with their commands is an export of its own. A \
            step is verified where later records show that it was done.
            """)
        for phase in ResponseStep.Phase.allCases {
            let steps = found.response.filter { $0.phase == phase }
            guard !steps.isEmpty else { continue }
            open(phase.heading, "response-\(phase.rawValue)", level: 3)
            var table = NotesTable(
                .init("No.", .number), .init("Step"), .init("Target", .fine), .init("Account", .whole),
                .init("Owner"), .init("State", .whole), .init("Called for by"), .init("Verified by"))
            for step in steps {
                let (cells, proof) = line(of: step)
                table.add(cells, anchor: proof.id)
            }
            add(.table(table))
        }
        part("Recovery, in the analyst's words", .recovery)
    }

    /// The cells of a step, and the claim that they make.
    private mutating func line(of step: ResponseStep) -> ([NotesText], Claim) {
        let own = analyst.steps[step.id]
        let isVerified = step.state == .verified
        let state = isVerified ? "verified" : own?.isDone == true ? "done" : "proposed"
        let owner = own?.owner ?? ""
        let reasons = evidence.numbers(spanning: step.evidence)
        let proofs = evidence.numbers(spanning: step.verifiedBy)
        let proof = claim(
            "Step \(step.order), \(words: state): \(step.action) (\(step.target))", isVerified ? .observed : .inferred,
            numbers: (reasons + proofs).onceEach(), events: Set(step.evidence + step.verifiedBy).count,
            author: state == "done" ? (owner.isEmpty ? "the analyst" : owner) : nil)
        let cells: [NotesText] = [
            "\(step.order)", "\(step.action)", "\(step.target)", "\(step.account)",
            owner.isEmpty ? .none : "\(owner)", "\(words: state)", Claim.references(reasons, of: step.evidence.count),
            Claim.references(proofs, of: step.verifiedBy.count),
        ]
        return (cells, proof)
    }

    mutating func lessons() {
        open("Lessons learned", "lessons")
        if !addAnalyst(.lessons) { explain("Not written yet.") }
    }

    // MARK: The analyst

    mutating func notes() {
        open("Notes of the analyst", "notes")
        if analyst.notes.isEmpty { explain("None.") }
        for note in analyst.notes {
            addAnalyst(
                note.text, author: note.author, time: note.time, mark: note.mark,
                about: note.subject.isEmpty ? nil : "\(note.subject)", rows: note.rows)
        }
        guard !analyst.tags.isEmpty else { return }
        open("Tags", "tags", level: 3)
        var table = NotesTable(.init("About"), .init("Tags"))
        for tagged in analyst.tags {
            table.add(["\(tagged.subject)", tagged.tags.map { "\($0)" as NotesText }.joined(", ")])
        }
        add(table)
    }

    mutating func decisions() {
        open("Decision log", "decisions")
        let effects = found.decisions
        guard !analyst.decisions.isEmpty || !effects.isEmpty else { return explain("Nothing was decided yet.") }
        if !analyst.decisions.isEmpty {
            var table = NotesTable(
                .init("When", .whole), .init("Who"), .init("What"), .init("Why"), .init("Undone", .whole))
            for decision in analyst.decisions {
                table.add([
                    "\(time: decision.time)", decision.author.isEmpty ? .none : "\(decision.author)",
                    "\(decision.what)", decision.reason.isEmpty ? .none : "\(decision.reason)",
                    decision.isUndone ? "taken back" : .none,
                ])
            }
            add(table)
        }
        guard !effects.isEmpty else { return }
        explain("What each decision on the scope changed:")
        add(.list(effects.map { .init(sentence($0)) }))
    }

    private func sentence(_ decision: ScopeDecision) -> NotesText {
        func named(_ verb: String, _ values: [String]) -> [NotesText] {
            values.isEmpty ? [] : ["\(words: verb) \(values.map { "\(code: $0)" as NotesText }.listed())"]
        }
        var effects = named("confirms", decision.gained) + named("leaves out", decision.lost)
        if decision.calls != 0 {
            let direction = decision.calls > 0 ? "more" : "fewer"
            effects.append("\(counted: abs(decision.calls), "call") \(words: direction) the attacker's")
        }
        return "\(words: decision.kind.rawValue) \(code: decision.value): "
            + (effects.isEmpty ? "changes nothing." : effects.joined("; ") + ".")
    }
}

extension ResponseStep.Phase {
    fileprivate var heading: String {
        switch self {
        case .preserve: "Preserve"
        case .containment: "Containment"
        case .eradication: "Eradication"
        case .recovery: "Recovery"
        case .verification: "Verification"
        }
    }
}
