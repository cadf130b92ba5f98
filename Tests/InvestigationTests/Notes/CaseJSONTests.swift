import Cases
import Exports
import Foundation
import Investigation
import JSON
import Testing

@Suite struct CaseJSONTests {
    private func schema() throws -> JSONSchema {
        let path = BuiltInRules.top + "/Sources/Exports/Resources/case.schema.json"
        return JSONSchema(try JSONValue.parse(String(contentsOfFile: path, encoding: .utf8)))
    }

    @Test func theSampleCaseIsAsTheSchemaHasIt() throws {
        #expect(try schema().problems(of: try JSONValue.parse(NotesCase.sampleJSON)) == [])
    }

    @Test func aCaseWithAllThatAnAnalystWritesIsAsTheSchemaHasIt() throws {
        var analyst = AnalystRecord()
        analyst.evidence = [3]
        analyst.notes = [
            .init(time: NotesCase.generated, author: "ana", subject: "key X", rows: [3], text: "t", mark: .observed)
        ]
        analyst.decisions = [.init(time: NotesCase.generated, what: "w", reason: "r")]
        analyst.answers = ["access": .init(text: "a", time: NotesCase.generated)]
        analyst.sections = [.impact: .init(text: "i", time: NotesCase.generated)]
        analyst.steps = ["id": .init(isDone: true, owner: "ana")]
        analyst.tags = [("key X", ["a", "b"])]
        let tiny = try TinyTrail.keyPair(named: "debug")
        defer { tiny.remove() }
        var exported = NotesCase.of(tiny.trail, analyst: analyst)
        exported.custody = Custody(
            manifest: [ManifestEntry](of: tiny.trail),
            loads: [
                LoadRecord(
                    time: NotesCase.generated, analyst: "ana", version: "1", options: ["--strict"], paths: ["a"],
                    files: 1,
                    events: 31, duplicates: 0, rejected: 0)
            ])
        exported.custody.manifest[0].validation = SourceValidation(
            level: 1, state: "the chain is broken", isFailed: true)
        let value = try JSONValue.parse(CaseJSON(exported).text)
        #expect(try schema().problems(of: value) == [])
        #expect(value[path: ["analyst", "notes"]]?.arrayValue?.first?["evidence"] == ["E1"])
        #expect(value["evidence"]?.arrayValue?.first?["digest"] == "L1 failed")
    }

    @Test func anEmptyCaseIsAsTheSchemaHasIt() throws {
        let tiny = try TinyTrail([.init(time: "2020-05-06T09:00:00Z", name: "DescribeInstances")])
        defer { tiny.remove() }
        let value = try JSONValue.parse(CaseJSON(NotesCase.of(tiny.trail, alerts: [])).text)
        #expect(try schema().problems(of: value) == [])
        #expect(value["evidence"] == [])
    }

    @Test func whatIsNotAsTheSchemaHasItIsFound() throws {
        var value = try #require(try JSONValue.parse(NotesCase.sampleJSON).objectValue)
        value["claims"] = [["id": "12"]]
        value["schemaVersion"] = 2
        value.append("more", .null)
        let problems = try schema().problems(of: .object(value))
        #expect(problems.contains("$.claims[0].id: does not match the pattern"))
        #expect(problems.contains("$.claims[0]: text is missing"))
        #expect(problems.contains("$.schemaVersion: not the constant"))
        #expect(problems.contains("$: more is not allowed"))
    }

    @Test func everyClaimHasAMarkAndEvidenceThatIsThere() throws {
        let value = try JSONValue.parse(NotesCase.sampleJSON)
        let known = Set((value["evidence"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue })
        let claims = value["claims"]?.arrayValue ?? []
        #expect(claims.count > 300)
        for claim in claims {
            #expect(["observed", "inferred", "unknown"].contains(claim["mark"]?.stringValue))
            for number in claim["evidence"]?.arrayValue ?? [] { #expect(known.contains(number.stringValue ?? "")) }
        }
    }

    @Test func addressesAndTextsAreAsTheLogHasThem() {
        #expect(NotesCase.sampleJSON.contains("198.51.100.23"))
        #expect(!NotesCase.sampleJSON.contains("[.]"))
    }

    @Test func theSameInputGivesTheSameBytes() {
        #expect(CaseJSON(NotesCase.sample).text == NotesCase.sampleJSON)
    }

    @Test func textsOfTheLogStayTexts() throws {
        let name = #"\"}],\"x\":{\u0000\u202E"#
        let tiny = try TinyTrail.keyPair(named: name)
        defer { tiny.remove() }
        let text = CaseJSON(NotesCase.of(tiny.trail)).text
        #expect(text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
        #expect(!text.contains("\u{202E}"))
        #expect(try schema().problems(of: try JSONValue.parse(text)) == [])
    }
}
