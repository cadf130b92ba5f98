import Foundation
import JSON
import SignedTrails
import Testing

/// How far digests vouch for each source, where responders see it: in exports and in the console.
@Suite struct DigestLevelTests {
    private let trail: SignedTrail
    private let folder: EvidenceFolder
    private let beside: EvidenceFolder
    private let keys: [String]

    init() throws {
        var trail = SignedTrail()
        for _ in 0..<3 { trail.addHour() }
        self.trail = trail
        folder = try EvidenceFolder([trail])
        beside = try EvidenceFolder()
        keys = [
            "--public-keys", try beside.write(SigningKey.list(), to: "public-keys.json"),
            "--signature", try beside.write(trail.signatures(of: [trail.digests[2]]), to: "signatures.json"),
        ]
    }

    /// What the notes say of the six logs and of their records, which all come from one address.
    private struct Told {
        var evidence: [String?]
        var sources: [JSONValue?]
        var markdown: String
    }

    private func exported(_ options: [String]) throws -> Told {
        func export(_ format: String) throws -> String {
            let file = beside.file("notes.\(format)")
            let result = try Program.run(
                ["export", "AWSLogs", "--ip", "198.51.100.23", "--format", format, "-o", file, "--force"] + options,
                folder: folder.url)
            #expect(result.status == 0, "\(result.errors)")
            return try String(contentsOfFile: file, encoding: .utf8)
        }
        let notes = try JSONValue.parse(try export("json"))
        let sources = notes["custody"]?["manifest"]?.arrayValue ?? []
        return Told(
            evidence: (notes["evidence"]?.arrayValue ?? []).map { $0["digest"]?.stringValue },
            sources: sources.filter { $0["shape"] == "records" }.map { $0["digest"] }, markdown: try export("markdown"))
    }

    private func screen(_ options: [String], size: String = "140x40") throws -> String {
        let script = try beside.write(
            Array("size \(size)\nwait idle\nkeys 0\nwait idle\ndump screen\n".utf8), to: "s.hbs")
        let result = try Program.run(["open", "--script", script, "AWSLogs"] + options, folder: folder.url)
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    /// What the last column says of each log: of the lines of files that end with a level.
    private func standings(on screen: String) -> [String] {
        screen.split(separator: "\n").filter { $0.contains(".json.gz ") }.compactMap { line in
            ["L0 failed", "L0", "L1", "L2", "L3"].first { line.hasSuffix(" " + $0) }
        }
    }

    private func standing(_ level: Int, _ state: String, isFailed: Bool = false) -> JSONValue {
        ["level": .number(level), "state": .string(state), "isFailed": .bool(isFailed)]
    }

    @Test func `A clean chain gives every source L3`() throws {
        let told = try exported(keys)
        #expect(!told.evidence.isEmpty)
        #expect(told.evidence.allSatisfy { $0 == "L3" })
        #expect(told.sources == Array(repeating: standing(3, "as listed"), count: 6))
        #expect(told.markdown.contains(" | L3: as listed |"))
        #expect(!told.markdown.contains(" | L0"))
        let shown = try screen(keys)
        #expect(shown.contains("L3, 6 log files"))
        #expect(!shown.contains("checks that failed"))
        #expect(standings(on: shown) == Array(repeating: "L3", count: 6))
        #expect(standings(on: try screen(keys, size: "80x24")) == Array(repeating: "L3", count: 6))
    }

    @Test func `Without the newest signature, what only that vouches for stays below`() throws {
        let told = try exported(Array(keys.prefix(2)))
        let levels = told.sources.compactMap { $0?["level"]?.intValue }
        #expect(levels == [3, 3, 3, 3, 2, 2])
    }

    @Test func `Without keys an unbroken chain gives L2`() throws {
        let told = try exported([])
        #expect(told.evidence.allSatisfy { $0 == "L2" })
        #expect(told.sources == Array(repeating: standing(2, "as listed"), count: 6))
        let shown = try screen([])
        #expect(shown.contains("L2, 6 log files"))
        #expect(standings(on: shown) == Array(repeating: "L2", count: 6))
    }

    @Test func `A digest without neighbours gives L1`() throws {
        for digest in trail.digests.dropFirst() {
            for file in digest.logs + [digest.object] { try folder.remove(file) }
        }
        let told = try exported([])
        #expect(!told.evidence.isEmpty)
        #expect(told.evidence.allSatisfy { $0 == "L1" })
        #expect(told.sources == Array(repeating: standing(1, "as listed"), count: 2))
        #expect(standings(on: try screen([])) == ["L1", "L1"])
    }

    @Test func `A log whose bytes were changed shows that and reaches nothing`() throws {
        let log = trail.digests[1].logs[0]
        let text = String(decoding: try #require(trail.texts[log]), as: UTF8.self)
        let changed = text.replacingOccurrences(of: "\"ana\"", with: "\"bob\"")
        try folder.write(Gzip.compress(Array(changed.utf8)), to: log)
        let told = try exported(keys)
        #expect(told.evidence.filter { $0 == "L0 failed" }.count == 1)
        let failed = standing(0, "changed: not what is listed under its name", isFailed: true)
        #expect(told.sources.filter { $0 == failed }.count == 1)
        #expect(told.sources.filter { $0 == standing(3, "as listed") }.count == 5)
        #expect(told.markdown.contains(" | L0 failed: changed: not what is listed under its name |"))
        #expect(told.markdown.contains("1 file is contradicted by CloudTrail's digests: "))
        let shown = try screen(keys)
        #expect(shown.contains(" · DIGESTS FAILED ▸ "))
        #expect(shown.contains("Digests: checks that failed"))
        #expect(shown.contains("L3, 5 log files"))
        #expect(standings(on: shown) == ["L3", "L3", "L0 failed", "L3", "L3", "L3"])
    }

    @Test func `A log that a digest lists and that is gone is told in notes and coverage`() throws {
        let log = trail.digests[1].logs[0]
        try folder.remove(log)
        let told = try exported(keys)
        #expect(told.markdown.contains(/Data coverage: grade D, .*1 file is contradicted by CloudTrail's digests/))
        #expect(told.sources == Array(repeating: standing(3, "as listed"), count: 5))
    }

    @Test func `Without digests nothing is said of levels`() throws {
        for digest in trail.digests { try folder.remove(digest.object) }
        let told = try exported(keys)
        #expect(told.evidence.allSatisfy { $0 == nil })
        #expect(told.sources == Array(repeating: .null, count: 6))
        #expect(!(try screen(keys)).contains("DIGEST"))
    }

    @Test func `The levels are in the case and in what is exported from it`() throws {
        let script = try beside.write(Array("wait idle\nkeys q y\n".utf8), to: "s.hbs")
        let file = beside.file("case.huck")
        let opened = try Program.run(
            ["open", "--script", script, "--case", file, "AWSLogs"] + keys, folder: folder.url)
        #expect(opened.status == 0, "\(opened.errors)")
        let notes = beside.file("notes.json")
        let result = try Program.run(["export", "--case", file, "--format", "json", "-o", notes])
        #expect(result.status == 0, "\(result.errors)")
        let value = try JSONValue.parse(try String(contentsOfFile: notes, encoding: .utf8))
        let manifest = value["custody"]?["manifest"]?.arrayValue ?? []
        #expect(
            manifest.filter { $0["shape"] == "records" }.map { $0["digest"] }
                == Array(repeating: standing(3, "as listed"), count: 6))
    }
}
