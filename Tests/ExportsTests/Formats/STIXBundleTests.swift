import CloudTrail
@testable import Exports
import Foundation
import JSON
import Testing

@Suite struct STIXBundleTests {
    private func objects(of exported: ExportedCase) throws -> [JSONValue] {
        let bundle = try JSONValue.parse(try #require(TinyCase.texts(STIXBundle.self, of: exported)[""]))
        #expect(bundle["type"] == "bundle")
        #expect(bundle["id"]?.stringValue?.hasPrefix("bundle--") == true)
        return bundle["objects"]?.arrayValue ?? []
    }

    private func type(_ object: JSONValue) -> String { object["type"]?.stringValue ?? "" }

    /// Every member whose name says that it refers to objects.
    private func references(in value: JSONValue) -> [String] {
        (value.objectValue?.members ?? []).flatMap { member in
            if member.key.hasSuffix("_ref") { return [member.value.stringValue ?? "no text"] }
            if member.key.hasSuffix("_refs") {
                return (member.value.arrayValue ?? []).map { $0.stringValue ?? "no text" }
            }
            return []
        }
    }

    @Test(arguments: [false, true])
    func `Every reference leads to an object of the bundle, and every object is there once`(isRedacted: Bool) throws {
        let objects = try objects(of: isRedacted ? SampleCase.redacted : SampleCase.exported)
        let ids = objects.map { $0["id"]?.stringValue ?? "" }
        #expect(Set(ids).count == ids.count)
        for object in objects {
            for reference in references(in: object) { #expect(ids.contains(reference), "\(type(object))") }
        }
    }

    /// What STIX 2.1 requires of each type, beyond type, version and identifier.
    private static let required = [
        "identity": ["name"], "marking-definition": ["created"], "attack-pattern": ["name"],
        "indicator": ["pattern", "pattern_type", "valid_from"],
        "observed-data": ["first_observed", "last_observed", "number_observed", "object_refs"],
        "relationship": ["relationship_type", "source_ref", "target_ref"], "grouping": ["context", "object_refs"],
        "note": ["content", "object_refs"], "ipv4-addr": ["value"], "ipv6-addr": ["value"],
        "autonomous-system": ["number"], "user-account": ["user_id"],
    ]
    private static let observables = ["ipv4-addr", "ipv6-addr", "autonomous-system", "user-account"]

    @Test func `Objects have what their type requires`() throws {
        for object in try objects(of: SampleCase.exported) {
            let names = try #require(Self.required[type(object)], "\(type(object)) is a type of STIX 2.1")
            for name in names { #expect(object[name] != nil, "\(type(object)) has \(name)") }
            #expect(object["spec_version"] == "2.1")
            let isMade = !Self.observables.contains(type(object)) && type(object) != "marking-definition"
            for name in ["created", "modified"] where isMade { #expect(object[name] == "2020-09-13T12:26:40.000Z") }
            if type(object) != "marking-definition" {
                #expect(object["object_marking_refs"] == ["marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"])
            }
        }
    }

    @Test func `Identifiers are of version 5, but for those that STIX gave out`() throws {
        for object in try objects(of: SampleCase.exported) where type(object) != "marking-definition" {
            let parts = (object["id"]?.stringValue ?? "").components(separatedBy: "--")
            #expect(parts.first == type(object))
            #expect(
                parts.last?.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil
            )
        }
    }

    @Test func `The sample case has ten indicators, each based on what was seen`() throws {
        let objects = try objects(of: SampleCase.exported)
        let patterns = objects.filter { type($0) == "indicator" }.compactMap { $0["pattern"]?.stringValue }
        #expect(patterns.count == 10)
        #expect(patterns.contains("[ipv4-addr:value = '198.51.100.23']"))
        #expect(patterns.contains("[user-account:user_id = 'AKIAGZR5TKBS7EXAMPLE']"))
        let based = objects.filter { $0["relationship_type"] == "based-on" }
        #expect(based.count == 10)
        #expect(
            objects.filter { type($0) == "observed-data" }.compactMap { $0["number_observed"]?.intValue }.max() == 349)
        let techniques = objects.filter { type($0) == "attack-pattern" }
            .compactMap { $0["external_references"]?.arrayValue?.first?["external_id"]?.stringValue }
        #expect(techniques.contains("T1078.004") && techniques.contains("T1562.007"))
        #expect(objects.filter { type($0) == "note" }.count == 4)
        #expect(objects.last { type($0) == "grouping" }?["context"] == "suspicious-activity")
    }

    /// As the library `stix2` makes them.
    @Test func `Identifiers of observables are those that everybody gives them`() {
        func id(_ members: [(name: String, value: JSONValue)]) -> String {
            NameUUID.text(of: CanonicalJSON.text(members), in: NameUUID.observables)
        }
        #expect(id([("value", "198.51.100.3")]) == "28bb3599-77cd-5a82-a950-b5bc3caf07c4")
        #expect(
            id([("user_id", "AKIAANA"), ("account_login", "ana")]) == "8d1df9ea-416a-5dd8-aad9-9e49564bad53")
        #expect(
            id([("user_id", "A\"\\\u{E9}\n"), ("account_login", "o'x")]) == "a1969b30-6da2-5ae8-9b23-310ac3a680a0")
        // RFC 9562, appendix A.4.
        #expect(
            NameUUID.text(
                of: "www.example.com", in: NameUUID.bytes(of: "6ba7b810-9dad-11d1-80b4-00c04fd430c8"))
                == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    }

    @Test func `Texts in patterns cannot end their quotes`() {
        #expect(STIXPattern.equality("user-account", "user_id", "AKIA1") == "[user-account:user_id = 'AKIA1']")
        #expect(STIXPattern.literal(#"x'] OR [ipv4-addr:value = '1"#) == #"'x\'] OR [ipv4-addr:value = \'1'"#)
        #expect(STIXPattern.literal(#"back\"#) == #"'back\\'"#)
        #expect(STIXPattern.literal(#"\'"#) == #"'\\\''"#)
    }

    @Test func `A hostile key stays within its pattern`() throws {
        let tiny = try TinyCase([.init(name: "ListBuckets", service: "s3", key: #"AKIA'] OR [x:y='\\"#)])
        defer { tiny.remove() }
        let patterns = try objects(of: tiny.exported).filter { type($0) == "indicator" }.map { $0["pattern"] }
        #expect(patterns.contains(#"[user-account:user_id = 'AKIA\'] OR [x:y=\'\\']"#))
    }

    @Test(arguments: [
        ("TLP:RED", "5e57c739-391a-4eb3-b6be-7d15ca92d5ed"), ("TLP:GREEN", "34098fce-860f-48ae-8e50-ebd3cc5e41da"),
        ("TLP:CLEAR", "613f2e26-407d-48c7-9eca-b8e91df99dc9"),
        ("TLP:AMBER+STRICT", "939a9414-2ddd-4d32-a0cd-375ea402b003"),
    ])
    func `Everything is marked with the level of the case`(level: String, id: String) throws {
        var exported = SampleCase.exported
        exported.header.tlp = level
        let objects = try objects(of: exported)
        #expect(objects[0]["id"]?.stringValue == "marking-definition--" + id)
        for object in objects.dropFirst() {
            #expect(object["object_marking_refs"] == [.string("marking-definition--" + id)])
        }
    }

    @Test func `Addresses of version 6 have their own type`() throws {
        let tiny = try TinyCase([.init(name: "ListBuckets", service: "s3")], from: "2001:db8::7")
        defer { tiny.remove() }
        let objects = try objects(of: tiny.exported)
        #expect(objects.contains { type($0) == "ipv6-addr" && $0["value"] == "2001:db8::7" })
        #expect(objects.contains { $0["pattern"] == "[ipv6-addr:value = '2001:db8::7']" })
    }

    @Test func `The analyst's notes refer to the keys that they are about`() throws {
        var exported = SampleCase.exported
        exported.analyst.notes = [
            AnalystRecord.Note(
                time: SampleCase.generated, author: "Ada", subject: "the first call", rows: [exported.rows[0]],
                text: "Begins here.")
        ]
        let objects = try objects(of: exported)
        let note = try #require(objects.first { $0["content"] == "Begins here." })
        #expect(note["authors"] == ["Ada"])
        let reference = note["object_refs"]?.arrayValue?.first
        #expect(objects.first { $0["id"] == reference }?["user_id"] == "AKIAGZR5TKBS7EXAMPLE")
    }

    @Test func `Moments have milliseconds`() {
        #expect(STIXWriter.time(EventTime(milliseconds: 0)) == "1970-01-01T00:00:00.000Z")
        #expect(STIXWriter.time(EventTime(milliseconds: 1_250)) == "1970-01-01T00:00:01.250Z")
    }
}
