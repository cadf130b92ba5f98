internal import CloudTrail
internal import Events
internal import Investigation
internal import Robots
internal import Text

/// What the notes say of the four questions, of the response, and in the analyst's own words.
extension IncidentNotes {
    mutating func questions() {
        guard let investigation, !investigation.answers.isEmpty else { return }
        add("## The four questions\n")
        for answer in investigation.answers {
            let cited = evidence.cite(span: answer.evidence)
            let basis = "*\(answer.mark.sentence)*, confidence \(answer.confidence.rawValue). \(cited)"
            guard let own = analyst.answers[answer.id] else {
                add("**\(prose(answer.question))** \(prose(answer.answer)) \(basis)\n")
                continue
            }
            add(
                """
                **\(prose(answer.question))** \(prose(own.text)) *The analyst's words, \(own.time.iso8601).*

                - Draft from the records: \(prose(answer.answer)) \(basis)

                """)
        }
    }

    mutating func response() {
        guard let steps = investigation?.response, !steps.isEmpty else { return }
        add("## Response\n")
        add("Proposed steps; none is carried out by this program. *Verified* is what later records show to be done.\n")
        var table = MarkdownTable("No.", "Phase", "Step", "Target", "Account", "Owner", "State", "Verified by")
        for step in steps {
            let own = analyst.steps[step.id]
            let state = step.state == .verified ? "verified" : own?.isDone == true ? "done" : "proposed"
            table.add(
                .number(step.order), .markup(step.phase.rawValue), .text(Defang.prose(step.action)),
                .text(Defang.prose(step.target)), .text(step.account), .text(own?.owner ?? ""), .markup(state),
                .markup(evidence.cite(span: step.verifiedBy)))
        }
        add(table.text)
    }

    mutating func analystNotes() {
        if !analyst.notes.isEmpty {
            add("## Notes of the analyst\n")
            var table = MarkdownTable("Written", "About", "Note", "Evidence")
            for note in analyst.notes {
                table.add(
                    .time(note.time), .text(Defang.prose(note.subject)), .text(Defang.prose(note.text)),
                    .markup(evidence.cite(all: note.rows)))
            }
            add(table.text)
        }
        if !analyst.tags.isEmpty {
            add("## Tags\n")
            var table = MarkdownTable("About", "Tags")
            for tagged in analyst.tags {
                table.add(.text(Defang.prose(tagged.subject)), .text(tagged.tags.joined(separator: ", ")))
            }
            add(table.text)
        }
        guard !analyst.decisions.isEmpty else { return }
        add("## Decisions\n")
        var table = MarkdownTable("Decided", "What", "Why")
        for decision in analyst.decisions {
            table.add(
                .time(decision.time), .text(Defang.prose(decision.what)), .text(Defang.prose(decision.reason)))
        }
        add(table.text)
    }
}

extension Mark {
    /// As the first word of a sentence.
    fileprivate var sentence: String {
        switch self {
        case .observed: "Observed"
        case .inferred: "Inferred"
        case .unknown: "Unknown"
        }
    }
}
