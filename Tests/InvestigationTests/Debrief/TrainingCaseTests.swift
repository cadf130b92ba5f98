import Detections
import Foundation
import Ingest
import Investigation
import Records
import Synth
import Testing

/// The program on its own, without an analyst, beside the truth of each training case.
@Suite struct TrainingCaseTests {
    private func debrief(_ scenario: String) async throws -> Debrief {
        let folder = FileManager.default.temporaryDirectory.appending(path: "training-\(UUID().uuidString)")
        let path = folder.path(percentEncoded: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try await Scenario.named(scenario).write(to: path, events: 8_000)
        let trail = Trail(try #require(Loader([path]).load()))
        let alerts = BuiltInRules.detectors.alerts(in: trail)
        let investigation = try #require(Investigation(InvestigationStart(), alerts: alerts, in: trail))
        return Debrief(
            of: investigation.scope, answers: investigation.answers, against: try #require(try Truth.beside([path])))
    }

    private func members(of debrief: Debrief) -> [Debrief.Line] {
        debrief.groups.filter { ["Keys", "Addresses", "Principals"].contains($0.title) }.flatMap(\.lines)
    }

    @Test(arguments: ["role-chain", "console-takeover", "quiet-month"])
    func nothingIsMissedAndNothingTakenInWrongly(scenario: String) async throws {
        let debrief = try await debrief(scenario)
        let faults = members(of: debrief).filter { $0.verdict == .missed || $0.verdict == .wrong }
        #expect(faults.map { "\($0.subject?.value ?? ""): \($0.text)" } == [])
    }

    /// Whatever the truth counts, the program counts the same, and its drafts say every fact.
    @Test(arguments: [
        ("role-chain", "6 of 6 keys, 2 of 2 addresses, 4 of 4 principals, nothing taken in wrongly, 13 of 13 facts"),
        (
            "console-takeover",
            "3 of 3 keys, 2 of 2 addresses, 3 of 3 principals, nothing taken in wrongly, 15 of 15 facts"
        ),
    ])
    func theDraftsSayAllThatIsTrue(scenario: String, score: String) async throws {
        let debrief = try await debrief(scenario)
        #expect(debrief.score == score)
        #expect(members(of: debrief).filter { $0.verdict == .near }.map(\.text) == [])
        let missed = debrief.groups.flatMap(\.lines).filter { $0.verdict == .missed }
        #expect(missed.map(\.text) == [])
    }

    @Test func theSampleCaseIsRetoldInFull() throws {
        let investigation = try #require(
            Investigation(InvestigationStart(), alerts: SampleCase.alerts, in: SampleCase.trail))
        let truth = try #require(try Truth.beside([BuiltInRules.top + "/SampleData"]))
        let debrief = Debrief(of: investigation.scope, answers: investigation.answers, against: truth)
        #expect(
            debrief.score
                == "8 of 8 keys, 2 of 2 addresses, 8 of 8 principals, nothing taken in wrongly, 13 of 13 facts")
    }
}
