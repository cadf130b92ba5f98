import Foundation
import JSON
import Testing

/// The golden answers of the sample case, as scripts get them; its README has them in words.
@Suite struct InvestigateCommandTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func investigate(_ arguments: String...) throws -> JSONValue {
        let result = try Program.run(["investigate", "SampleData", "--format", "json"] + arguments, folder: root)
        #expect(result.status == 0, "\(result.errors)")
        return try JSONValue.parse(result.output)
    }

    private func texts(_ value: JSONValue?, _ path: String, where isWanted: (JSONValue) -> Bool = { _ in true })
        -> [String]
    {
        (value?.arrayValue ?? []).filter(isWanted).compactMap { $0[path]?.stringValue }
    }

    private func isConfirmed(_ member: JSONValue) -> Bool { member["status"]?.stringValue == "confirmed" }

    private static let keys: Set = [
        "AKIAGZR5TKBS7EXAMPLE", "AKIAFQXGJDEW4EXAMPLE", "AKIABG4LYMWY6EXAMPLE", "AKIAANVJFS6X2EXAMPLE",
        "AKIAWVJD5ORKPEXAMPLE", "AKIAWO7Y3C7KUEXAMPLE", "AKIAOCFZE22PHEXAMPLE", "AKIA3I5VQPQ35EXAMPLE",
    ]

    @Test func `From the lead alone follow keys, addresses, ledger, phases and answers`() throws {
        let found = try investigate()
        let lead = found["alerts"]?.arrayValue?.first
        #expect(lead?[path: ["rule", "id"]]?.stringValue == "huckleberry-ec2-key-pair-suspicious")
        #expect(lead?["mfa"]?.stringValue == "unrecorded")
        #expect(lead?["client"]?.stringValue == "cli")
        #expect(lead?["eventType"]?.stringValue == "AwsApiCall")

        let scope = found["scope"]
        #expect(Set(texts(scope?["keys"], "accessKeyId", where: isConfirmed)) == Self.keys)
        #expect(texts(scope?["addresses"], "address", where: isConfirmed) == ["203.0.113.77", "198.51.100.23"])
        #expect(scope?["attackerCalls"]?.intValue == 370)
        #expect(texts(scope?["keys"], "accessKeyId") { $0["idleBefore"]?.stringValue == "yes" }.count == 6)
        let excluded = texts(scope?["excluded"], "value")
        #expect(excluded.contains("192.0.2.10"))
        #expect(excluded.contains { $0.contains("IncidentResponse") })
        #expect(excluded.contains("arn:aws:iam::111122223333:role/deploy"))

        let ledger = found["securityGroupLedger"]
        #expect(ledger?["opened"]?.intValue == 318)
        #expect(ledger?["revoked"]?.intValue == 197)
        #expect(ledger?["stillOpen"]?.arrayValue?.count == 121)
        #expect(ledger?["asOf"]?.stringValue == "2020-05-07T00:09:59Z")
        #expect(
            found["changes"]?.arrayValue?.map { "\($0["type"]?.stringValue ?? "") \($0["id"]?.stringValue ?? "")" }
                == ["keyPair prod-debug", "instanceStarted i-0b77e4b2fb4b3759b"])
        #expect(
            texts(found["phases"], "name")
                == ["sweep", "permission probe", "firewall", "discovery", "key pair", "instance"])
        #expect(
            texts(found["questions"], "id") == ["credentials", "duration", "actions", "access"])
        #expect(found["questions"]?.arrayValue?.last?["mark"]?.stringValue == "unknown")
        let roles = found["robots"]?.arrayValue?.first { $0["id"]?.stringValue == "role-assumption" }
        #expect(roles?["verdict"]?.stringValue == "clear")
        #expect(texts(found["resilience"], "id").prefix(3) == ["unused-user", "idle-key", "excess-permissions"])
        let verified = texts(found["containment"], "target") { step in
            step["state"]?.stringValue == "verified" && step["action"]?.stringValue?.hasPrefix("Deactivate") == true
        }
        #expect(verified.count == 5)
        #expect(found["coverage"]?["grade"]?.stringValue == "A")
    }

    @Test(arguments: [
        ["--ip", "203.0.113.77", "--ip", "198.51.100.23"], ["--key", "AKIAGZR5TKBS7EXAMPLE"],
        ["--key", "AKIAOCFZE22PHEXAMPLE"], ["--key", "AKIAWVJD5ORKPEXAMPLE"], ["--principal", "svc-backup"],
        ["--alert", "682aec1c-b6ef-447e-98ae-f9d9c5721fa7"],
    ])
    func `Any start leads to the same scope`(start: [String]) throws {
        let result = try Program.run(["investigate", "SampleData", "--format", "json"] + start, folder: root)
        let scope = try JSONValue.parse(result.output)["scope"]
        #expect(Set(texts(scope?["keys"], "accessKeyId", where: isConfirmed)) == Self.keys)
        #expect(Set(texts(scope?["addresses"], "address", where: isConfirmed)) == ["203.0.113.77", "198.51.100.23"])
    }

    @Test func `What is kept out is named with the reason`() throws {
        let scope = try investigate("--exclude", "203.0.113.77", "--responder", "marta.kovacs")["scope"]
        let excluded = (scope?["excluded"]?.arrayValue ?? []).map {
            "\($0["value"]?.stringValue ?? ""): \($0["reason"]?.stringValue ?? "")"
        }
        #expect(excluded.contains("203.0.113.77: excluded by the analyst"))
        #expect(excluded.contains { $0.hasPrefix("arn:aws:iam::111122223333:user/marta.kovacs: ") })
        // What only the other address had, and the responder's.
        #expect(texts(scope?["keys"], "accessKeyId", where: isConfirmed).count == 3)
    }

    @Test func `A name that several have is an error, and one that nobody has is said`() throws {
        let ambiguous = try Program.run(["investigate", "SampleData", "--principal", "deploy"], folder: root)
        #expect(ambiguous.status == 64)
        #expect(ambiguous.errors.contains("arn:aws:iam::222233334444:role/deploy"))
        let unknown = try Program.run(["investigate", "SampleData", "--principal", "svc-backupp"], folder: root)
        #expect(unknown.status == 0)
        #expect(unknown.errors.contains("did you mean svc-backup?"))
        let alert = try Program.run(["investigate", "SampleData", "--alert", "nothing"], folder: root)
        #expect(alert.status == 64)
    }

    @Test func `Text and Markdown tell the same story`() throws {
        let text = try Program.run(["investigate", "SampleData"], folder: root).output
        let markdown = try Program.run(["investigate", "SampleData", "--format", "markdown"], folder: root).output
        for words in ["318 unique rules opened, 197 revoked, 121 still open", "prod-debug", "AKIA3I5VQPQ35EXAMPLE"] {
            #expect(text.contains(words))
            #expect(markdown.contains(words))
        }
        #expect(markdown.contains(#"203\[.\]0\[.\]113\[.\]77"#))
        // Prose is defanged; commands are to be copied.
        let prose = markdown.split(separator: "```").enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        #expect(!prose.contains { $0.contains("203.0.113.77") })
    }
}
