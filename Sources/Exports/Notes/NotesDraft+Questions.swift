internal import Cases
internal import CloudTrail
internal import Events
internal import Ingest
internal import Investigation
internal import Records
internal import Robots

/// The four questions, how the attacker may have got in, and what would make it harder.
extension NotesDraft {
    mutating func questions() {
        open("The four questions", "questions", startsPage: true)
        explain(
            "Drafted from the records; where the analyst wrote an answer, it stands above the draft.")
        for answer in found.answers {
            open(answer.question, "question-\(answer.id)", level: 3)
            if let own = analyst.answers[answer.id] {
                addAnalyst(own.text, author: own.author, time: own.time)
                explain("Draft from the records:")
            }
            guard !answer.statements.isEmpty else {
                say("\(answer.answer)", answer.mark, answer.evidence, confidence: answer.confidence)
                continue
            }
            var lines: [NotesDocument.Statement] = []
            for part in answer.statements {
                lines.append(
                    statement("\(part.text)", part.mark, part.evidence, of: part.events, confidence: part.confidence))
            }
            add(.list(lines))
        }
    }

    mutating func rootCause() {
        open("Root cause and hypotheses", "root-cause")
        if !addAnalyst(.rootCause) { explain("The analyst has not written down a root cause yet.") }
        guard !found.hypotheses.isEmpty else {
            return explain("No hypothesis follows from the records.")
        }
        for hypothesis in found.hypotheses {
            say(
                "\(hypothesis.text)", .inferred, hypothesis.supporting.flatMap(\.rows).sorted(),
                confidence: hypothesis.confidence)
            let told =
                hypothesis.supporting.map { ("For", $0) } + hypothesis.against.map { ("Against", $0) }
            var lines: [NotesDocument.Statement] = []
            for (word, sign) in told {
                lines.append(
                    statement("\(words: word): \(sign.text)", sign.mark, sign.rows))
            }
            add(.list(lines))
        }
    }

    mutating func resilience() {
        open("Resilience", "resilience")
        guard !found.resilience.isEmpty else {
            return explain("Nothing in the records calls for advice.")
        }
        var lines: [NotesDocument.Statement] = []
        for advice in found.resilience {
            lines.append(statement("\(advice.recommendation)", .inferred, advice.evidence))
        }
        add(.list(lines))
    }

    /// The time that the grade speaks of.
    private var coverageTime: NotesText {
        let coverage = found.coverage
        guard coverage.from != nil else { return "No event was read." }
        let places: NotesText =
            """
            \(counted: coverage.accounts.count, "account"), \(counted: coverage.regions.count, "region")
            """
        let span: NotesText = "\(time: coverage.from) to \(time: coverage.to)"
        return scope.hasMembers
            ? """
            The time of the attack, up to the end of the trail, is \(span), with \
            \(counted: coverage.historyDays, "day") of history before it; \(places).
            """
            : "The trail is of \(span); \(places)."
    }

    mutating func visibility() {
        open("Visibility gaps and coverage", "visibility")
        let coverage = found.coverage
        say(
            """
            \(coverageSentence) \(coverageTime)
            """, .inferred, [])
        if coverage.reasons.count > 1 { add(.list(coverage.reasons.map { .init("\($0)") })) }
        if !coverage.gaps.isEmpty {
            explain("Gaps in the trail:")
            var table = NotesTable(
                .init("From", .whole), .init("To", .whole), .init("Account", .whole), .init("Region", .whole),
                .init("Why"))
            for gap in coverage.gaps {
                table.add([
                    "\(time: gap.from)", "\(time: gap.to)", "\(code: gap.account)",
                    gap.region.map { "\(code: $0)" } ?? "all", "\(gap.reason)",
                ])
            }
            add(table)
        }
        explain("What this trail cannot show:")
        var lines: [NotesDocument.Statement] = []
        for spot in found.blindSpots { lines.append(statement("\(spot.text)", .unknown, spot.evidence)) }
        if lines.isEmpty {
            lines.append(
                statement(
                    "What happened on hosts, in networks and in databases: CloudTrail records calls to AWS only.",
                    .unknown, []))
        }
        let categories = index.values(.category, in: .all(of: index.count))
        if !categories.contains("Data"), !found.blindSpots.contains(where: { $0.id.hasPrefix("data-events") }) {
            lines.append(
                statement("Reads and writes of objects in S3: there are no data events in the trail.", .unknown, []))
        }
        if trail.report.rejected > 0 {
            lines.append(
                statement(
                    """
                    \(counted: trail.report.rejected, "record") \(words: trail.report.rejected == 1 ? "was" : "were") \
                    rejected when the trail was read: \u{201C}huckleberry inspect\u{201D} lists them.
                    """, .unknown, []))
        }
        add(.list(lines))
    }
}
