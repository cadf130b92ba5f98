internal import Cases
internal import Investigation

/// A training case beside its truth: what the analyst found, missed and took in wrongly, and which facts the answers
/// have.
struct DebriefView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let investigation = try desk.investigation(for: request, isCancelled: isCancelled)
        let debrief = Debrief(
            of: investigation.scope, answers: answers(investigation), decisions: investigation.decisions,
            against: try truth())
        var page = DebriefPage(columns: request.columns)
        page.add(debrief)
        return Listing(
            columns: [Column("debrief", "DEBRIEF", minimum: 20, isFlexible: true, isSortable: false)],
            rows: RowList(page.rows), summary: StyledText(debrief.scenario))
    }

    func preview(of row: RowKey, column: Int) throws(Problem) -> Preview {
        Preview(
            title: "debrief",
            lines: [
                "Enter on a key, an address or a principal goes on to its events.",
                "Decide on the scope and edit the answers, and come back: :debrief compares anew.",
            ])
    }

    private func truth() throws(Problem) -> Truth {
        let found: Truth?
        do throws(TruthProblem) {
            found = try Truth.beside(desk.paths)
        } catch {
            throw Problem(error.description)
        }
        guard let found else {
            throw Problem(
                "No \(Truth.fileName) lies beside this case: only training cases have one, from huckleberry synth.")
        }
        return found
    }

    /// The drafts, and in their place what the analyst wrote.
    private func answers(_ investigation: Investigation) -> [CaseAnswer] {
        investigation.answers.map { answer in
            guard let edited = request.decisions.answers[answer.id] else { return answer }
            var answer = answer
            answer.answer = edited.text
            return answer
        }
    }
}
