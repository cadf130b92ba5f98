import Detections
import Sigma
import Synchronization
import Testing

@testable import Console

/// Reading the rules again over the same events.
@Suite struct ReloadTests {
    /// Rules that are others each time they are read.
    private final class Shelf: Sendable {
        private let sets: [DetectorSet]
        private let next = Mutex(0)

        init(_ sets: [DetectorSet]) {
            self.sets = sets
        }

        func read() -> DetectorSet {
            next.withLock { next in
                defer { next += 1 }
                return sets[min(next, sets.count - 1)]
            }
        }
    }

    private static func detector(_ call: String) -> CallDetector {
        CallDetector(
            rule: Rule(id: call, title: "Calls of \(call)", level: .medium, explanation: "There is one."), call: call)
    }

    private static func driver(_ sets: DetectorSet...) throws -> Driver {
        let shelf = Shelf(sets)
        return try Driver(columns: 120, rows: 40, desk: SampleCase.desk { shelf.read() })
    }

    @Test func newRulesFindNewAlertsAndTheCursorStays() throws {
        let first = DetectorSet([Self.detector("ListBuckets"), Self.detector("CreateKeyPair")])
        let second = DetectorSet(
            [Self.detector("CreateKeyPair"), Self.detector("StartInstances")],
            problems: ["aws.yml:3: there is no title"])
        var driver = try Self.driver(first, second)
        driver.press("/")
        driver.type("CreateKeyPair")
        driver.press("Enter")
        #expect(driver.current == "CreateKeyPair")
        driver.press("R")
        let words = "2 rules, 1 rejected · 1 new alert, 1 gone · aws.yml:3: there is no title"
        #expect(driver.lines.last?.contains(words) == true)
        #expect(driver.current == "CreateKeyPair")
        #expect(driver.lines[1].contains("2 open · 2 medium · 1 rule rejected"))
        #expect(driver.text.contains("Calls of StartInstances"))
        #expect(!driver.text.contains("Calls of ListBuckets"))
        #expect(driver.state.summary?.generation == 2)
    }

    @Test func mutesHoldAfterwards() throws {
        let rules = DetectorSet([Self.detector("CreateKeyPair"), Self.detector("StartInstances")])
        var driver = try Self.driver(rules)
        driver.press("x Enter")
        driver.type("known")
        driver.press("Enter")
        driver.type(":reload")
        driver.press("Enter")
        #expect(driver.lines.last?.contains("2 rules · 0 new alerts") == true)
        #expect(driver.lines[1].contains("1 open · 1 muted"))
    }

    @Test func whatAnAlertIsAboutFollows() throws {
        var driver = try Self.driver(
            DetectorSet([Self.detector("CreateKeyPair")]), DetectorSet([Self.detector("StartInstances")]))
        driver.type(":timeline is:alerted")
        driver.press("Enter")
        #expect(driver.text.contains("CreateKeyPair"))
        driver.press("R")
        #expect(driver.text.contains("StartInstances"))
        #expect(!driver.text.contains("CreateKeyPair"))
    }

    @Test func itCanBeGivenUp() throws {
        var driver = try Self.driver(
            DetectorSet([Self.detector("CreateKeyPair")]), DetectorSet([Self.detector("StartInstances")]))
        driver.holdsAnswers = true
        driver.press("R ctrl-c")
        #expect(driver.effects == ["cancel rules"])
        let (ticket, request) = try #require(driver.held.first)
        driver.send(.answered(ticket, driver.desk.answer(request)))
        #expect(driver.state.summary?.generation == 1)
        #expect(driver.text.contains("Calls of CreateKeyPair"))
        #expect(driver.state.isIdle)
    }

    @Test func whileTheCaseIsLoadedItWaits() throws {
        var driver = try Driver(desk: SampleDesk(generation: 1, extent: .growing))
        driver.press("R")
        #expect(driver.lines.last?.contains("once the case is loaded") == true)
        #expect(driver.state.isIdle)
    }

    @Test func aCaseWithoutRulesSaysSo() throws {
        var driver = try Driver()
        driver.press("R")
        #expect(driver.lines.last?.contains("There are no rules to read again.") == true)
    }

    @Test func whileItRunsNothingElseWaitsForIt() throws {
        var driver = try Self.driver(DetectorSet([Self.detector("CreateKeyPair")]))
        driver.holdsAnswers = true
        driver.press("R R")
        #expect(driver.held.count == 1)
        #expect(!driver.state.isIdle)
        driver.holdsAnswers = false
        driver.press("2")
        #expect(driver.state.place.rowCount > 100)
    }
}
