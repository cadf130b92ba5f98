import Foundation
import JSON
import Testing

@Suite struct DetectCommandTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func theLeadAlertHasTheKeysOfTheContract() throws {
        let result = try Program.run(["detect", "SampleData", "--format", "json"], folder: root)
        let alerts = try #require(try JSONValue.parse(result.output).arrayValue)
        let lead = try #require(alerts.first)
        #expect(lead[path: ["rule", "id"]]?.stringValue == "huckleberry-ec2-key-pair-suspicious")
        #expect(lead[path: ["rule", "level"]]?.stringValue == "critical")
        #expect(lead[path: ["rule", "kind"]]?.stringValue == "builtin")
        #expect(lead["count"]?.intValue == 1)
        #expect(lead["first"]?.stringValue == "2020-05-06T08:49:17Z")
        #expect(lead["accessKeyId"]?.stringValue == "AKIA3I5VQPQ35EXAMPLE")
        #expect(lead["address"]?.stringValue == "198.51.100.23")
        #expect(lead["eventIDs"]?.arrayValue == [.string("682aec1c-b6ef-447e-98ae-f9d9c5721fa7")])
    }

    /// Tags, tactics and techniques of the burst of openings in the sample, as one line each.
    private func burst(_ arguments: [String]) throws -> [String] {
        let result = try Program.run(["detect", "SampleData", "--format", "json"] + arguments, folder: root)
        let alerts = try #require(try JSONValue.parse(result.output).arrayValue)
        let rule = try #require(
            alerts.compactMap { $0["rule"] }.first { $0["id"]?.stringValue == "48c96932-ff46-4d8f-872c-219b4ef4437c" })
        return ["tags", "tactics", "techniques"].map { name in
            let words = (rule[name]?.arrayValue ?? []).map { element in
                element.stringValue ?? "\(element["id"]?.stringValue ?? "?") \(element["name"]?.stringValue ?? "?")"
            }
            return words.joined(separator: ", ")
        }
    }

    @Test func techniquesAreNamedInTheVersionOfAttackThatIsAskedFor() throws {
        let tags = "attack.defense-evasion, attack.t1562.007"
        let older = [
            tags, "TA0005 Defense Evasion", "T1562.007 Impair Defenses: Disable or Modify Cloud Firewall",
        ]
        #expect(try burst([]) == older)
        #expect(try burst(["--attack", "v18"]) == older)
        #expect(
            try burst(["--attack", "v19"]) == [
                tags, "TA0112 Defense Impairment", "T1686.001 Disable or Modify System Firewall: Cloud Firewall",
            ])
    }

    @Test func soManyMatchesAreExplainedAsIsAskedFor() throws {
        func explained(_ arguments: [String]) throws -> [Int] {
            let result = try Program.run(["detect", "SampleData", "--format", "json"] + arguments, folder: root)
            let alerts = try #require(try JSONValue.parse(result.output).arrayValue)
            let burst = try #require(
                alerts.first { $0[path: ["rule", "id"]]?.stringValue == "48c96932-ff46-4d8f-872c-219b4ef4437c" })
            return [burst["count"]?.intValue ?? 0, burst["matches"]?.arrayValue?.count ?? 0]
        }
        #expect(try explained([]) == [318, 100])
        #expect(try explained(["--explain", "3"]) == [318, 3])
        #expect(try explained(["--explain", "all"]) == [318, 318])
        #expect(try Program.run(["detect", "SampleData", "--explain", "-1"], folder: root).status == 64)
    }

    @Test func anUnknownVersionOfAttackIsAUsageError() throws {
        for command in [["detect"], ["query", "*"], ["open"]] {
            let result = try Program.run(command + ["SampleData", "--attack", "v17"], folder: root)
            #expect(result.status == 64)
            #expect(result.errors.contains("it is v18 or v19"))
        }
    }

    @Test func whatGuardDutyArchivedIsNotOpen() throws {
        let finding = """
            {"id":"f","type":"Persistence:IAMUser/AnomalousBehavior","title":"Odd.","severity":8,
             "createdAt":"2024-03-05T14:10:00Z","updatedAt":"2024-03-05T14:10:00Z","resource":{},
             "service":{"archived":true,"count":2}}
            """
        let folder = try InputFolder(["finding.json": finding])
        let result = try Program.run(["detect", folder.url.path, "--format", "json"])
        let alert = try #require(try JSONValue.parse(result.output).arrayValue?.first)
        #expect(alert["state"]?.stringValue == "archived")
        #expect(alert[path: ["rule", "title"]]?.stringValue == "GuardDuty, archived: Odd.")
        #expect(alert[path: ["rule", "level"]]?.stringValue == "high")
        #expect(alert["count"]?.intValue == 2)
        #expect(alert["eventIDs"]?.arrayValue == [])
    }

    @Test func theSameInputGivesTheSameBytesForAnyNumberOfThreads() throws {
        let outputs = try ["1", "2", "5"].map { threads in
            try Program.run(["detect", "SampleData", "--format", "json", "--threads", threads], folder: root).output
        }
        #expect(outputs[0].count > 1000)
        #expect(outputs[0] == outputs[1])
        #expect(outputs[0] == outputs[2])
    }

    @Test func lowAlertsCanBeLeftOut() throws {
        let result = try Program.run(["detect", "SampleData", "--min-level", "high"], folder: root)
        #expect(result.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }.count == 6)
        #expect(result.errors.contains("rules over 48000 events: 6 alerts"))
        #expect(result.status == 0)
    }
}
