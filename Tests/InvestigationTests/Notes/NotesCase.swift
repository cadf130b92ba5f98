import Cases
import CloudTrail
import Detections
import Exports
import Investigation
import Records

/// Cases whose notes are tested.
enum NotesCase {
    static let generated = EventTime(milliseconds: 1_600_000_000_000)

    static var header: CaseHeader {
        CaseHeader(
            caseID: "CASE-1", name: "SampleData", analyst: "Ana Belić", version: "1.0.0", generated: generated,
            isSample: true)
    }

    /// The sample case, with a manifest.
    static let sample = ExportedCase(
        SampleCase.investigation, header: header, alerts: SampleCase.alerts,
        custody: Custody(manifest: [ManifestEntry](of: SampleCase.trail, threads: 2)))
    static let sampleDocument = NotesDocument(sample)
    static let sampleMarkdown = NotesMarkdown(sampleDocument).text
    static let sampleHTML = NotesHTML(sampleDocument).text
    static let sampleJSON = CaseJSON(sample).text

    /// The case of a trail as the program would find it.
    static func of(_ trail: Trail, analyst: AnalystRecord = AnalystRecord(), alerts: [Alert]? = nil) -> ExportedCase {
        let alerts = alerts ?? BuiltInRules.detectors.alerts(in: trail)
        guard let found = Investigation(InvestigationStart(), alerts: alerts, in: trail) else {
            fatalError("the investigation was cancelled")
        }
        return ExportedCase(found, header: CaseHeader(generated: generated), alerts: alerts, analyst: analyst)
    }
}

/// A month of look-ups, and then a key pair from an address that is new: an incident.
extension TinyTrail {
    static func keyPair(named name: String, agent: String = "aws-cli/2.1") throws -> TinyTrail {
        var calls = everyDay(.init(time: "", name: "DescribeInstances"))
        calls.append(
            .init(
                time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", ip: "198.51.100.23", agent: agent,
                request: #"{"keyName":"\#(name)"}"#))
        return try TinyTrail(calls)
    }
}
