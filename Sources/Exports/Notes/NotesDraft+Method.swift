internal import CloudTrail
internal import Detections
internal import Investigation
internal import Robots
internal import Sigma

/// How everything was worked out.
extension NotesDraft {
    mutating func method() {
        open("Method", "method")
        explain(
            """
            Everything here was worked out from the files named above, without asking anybody: the same files, rules and \
            decisions give the same notes. \(found.start)
            """)
        closing()
        thresholds()
        rules()
        robots()
    }

    /// How the scope came about, where there is one.
    private mutating func closing() {
        guard scope.hasMembers else { return }
        explain(
            """
            The scope was closed in rounds over \u{201C}this key was used from this address\u{201D} and \u{201C}this key was \
            issued by that one\u{201D}, until a round found nothing more. Addresses that many principals shared before, and \
            those that are a key's own, were not expanded through; what guards or weak links held back is proposed, and not \
            confirmed.
            """)
        if let onset = scope.onset {
            explain("It was closed around \(time: onset.time): \(onset.reason).")
        }
    }

    private mutating func thresholds() {
        open("Thresholds", "thresholds", level: 3)
        let told = found.thresholds.values.map { "\(words: $0.name) \($0.value)" as NotesText }
        explain("Those that an analyst may set were: \(told.joined(", ")).")
    }

    private mutating func rules() {
        let raised = exported.alerts.map(\.rule) + exported.muted.map(\.alert.rule)
        let rules = Set(raised).sorted { ($1.level, $0.title, $0.id) < ($0.level, $1.title, $1.id) }
        guard !rules.isEmpty else { return }
        open("Rules that raised alerts", "rules", level: 3)
        var table = NotesTable(
            .init("Rule"), .init("ID", .fine), .init("Level", .whole), .init("Kind", .whole), .init("Read from", .fine))
        for rule in rules {
            table.add([
                "\(rule.title)", "\(code: rule.id)", "\(words: rule.level.rawValue)", "\(words: rule.kind.rawValue)",
                rule.path.map { "\(code: $0)" } ?? "built in",
            ])
        }
        add(table)
    }

    private mutating func robots() {
        let lead = found.lead?.id ?? found.alerts.first?.id
        let answers = found.robots.filter { $0.alertID == lead }
        guard !answers.isEmpty else { return explain("No robot was asked.") }
        open("Robots that were asked about the lead alert", "robots", level: 3)
        var table = NotesTable(
            .init("Robot", .whole), .init("Question"), .init("Answer"), .init("Verdict", .whole))
        for answer in answers {
            let cells: [NotesText] = [
                "\(answer.robot)", "\(answer.question)", "\(answer.answer)", "\(words: answer.verdict.rawValue)",
            ]
            let mark: Mark = answer.verdict == .unknown ? .unknown : .observed
            table.add(
                cells,
                claim(
                    "\(answer.question) \(answer.answer)", mark, answer.evidence, of: answer.events,
                    confidence: answer.confidence))
        }
        add(table)
    }
}
