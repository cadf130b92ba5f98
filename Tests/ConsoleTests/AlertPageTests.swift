import Cases
import Detections
import Events
import Records
import Sigma
import Testing

@testable import Console

/// An alert in full, of rules that say everything a rule can say.
@Suite struct AlertPageTests {
    private static let rule = Rule(
        id: "6c1e2d9a", title: "Security group opened by hand", level: .medium,
        tags: ["attack.defense-evasion", "attack.t1562.007"], author: "A. Author", kind: .sigma,
        path: "rules/aws/sg.yml",
        explanation: "Somebody let an address range in. Deployments do the same, from addresses that are known.",
        references: ["https://example.org/security-groups"], falsePositives: ["Deployments", "Load tests"])

    private static func desk(_ detector: CallDetector) -> TrailDesk {
        SampleCase.desk { DetectorSet([detector]) }
    }

    private static let plain = desk(CallDetector(rule: rule, call: "AuthorizeSecurityGroupIngress"))

    @Test func aMatchExplainsItself() throws {
        var driver = try Driver(columns: 80, rows: 24, desk: Self.plain)
        #expect(driver.text.contains("match selection: eventName AuthorizeSecurityGroupIngress, errorCode not there"))
        driver.press("g a")
        #expect(driver.state.place.request.view == .alert)
        driver.press("G")
        for line in [
            "by           selection", "field        eventName|startswith", "is           AuthorizeSecurityGroupIngress",
            "wanted       Author", "is           not there", "means        Somebody let", "author       A. Author",
            "false pos.   Load tests", "reference    https://example.org/security-groups",
            "file         rules/aws/sg.yml",
        ] {
            let rows = try #require(driver.state.place.content.listing).rows
            #expect((0..<rows.count).contains { rows.row(at: $0).cells[0].text.plain.contains(line) }, "\(line)")
        }
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 60)])
    func itHasSnapshots(size: Size) throws {
        var driver = try Driver(columns: size.columns, rows: size.rows, desk: Self.plain)
        try expectSnapshot("rule-alerts-\(size.columns)x\(size.rows)", render(driver.state))
        driver.press("g a")
        try expectSnapshot("rule-alert-\(size.columns)x\(size.rows)", render(driver.state))
    }

    @Test func whatAnEventHasCanBeGoneOnFrom() throws {
        var driver = try Driver(columns: 100, rows: 60, desk: Self.plain)
        driver.press("g a /")
        driver.type("is           Auth")
        driver.press("Enter Enter")
        #expect(driver.state.place.request.view == .timeline)
        #expect(driver.state.place.request.subject?.pivotFilter == "eventName:\"AuthorizeSecurityGroupIngress\"")
        driver.press("[ g g /")
        driver.type("what ")
        driver.press("Enter Enter")
        #expect(driver.state.place.request.view == .record)
        driver.press("[ g a")
        #expect(driver.state.place.request.view == .alert)
    }

    @Test func theMembersOfACorrelationCanBeEntered() throws {
        var driver = try Driver(
            columns: 100, rows: 60,
            desk: Self.desk(
                CallDetector(
                    rule: Self.rule, call: "",
                    members: [("Key pair made", "CreateKeyPair"), ("Instance started", "StartInstances")])))
        #expect(driver.text.contains("within 10 m · recipientAccountId 111122223333"))
        driver.press("g a /")
        driver.type("Instance started")
        driver.press("Enter")
        let count = SampleCase.trail.index.rows(.name, equal: "StartInstances").count
        #expect(driver.text.contains("\(count) event"))
        driver.press("Enter")
        #expect(driver.state.place.title == "Instance started")
        #expect(driver.lines[1].contains("\(count) event"))
        #expect(driver.text.contains("StartInstances") && !driver.text.contains("CreateKeyPair"))
    }

    @Test func aHostileRuleStaysInItsCells() throws {
        var rule = Self.rule
        rule.title = "\u{1B}[2JTitle\u{202E}"
        rule.explanation = "line one\nline \u{7}two " + String(repeating: "x", count: 20_000)
        rule.author = "\u{1B}]0;pwned\u{7}"
        rule.references = Array(repeating: "https://evil.example/\u{200B}", count: 3_000)
        rule.falsePositives = ["\u{9B}31m", ""]
        var driver = try Driver(
            columns: 80, rows: 24,
            desk: Self.desk(CallDetector(rule: rule, call: "CreateKeyPair", selection: "\u{1B}[31mselection")))
        func isHarmless() -> Bool {
            let scalars = driver.text.unicodeScalars
            return !scalars.contains { $0 != "\n" && ($0.value < 0x20 || (0x7F..<0xA0).contains($0.value)) }
                && !scalars.contains { ["\u{202E}", "\u{200B}"].contains($0) }
        }
        #expect(isHarmless())
        driver.press("g a")
        for _ in 0..<30 {
            #expect(isHarmless())
            driver.press("ctrl-f")
        }
        #expect(driver.state.place.rowCount < 400)
        let rows = try #require(driver.state.place.content.listing).rows
        let texts = (0..<rows.count).map { rows.row(at: $0).cells[0].text.plain }
        #expect(texts.contains { $0.contains("… cut here") })
        #expect(texts.contains { $0.contains("and 2,900 more") })
    }

    @Test func withoutAnAlertThereIsNothingToOpen() throws {
        var driver = try Driver(desk: Self.plain)
        driver.press("3 g a")
        #expect(driver.state.place.request.view == .keys)
        #expect(driver.lines.last?.contains("This row has no alert.") == true)
    }
}
