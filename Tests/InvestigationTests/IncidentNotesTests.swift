import JSON
import CloudTrail
import Detections
import Events
import Exports
import Ingest
import Investigation
import Records
import Testing

@Suite struct IncidentNotesTests {
    private let generated = EventTime(milliseconds: 1_600_000_000_000)

    private var sample: String {
        IncidentNotes(
            SampleCase.trail, alerts: SampleCase.alerts, incident: SampleCase.incident, generated: generated,
            isSample: true
        ).markdown()
    }

    @Test func theyAnswerTheQuestions() {
        let notes = sample
        #expect(notes.contains("**SAMPLE DATA**"))
        #expect(notes.contains("- Generated: 2020-09-13T12:26:40Z by Huckleberry"))
        #expect(notes.contains("**EC2 key pair made from a suspicious address**, level critical"))
        #expect(notes.contains("8 access keys of 8 principals were used from 2 addresses"))
        #expect(notes.contains("6 of them were used by nobody else in the 30 days before."))
        #expect(notes.contains("AuthorizeSecurityGroupIngress x261"))
        #expect(notes.contains("prod-debug"))
        #expect(notes.contains("The MITRE Corporation"))
    }

    @Test func everyCitedNumberIsInTheEvidenceTable() throws {
        let notes = sample
        let cited = Set(notes.matches(of: /\[E(\d+)\]/).compactMap { Int($0.output.1) })
        let listed = Set(notes.matches(of: /(?m)^\| E(\d+) \|/).compactMap { Int($0.output.1) })
        #expect(!cited.isEmpty)
        #expect(cited == listed)
        #expect(listed == Set(1...listed.count))
    }

    @Test func evidenceLeadsBackToTheRecord() throws {
        let index = SampleCase.trail.index
        let row = try #require(try SampleCase.alert(of: "huckleberry-ec2-key-pair-suspicious").leadRow)
        let id = try #require(index.eventIDs[row])
        let location = index.location(row)
        let source = SampleCase.trail.report.sources[location.source]
        #expect(sample.contains("| E1 | \(id) |"))
        #expect(sample.contains("| \(try #require(source.sha256)) | \(location.record) |"))
        #expect(try SampleCase.trail.record(row).json["eventID"]?.stringValue == id)
    }

    @Test func addressesAreDefangedInProse() {
        let story = sample.prefix { $0 != "|" }
        #expect(!story.contains("198.51.100.23"))
        #expect(story.contains("198[.]51[.]100[.]23"))
    }

    @Test func theSameInputGivesTheSameBytes() {
        #expect(sample == sample)
    }

    @Test func textsOfTheLogCannotBreakOutOfTheirCell() throws {
        let hostile = "evil|\n# Owned <script>alert(1)</script> [click](http://198.51.100.1) \u{202E}"
        var calls = TinyTrail.everyDay(.init(time: "", name: "DescribeInstances"))
        calls.append(
            .init(
                time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", ip: "198.51.100.23",
                request: #"{"keyName":"\#(hostile.replacing("\n", with: "\\n"))"}"#))
        let tiny = try TinyTrail(calls)
        defer { tiny.remove() }
        let alerts = BuiltInRules.detectors.alerts(in: tiny.trail)
        let notes = IncidentNotes(
            tiny.trail, alerts: alerts, incident: .leading(alerts, in: tiny.trail), generated: generated
        ).markdown()
        #expect(notes.contains("evil"))
        #expect(!notes.contains("\n# Owned"))
        #expect(!notes.contains("<script>"))
        #expect(!notes.contains("[click]("))
        #expect(!notes.contains("\u{202E}"))
    }

    @Test func aTrailWithoutAlertsSaysSo() throws {
        let tiny = try TinyTrail([.init(time: "2020-05-06T09:00:00Z", name: "DescribeInstances")])
        defer { tiny.remove() }
        let notes = IncidentNotes(
            tiny.trail, alerts: [], incident: .leading([], in: tiny.trail), generated: generated
        ).markdown()
        #expect(notes.contains("No alert was raised over this trail."))
    }
}
