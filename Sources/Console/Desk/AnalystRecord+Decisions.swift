internal import Cases
internal import Events
internal import Exports
internal import Investigation

extension AnalystRecord {
    /// What the notes tell of the decisions of the console.
    ///
    /// - Parameter journal: every step; without one the log has the decisions that hold.
    init(_ decisions: Decisions, _ journal: [JournalEntry] = [], in index: EventIndex) {
        self.init()
        let annotations = decisions.annotations
        notes = annotations.notes.map { note in
            let events = note.subjects.filter { $0.kind == .event }.compactMap(\.value)
            let others = note.others.isEmpty ? "" : ", \(note.others.count.grouped) more"
            return Note(
                time: note.time, author: note.author, subject: note.subject.map { $0.said + others } ?? "",
                rows: events.compactMap { index.row(of: RowKey($0)) }, text: note.text, mark: note.mark)
        }
        tags = annotations.tags.map { ($0.entity.said, $0.tags) }
        self.decisions = decisions.scope.choices.map { choice in
            let what =
                switch choice.kind {
                case .accepted: "taken into the scope"
                case .excluded: "kept out of the scope"
                case .responder: "a responder"
                }
            return Decision(time: choice.time, what: "\(choice.subject.said): \(what)", reason: choice.reason)
        }
        if !journal.isEmpty {
            self.decisions = LogLine.all(in: journal).map { line in
                Decision(
                    time: line.entry.time, author: line.entry.author, what: line.what, reason: line.entry.step.reason,
                    isUndone: line.isUndone)
            }
        }
        answers = decisions.answers.mapValues { Answer($0) }
        sections = decisions.sections.mapValues { Answer($0) }
        evidence = annotations.evidence.map { $0.value.flatMap { index.row(of: RowKey($0)) } }
        absent = zip(annotations.evidence, evidence).enumerated().compactMap { offset, event in
            event.1 == nil ? AbsentEvidence(number: offset + 1, event.0) : nil
        }
        steps = decisions.steps.mapValues { Step(isDone: $0.isDone, owner: $0.owner) }
    }
}

extension AnalystRecord.Answer {
    fileprivate init(_ answer: EditedAnswer) {
        self.init(text: answer.text, author: answer.author, time: answer.time)
    }
}

extension AbsentEvidence {
    fileprivate init(number: Int, _ event: Entity) {
        let identity = event.value.flatMap { EventIndex.identity(RowKey($0)) }
        self.init(number: number, event: event.label, eventID: identity?.eventID, account: identity?.account)
    }
}

extension Entity {
    /// `key AKIA…`, `principal svc-backup`: what it is, and what it is called.
    var said: String { kind == .event ? label : "\(kind.rawValue) \(label)" }
}
