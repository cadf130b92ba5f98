import Cases
import CloudTrail
import Exports
import Foundation
import Investigation
import JSON
import Testing

/// Nothing that tells whose case it is leaves in a redacted export, in any spelling.
@Suite struct RedactedExportTests {
    private static let formats = ExportFormat.allCases.filter(\.isRedactable)

    private func bytes(of format: ExportFormat, _ exported: ExportedCase) -> String {
        format.export.files(of: exported).map { $0.path + "\n" + $0.text }.joined(separator: "\n")
    }

    /// What the sample case has to hide: of principals their names, since ARNs have them in common with nothing else.
    private var secrets: [String] {
        let scope = SampleCase.exported.investigation.scope
        let principals = scope.principals.map(\.principal) + scope.keys.map(\.principal)
        let accounts = principals.compactMap { ARN($0)?.account } + ["333344445555"]
        return Set(
            accounts + principals + principals.compactMap { ARN($0)?.name } + scope.keys.map(\.accessKeyID)
                + scope.addresses.map(\.address) + SampleCase.exported.investigation.changes.map(\.id)
        ).sorted()
    }

    private func spellings(of value: String) -> Set<String> {
        let defanged = value.replacing(".", with: "[.]").replacing(":", with: "[:]")
        let escaped = String(JSONWriter().string(.string(value)).dropFirst().dropLast())
        let slashed = value.replacing("/", with: "\\/")
        let encoded = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? value
        let all = [value, defanged, escaped, slashed, encoded, value.replacing(".", with: "-")]
        return Set(all.flatMap { [$0, $0.uppercased(), $0.lowercased()] })
    }

    @Test(arguments: formats)
    func `No value of the scope is in the bytes`(format: ExportFormat) {
        let text = bytes(of: format, SampleCase.redacted)
        let plain = bytes(of: format, SampleCase.exported)
        let lower = text.lowercased()
        #expect(secrets.count > 20)
        for secret in secrets {
            for spelling in spellings(of: secret) {
                #expect(!text.contains(spelling) && !lower.contains(spelling.lowercased()), "\(spelling)")
            }
        }
        // Otherwise this would prove nothing.
        if format != .navigator { #expect(secrets.contains { plain.contains($0) }) }
    }

    @Test func `The same value has the same pseudonym in every form`() throws {
        let key = try #require(
            SampleCase.redacted.redactor?.key.first { $0.value == "AKIAGZR5TKBS7EXAMPLE" }?.pseudonym)
        #expect(bytes(of: .csv, SampleCase.redacted).contains("\n\(key),longTerm,"))
        #expect(bytes(of: .timesketch, SampleCase.redacted).contains(#""key":"\#(key)""#))
        #expect(bytes(of: .stix, SampleCase.redacted).contains(#""user_id": "\#(key)""#))
    }

    @Test func `A selection does not change the pseudonyms of the rest`() throws {
        var exported = SampleCase.exported
        exported.selection = .filter("*", rows: Array(0..<500))
        let wider = Redactor(for: exported).key
        let usual = try #require(SampleCase.redacted.redactor).key
        let pseudonyms = Dictionary(uniqueKeysWithValues: wider.map { ($0.value, $0.pseudonym) })
        #expect(usual.count > 100)
        #expect(usual.allSatisfy { pseudonyms[$0.value] == $0.pseudonym })
    }

    @Test func `What stands for a value goes on doing so, and numbers go on behind it`() throws {
        let known = [
            Pseudonym(kind: "user", value: "svc-backup", pseudonym: "user-900"),
            Pseudonym(kind: "address", value: "203.0.113.77", pseudonym: "240.0.0.50"),
        ]
        let redactor = Redactor(for: SampleCase.exported, known: known)
        #expect(redactor.redacted("svc-backup from 203.0.113.77") == "user-900 from 240.0.0.50")
        let users = redactor.key.filter { $0.kind == .user && $0.value != "svc-backup" }.map(\.pseudonym)
        #expect(users.first == "user-901")
        #expect(Set(redactor.key.map(\.value)).count == redactor.key.count)
    }

    @Test func `What only a note names is hidden too`() throws {
        var exported = SampleCase.exported
        exported.analyst.notes = [
            AnalystRecord.Note(
                time: SampleCase.generated, subject: "AKIAGZR5TKBS7EXAMPLE", rows: [],
                text: "Seen at 192.0.2.77 too, and in 888877776666; ask jo@example.com about svc-backup.")
        ]
        exported.redactor = Redactor(for: exported)
        let text = bytes(of: .stix, exported)
        for secret in ["192.0.2.77", "888877776666", "jo@example.com", "svc-backup"] { #expect(!text.contains(secret)) }
        #expect(text.contains("ask email-"))
    }
}
