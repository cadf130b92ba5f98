import CloudTrail
import Detections
import JSON
import Sigma
import Testing

/// However a finding was fetched, it is the same alert.
@Suite struct FindingShapeTests {
    private let call = TestTrail.Call(
        time: "2024-03-05T14:00:30Z", name: "CreateUser", ip: "198.51.100.23", service: "iam")

    private func alert(_ file: String, _ text: String) throws -> Alert {
        let alerts = try TestTrail.alerts([call], files: [file: text])
        return try #require(alerts.count == 1 ? alerts.first : nil)
    }

    private func text(_ value: JSONValue, _ style: JSONWriter.Style = .compact) -> String {
        JSONWriter(style).string(value)
    }

    @Test func allShapesAreTheSameAlert() throws {
        let finding = SampleFinding.apiCall
        let plain = try alert("finding.json", text(finding, .pretty))
        #expect(plain.id == "f00d")
        #expect(plain.rule.id == "Persistence:IAMUser/AnomalousBehavior")
        #expect(plain.rule.title == "GuardDuty: Unusual persistence by ana.")
        #expect(plain.rule.level == .medium)
        #expect(plain.principals == ["arn:aws:iam::111122223333:user/ana"])
        #expect(plain.accessKeys == ["AKIAANA"])
        #expect(plain.addresses == ["198.51.100.23"])
        #expect(plain.count == 2)
        #expect(plain.first.iso8601 == "2024-03-05T14:00:00Z")
        #expect(plain.last.iso8601 == "2024-03-05T14:01:00Z")
        #expect(plain.rows == [0])

        let answer: JSONValue = ["Findings": [SampleFinding.capitalised(finding)]]
        let event: JSONValue = [
            "version": "0", "id": "e", "detail-type": "GuardDuty Finding", "source": "aws.guardduty",
            "account": "111122223333", "time": "2024-03-05T14:15:00Z", "region": "us-east-1", "resources": [],
            "detail": finding,
        ]
        #expect(try alert("get-findings.json", text(answer, .pretty)) == plain)
        #expect(try alert("event.json", text(event)) == plain)
        #expect(try alert("export.jsonl", text(finding) + "\n") == plain)
        #expect(try alert("export.jsonl.gz", text(finding) + "\n") == plain)
        #expect(try alert("list.json", text([finding])) == plain)
    }

    @Test func oneFileHoldsManyFindings() throws {
        let findings = ["a", "b", "c"].map { SampleFinding.apiCall(["id": .string($0)]) }
        let lines = findings.map { text($0) }.joined(separator: "\n")
        #expect(try TestTrail.alerts(files: ["export.jsonl.gz": lines]).map(\.id) == ["a", "b", "c"])
        let answer = text(["Findings": .array(findings.map(SampleFinding.capitalised))])
        #expect(try TestTrail.alerts(files: ["answer.json": answer]).map(\.id) == ["a", "b", "c"])
    }

    @Test func ofOneFindingTheLatestVersionCounts() throws {
        let first = SampleFinding.apiCall
        let later = SampleFinding.apiCall(["updatedAt": "2024-03-05T15:00:00.000Z", "service.count": 7])
        for findings in [[first, later], [later, first], [first, later, later]] {
            let alerts = try TestTrail.findings(findings)
            #expect(alerts.map(\.count) == [7])
        }
    }

    @Test func anAttackSequenceIsTheSameFromTheApi() throws {
        let exported = try alert("export.jsonl", text(SampleFinding.sequence))
        let fetched = try alert("answer.json", text(["Findings": [SampleFinding.capitalised(SampleFinding.sequence)]]))
        #expect(exported == fetched)
    }
}
