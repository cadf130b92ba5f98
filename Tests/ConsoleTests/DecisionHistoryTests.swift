import Cases
import CloudTrail
import Detections
import Testing

@testable import Console

@Suite struct DecisionHistoryTests {
    private func mute(_ rule: String) -> Mute {
        Mute(ruleID: rule, reason: "noise", time: EventTime(milliseconds: 0))
    }

    @Test func undoGivesBackWhatWasBefore() {
        var history = DecisionHistory()
        history.decide("first") { $0.mutes.add(mute("a")) }
        let before = history.current
        history.decide("second") { $0.mutes.add(mute("b")) }
        #expect(history.undo()?.title == "second")
        #expect(history.current == before)
        #expect(history.redo()?.title == "second")
        #expect(history.current.mutes.mutes.map(\.ruleID) == ["a", "b"])
        #expect(history.undo()?.title == "second")
        #expect(history.undo()?.title == "first")
        #expect(history.undo() == nil)
        #expect(history.current == Decisions())
    }

    @Test func aNewStepForgetsWhatWasUndone() {
        var history = DecisionHistory()
        history.decide("first") { $0.mutes.add(mute("a")) }
        _ = history.undo()
        history.decide("second") { $0.mutes.add(mute("b")) }
        #expect(history.redo() == nil)
        #expect(history.current.mutes.mutes.map(\.ruleID) == ["b"])
    }

    @Test func everyChangeIsAnEditionAndNoChangeIsNone() {
        var history = DecisionHistory()
        history.decide("nothing") { _ in }
        #expect(history.number == 0)
        history.decide("first") { $0.mutes.add(mute("a")) }
        _ = history.undo()
        _ = history.undo()
        #expect(history.number == 2)
    }
}
