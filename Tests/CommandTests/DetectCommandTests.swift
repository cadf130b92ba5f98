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
        #expect(result.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }.count == 3)
        #expect(result.status == 0)
    }
}
