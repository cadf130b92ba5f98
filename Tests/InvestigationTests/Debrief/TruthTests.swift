import CloudTrail
import Foundation
import Investigation
import Testing

@Suite struct TruthTests {
    private static let sample = BuiltInRules.top + "/SampleData"

    private func problem(_ text: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "truth-\(UUID().uuidString).json")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let path = file.path(percentEncoded: false)
        do throws(TruthProblem) {
            _ = try Truth(path: path)
            return ""
        } catch {
            return error.description.replacingOccurrences(of: path, with: "FILE")
        }
    }

    /// By `SampleData/README.md`.
    @Test func theSampleCaseHasTheTruthOfItsReadme() throws {
        let truth = try #require(try Truth.beside([Self.sample]))
        #expect(truth.scenario == "compromised-keys")
        #expect(truth.hasIncident)
        #expect(truth.calls == 370)
        #expect(
            truth.keys.map { "\($0.value) \($0.first.iso8601) \($0.last.iso8601) \($0.calls)" } == [
                "AKIAGZR5TKBS7EXAMPLE 2020-05-05T23:10:04Z 2020-05-05T23:10:21Z 4",
                "AKIAFQXGJDEW4EXAMPLE 2020-05-05T23:12:31Z 2020-05-05T23:12:35Z 3",
                "AKIABG4LYMWY6EXAMPLE 2020-05-05T23:19:47Z 2020-05-05T23:20:33Z 4",
                "AKIAANVJFS6X2EXAMPLE 2020-05-05T23:41:15Z 2020-05-05T23:41:23Z 5",
                "AKIAWVJD5ORKPEXAMPLE 2020-05-06T00:22:08Z 2020-05-06T02:07:55Z 12",
                "AKIAWO7Y3C7KUEXAMPLE 2020-05-06T03:31:26Z 2020-05-06T03:31:30Z 3",
                "AKIAOCFZE22PHEXAMPLE 2020-05-06T04:15:03Z 2020-05-06T04:15:09Z 4",
                "AKIA3I5VQPQ35EXAMPLE 2020-05-06T08:01:22Z 2020-05-06T08:57:12Z 335",
            ])
        #expect(truth.addresses.map { "\($0.value) \($0.calls)" } == ["203.0.113.77 21", "198.51.100.23 349"])
        #expect(truth.principals.count == 8)
        #expect(truth.answers.map(\.question) == ["credentials", "duration", "actions", "access"])
    }

    @Test func theFolderAroundTheLogsIsLookedInToo() throws {
        #expect(try Truth.beside([Self.sample + "/AWSLogs"])?.scenario == "compromised-keys")
        #expect(try Truth.beside([Self.sample + "/AWSLogs/"])?.scenario == "compromised-keys")
        #expect(try Truth.beside([Self.sample + "/AWSLogs/111122223333"]) == nil)
        #expect(try Truth.beside(["-"]) == nil)
    }

    @Test func problemsNameFileAndMember() throws {
        #expect(try problem("{}") == "FILE: huckleberryTruth: is not 1: no truth file that this program knows")
        #expect(
            try problem(#"{"huckleberryTruth": 1, "scenario": 3}"#) == "FILE: scenario: is missing, or is not a text")
        let head = #"{"huckleberryTruth": 1, "scenario": "", "summary": "", "incident": true, "calls": 1, "#
        #expect(
            try problem(head + #""keys": [{"principal": "ana", "key": "AKIA", "first": "noon"}]}"#)
                == "FILE: keys[0].first: is missing, or is not a time such as 2020-05-06T08:49:17Z")
        let many = Array(repeating: "0", count: 1_001).joined(separator: ",")
        #expect(try problem(head + #""keys": [\#(many)]}"#) == "FILE: keys: has more than 1000 elements")
        #expect(try problem("{").hasPrefix("FILE: "))
        #expect(try problem(String(repeating: " ", count: 1 << 20 | 1)) == "FILE: larger than 1048576 bytes")
    }
}
