internal import Cases
internal import CloudTrail
internal import Events
internal import Investigation
internal import Robots

/// The four questions, each a card: the answer, on what it rests, and what would change it. Below them what the attacker
/// was after, and what the trail cannot show.
struct QuestionsView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let found = try desk.investigation(for: request, isCancelled: isCancelled)
        var page = CasePage(columns: request.columns, toggled: request.toggled, index)
        if found.scope.attackerRows.isEmpty {
            page.begin("none")
            page.add("no incident", found.start, .uiStrong)
            page.add("", Self.wayOn)
        }
        for answer in found.answers { add(answer, of: found, to: &page) }
        addInterests(of: found, to: &page)
        addBlindSpots(of: found, to: &page)
        addCoverage(of: found, to: &page)
        return Listing(
            columns: [Column("question", "QUESTION", minimum: 20, isFlexible: true, isSortable: false)],
            rows: RowList(page.rows), summary: summary(found))
    }

    static let wayOn = "c on a key or an address takes it into the scope (3, 4); then there are answers."

    private func summary(_ found: Investigation) -> StyledText {
        let own = found.answers.count { request.decisions.answers[$0.id] != nil }
        let parts =
            ["coverage \(found.coverage.grade.rawValue)"]
            + (own == 0 ? [] : ["\(own) of \(found.answers.count) answers yours"])
            + (request.activeFilters.isEmpty ? [] : ["filters do not apply here"])
        return StyledText(parts.joined(separator: " · "))
    }

    func preview(of row: RowKey, column: Int) throws(Problem) -> Preview {
        Preview(
            title: "question",
            lines: [
                "e answers in your own words; the draft stays beside.",
                "Enter goes on from a line: to an event, a timeline, the rest of a list.",
            ])
    }

    // MARK: Cards

    private func add(_ answer: CaseAnswer, of found: Investigation, to page: inout CasePage) {
        let own = request.decisions.answers[answer.id]
        let draft = (own?.text ?? answer.answer).split(whereSeparator: \.isNewline).joined(separator: " ")
        page.begin(answer.id, about: Entity(.question, answer.id, label: answer.question), draft: draft)
        page.heading(answer.question)
        if let own {
            page.add("answer", own.text, .uiStrong)
            page.add("", "yours, \(own.time.date) \(own.time.clock)", .uiDim)
        }
        page.add(own == nil ? "answer" : "draft", answer.answer, own == nil ? nil : .uiDim)
        page.add("rests on", "\(Self.words(answer.mark)) · confidence \(answer.confidence.rawValue)")
        page.add(events: answer.evidence, "evidence", .answer(answer.id), label: answer.question)
        if answer.id == "access" { addHypotheses(of: found, to: &page) }
        let changes = AnswerDoubts(found).doubts(about: answer.id)
        for (number, doubt) in changes.enumerated() { page.add(number == 0 ? "would change" : "", doubt) }
    }

    private static func words(_ mark: Mark) -> String {
        switch mark {
        case .observed: "observed: events show it"
        case .inferred: "inferred from events"
        case .unknown: "unknown"
        }
    }

    private func addHypotheses(of found: Investigation, to page: inout CasePage) {
        for hypothesis in found.hypotheses {
            page.add("perhaps", "\(hypothesis.text) (confidence \(hypothesis.confidence.rawValue))", .uiStrong)
            for (isFor, signs) in [(true, hypothesis.supporting), (false, hypothesis.against)] {
                for (number, sign) in signs.enumerated() {
                    page.add(
                        isFor ? "  for" : "  against", sign.text, resting: sign.rows,
                        .sign(hypothesis: hypothesis.id, isFor: isFor, number: number), label: sign.text.shortened)
                }
            }
        }
    }

    // MARK: Below the cards

    private func addInterests(of found: Investigation, to page: inout CasePage) {
        let groups = [("services", found.services), ("resources", found.resources)].filter { !$0.1.isEmpty }
        guard !groups.isEmpty else { return }
        page.begin("interests")
        page.heading("What the attacker was after")
        for (head, interests) in groups {
            let leading = Interest.leading(interests)
            for (number, interest) in leading.enumerated() {
                page.add(
                    number == 0 ? head : "",
                    "\(interest.name): \(counted(interest.attempts, "call")) with \(counted(interest.keys, "key")), "
                        + "\(interest.succeeded.grouped) allowed")
            }
            let rest = interests.count - leading.count
            if rest > 0 { page.add("", "and \(rest.grouped) more that fewer keys asked for", .uiDim) }
        }
    }

    private func addBlindSpots(of found: Investigation, to page: inout CasePage) {
        guard !found.blindSpots.isEmpty else { return }
        page.begin("blind spots")
        page.heading("What the trail cannot show")
        for spot in found.blindSpots {
            page.add("blind", spot.text, resting: spot.evidence, .blindSpot(spot.id), label: spot.text.shortened)
        }
    }

    private func addCoverage(of found: Investigation, to page: inout CasePage) {
        let coverage = found.coverage
        page.begin("coverage")
        page.heading("On what all of this rests")
        if !found.scope.attackerRows.isEmpty { page.add("start", found.start) }
        page.add("coverage", Self.words(coverage.grade))
        page.add(
            "window",
            "\(EventIndex.moment(coverage.from)) to \(EventIndex.moment(coverage.to)), "
                + "\(counted(coverage.historyDays, "day")) of history before it, "
                + "\(counted(coverage.accounts.count, "account")), \(counted(coverage.regions.count, "region"))")
        for (number, reason) in coverage.reasons.prefix(Self.mostReasons).enumerated() {
            page.add(number == 0 ? "because" : "", reason)
        }
        let rest = coverage.reasons.count - Self.mostReasons
        if rest > 0 { page.add("", "and \(counted(rest, "more reason")): 0 lists the gaps", .uiDim) }
    }

    private static let mostReasons = 20

    private static func words(_ grade: Coverage.Grade) -> String {
        switch grade {
        case .complete: "A: complete for the incident and the baseline before it"
        case .shortBaseline: "B: complete for the incident, but the baseline before it is short"
        case .gaps: "C: there are gaps in the incident, so \u{201C}none\u{201D} and \u{201C}still\u{201D} are uncertain"
        case .broken: "D: the trail stopped, was changed or is unreadable within the incident"
        }
    }
}
