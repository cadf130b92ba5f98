import Cases
import CloudTrail
import Detections
import Investigation
import Testing

@Suite struct DecisionChangeTests {
    private let event = Entity(.event, "e1 111122223333", label: "CreateKeyPair")
    private let key = Entity(.key, "AKIAIOSFODNN7EXAMPLE")

    /// Decisions with an entry of every kind.
    private var everything: Decisions {
        var decisions = Decisions()
        var annotations = Annotations()
        annotations.setMark(true, on: event)
        annotations.setTag("exfil", true, on: key)
        annotations.places["a"] = KeptPlace(view: "keys")
        annotations.add(Note(1, event, others: [key], text: "seen", author: "ana", time: .after(1), mark: .inferred))
        annotations.add(Note(2, nil, text: "free", author: "ben", time: .after(2)))
        annotations.number(event)
        decisions.annotations = annotations
        decisions.mutes.add(Mute(ruleID: "r", value: Mute.Value(.key, "AKIA"), reason: "noise", time: .after(3)))
        decisions.scope.take(ScopeChoice(.excluded, key, reason: "ours", time: .after(4)))
        decisions.answers["access"] = EditedAnswer(text: "a leak", author: "ana", time: .after(5))
        decisions.sections[.lessons] = EditedAnswer(text: "rotate", author: "ana", time: .after(6))
        decisions.steps["step"] = StepChoice(isDone: true, owner: "ben", time: .after(7))
        return decisions
    }

    @Test func aChangeLeadsThereAndItsInverseBack() {
        let change = DecisionChange(from: Decisions(), to: everything)
        #expect(change.added.count == 11)
        #expect(change.removed.isEmpty)
        var decisions = Decisions()
        change.apply(to: &decisions)
        #expect(decisions == everything)
    }

    @Test func whatWasRewrittenIsGoneAndThereAgain() {
        var next = everything
        next.annotations.replace(by: Note(2, nil, text: "freer", author: "ben", time: .after(9)))
        let change = DecisionChange(from: everything, to: next)
        #expect(change.removed.map(\.identity) == ["note 2"])
        #expect(change.added.map(\.identity) == ["note 2"])
        var decisions = everything
        change.apply(to: &decisions)
        #expect(decisions.annotations.notes.map(\.text) == ["seen", "freer"])
        change.inverse.apply(to: &decisions)
        #expect(decisions == everything)
    }

    @Test func theSameDecisionsAreNoChange() {
        #expect(DecisionChange(from: everything, to: everything).isEmpty)
    }

    @Test func aNumberOfEvidenceStays() {
        var decisions = everything
        NotebookEntry.evidence(1, event).remove(from: &decisions)
        #expect(decisions.annotations.evidenceNumber(of: event) == 1)
    }

    @Test func everyKindOfEntryComesBackFromTheFile() throws {
        let place = try TemporaryCase()
        let keeper = CaseKeeper(.file(try place.open()), analyst: "ana")
        let step = JournalStep(
            .taken, "everything", reason: "a test", view: "keys", row: "AKIA",
            change: DecisionChange(from: Decisions(), to: everything))
        let kept = keeper.keep([step], at: .after(10))
        #expect(kept.problem == nil)
        let journal = try CaseFile(reading: place.path).journal()
        #expect(journal == kept.entries)
        var decisions = Decisions()
        for entry in journal { entry.step.change.apply(to: &decisions) }
        #expect(decisions == everything)
    }
}
