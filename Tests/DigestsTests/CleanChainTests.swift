import CloudTrail
import Digests
import JSON
import SignedTrails
import Testing

@Suite struct CleanChainTests {
    @Test func `A clean chain reaches L3 with one signature from outside`() throws {
        let trail = threeHours()
        let folder = try EvidenceFolder([trail])
        let report = try report(on: folder, [trail])
        #expect(report.findings.isEmpty)
        #expect(!report.hasFailed)
        #expect(report.levels(in: folder, of: trail) == Array(repeating: [.signed, .signed], count: 3))
        #expect(report.lowestLevel == .signed)
        #expect(report.digests.map(\.signature) == [.valid, .valid, .valid])
        #expect(report.chains.count == 1)
        let chain = try #require(report.chains.first)
        #expect(chain.line.account == "111122223333")
        #expect(chain.line.region == "us-east-1")
        #expect(chain.line.trail == "main_us-east-1")
        #expect(chain.from.iso8601 == "2026-03-01T14:01:31Z")
        #expect(chain.to.iso8601 == "2026-03-01T17:01:31Z")
        #expect(chain.beginning == .start)
        #expect(chain.levels == [.signed: 3])
    }

    @Test func `Without the newest signature the newest digest stays at L2`() throws {
        let trail = threeHours()
        let folder = try EvidenceFolder([trail])
        let report = try report(on: folder)
        #expect(report.findings.isEmpty)
        #expect(
            report.levels(in: folder, of: trail) == [[.signed, .signed], [.signed, .signed], [.chained, .chained]])
        #expect(report.digests.map(\.signature) == [.valid, .valid, .none])
    }

    @Test func `Without keys a chain reaches L2`() throws {
        let trail = threeHours()
        let folder = try EvidenceFolder([trail])
        let report = try report(on: folder, [trail], keys: [])
        #expect(report.findings.isEmpty)
        #expect(report.levels(in: folder, of: trail) == Array(repeating: [.chained, .chained], count: 3))
        #expect(report.digests.map(\.signature) == [.noKeys, .noKeys, .noKeys])
    }

    @Test func `A digest alone is L1 without its signature and L3 with it`() throws {
        var trail = SignedTrail()
        trail.addHour(logs: 1)
        let folder = try EvidenceFolder([trail])
        #expect(try report(on: folder).levels(in: folder, of: trail) == [[.listed]])
        #expect(try report(on: folder, [trail]).levels(in: folder, of: trail) == [[.signed]])
    }

    @Test func `Logs without any digest are L0`() throws {
        let trail = threeHours()
        let folder = try EvidenceFolder([trail])
        for digest in trail.digests { try folder.remove(digest.object) }
        let report = try report(on: folder)
        #expect(!report.hasDigests)
        #expect(report.logs.map(\.level) == Array(repeating: .unlisted, count: 6))
        #expect(Set(report.logs.map(\.state)) == [.noDigest])
        // A signature that nobody asked for is told where it was given.
        #expect(report.findings.isEmpty)
    }

    @Test func `An hour without log files is a link like any other`() throws {
        var trail = SignedTrail()
        trail.addHour(logs: 1)
        trail.addHour(logs: 0)
        trail.addHour(logs: 1)
        let folder = try EvidenceFolder([trail])
        let report = try report(on: folder, [trail])
        #expect(report.findings.isEmpty)
        #expect(report.levels(in: folder, of: trail) == [[.signed], [], [.signed]])
    }

    @Test func `Regions and accounts have chains and keys of their own`() throws {
        let trails = [
            threeHours(), threeHours(SignedTrail(region: "eu-west-1", key: .second)),
            threeHours(SignedTrail(account: "444455556666", key: .second)),
        ]
        let folder = try EvidenceFolder(trails)
        let report = try report(on: folder, trails, keys: [.first, .second])
        #expect(report.findings.isEmpty)
        #expect(report.logs.count == 18)
        #expect(report.lowestLevel == .signed)
        #expect(
            report.chains.map { "\($0.line.account) \($0.line.region)" } == [
                "111122223333 eu-west-1", "111122223333 us-east-1", "444455556666 us-east-1",
            ])
    }

    @Test func `Prefixes and organisations are only folders`() throws {
        let trail = threeHours(SignedTrail(top: "audit/trail/AWSLogs/o-abc123/"))
        let folder = try EvidenceFolder([trail])
        let report = try report(on: folder, [trail])
        #expect(report.findings.isEmpty)
        #expect(report.lowestLevel == .signed)
    }

    @Test func `Unpacked logs and digests are the same evidence`() throws {
        let trail = threeHours()
        let folder = try EvidenceFolder()
        for (name, text) in trail.texts { try folder.write(text, to: String(name.dropLast(3))) }
        let report = try report(on: folder, [trail])
        #expect(report.findings.isEmpty)
        #expect(report.logs.count == 6)
        #expect(report.lowestLevel == .signed)
    }

    @Test func `Files in one flat folder, under other names, are known by their hashes`() throws {
        let trail = threeHours()
        let folder = try EvidenceFolder()
        for (number, name) in trail.files.keys.sorted().enumerated() {
            try folder.write(try #require(trail.files[name]), to: "evidence-\(number).bin")
        }
        let report = try report(on: folder, [trail])
        #expect(!report.hasFailed)
        #expect(report.kinds == Array(repeating: .logRenamed, count: 6))
        #expect(report.logs.map(\.state) == Array(repeating: .renamed, count: 6))
        #expect(report.lowestLevel == .signed)
        // The digests come first.
        #expect(report.findings.first?.path?.hasSuffix("/evidence-3.bin") == true)
    }

    @Test func `Copies of files are no findings`() throws {
        let trail = threeHours()
        let folder = try EvidenceFolder([trail])
        for (name, bytes) in trail.files { try folder.write(bytes, to: "second/" + name) }
        let report = try report(on: folder, [trail])
        #expect(report.findings.isEmpty)
        #expect(report.logs.count == 12)
        #expect(report.lowestLevel == .signed)
        #expect(report.digests.map(\.copies.count) == [1, 1, 1])
    }

    @Test func `A trail that changes its bucket keeps its chain`() throws {
        var trail = threeHours()
        trail.bucket = "a-second-trail"
        for _ in 0..<2 {
            trail.addHour { members in
                // The digest before the change lies where it was delivered.
                if members["previousDigestS3Object"]?.stringValue?.hasSuffix("T170131Z.json.gz") == true {
                    members["previousDigestS3Bucket"] = "example-trail"
                }
            }
        }
        let folder = try EvidenceFolder([trail])
        let report = try report(on: folder, keys: [])
        #expect(report.findings.isEmpty)
        #expect(report.chains.map(\.line.location.bucket) == ["a-second-trail", "example-trail"])
        #expect(report.chains.map(\.beginning) == [.continued, .start])
        #expect(report.lowestLevel == .chained)
    }

    @Test func `Two trails of one name in one account are two lines`() throws {
        let trails = [threeHours(), threeHours(SignedTrail(top: "AWSLogs/o-1a2b/"))]
        let folder = try EvidenceFolder(trails)
        let report = try report(on: folder, trails)
        #expect(report.findings.isEmpty)
        #expect(report.chains.count == 2)
        #expect(report.lowestLevel == .signed)
    }

    @Test func `Late digests are a chain of their own`() throws {
        var trail = threeHours()
        trail.addHour(logs: 1, isBackfill: true)
        trail.addHour(logs: 1)
        trail.addHour(logs: 1, isBackfill: true)
        let folder = try EvidenceFolder([trail])
        let report = try report(on: folder, [trail])
        #expect(report.findings.isEmpty)
        #expect(report.lowestLevel == .signed)
        #expect(report.chains.map(\.line.isBackfill) == [false, true])
        #expect(report.chains.map(\.digests.count) == [4, 2])
    }

    @Test func `A chain of which only a part was copied begins with a cut`() throws {
        let trail = threeHours()
        let folder = try EvidenceFolder([trail])
        try folder.remove(trail.digests[0].object)
        for log in trail.digests[0].logs { try folder.remove(log) }
        let report = try report(on: folder, [trail])
        #expect(report.findings.isEmpty)
        #expect(report.chains.map(\.beginning) == [.cut])
        #expect(report.lowestLevel == .signed)
    }

    @Test func `What is asked by hash need not have been read`() throws {
        let trail = threeHours()
        let folder = try EvidenceFolder([trail])
        let log = trail.digests[1].logs[0]
        let whole = try report(on: folder, [trail])
        let checked = try #require(whole.logs.first { $0.path == folder.file(log) })
        try folder.remove(log)
        let levels = try report(on: folder, [trail]).levels
        #expect(levels.standing(ofPath: folder.file(log)) == nil)
        #expect(levels.standing(ofSHA256: try #require(checked.sha256))?.level == .signed)
        #expect(levels.standing(ofSHA256: String(repeating: "0", count: 64)) == nil)
        // The hash of a file as stored is known from reading it.
        #expect(whole.levels.standing(ofSHA256: try #require(checked.storedSHA256))?.state == .intact)
        #expect(checked.storedSHA256 == SignedTrail.sha256(try #require(trail.files[log])))
    }

    @Test func `The number of threads changes nothing`() throws {
        var trail = SignedTrail()
        for _ in 0..<80 { trail.addHour() }
        let folder = try EvidenceFolder([trail])
        try folder.remove(trail.digests[40].object)
        let reports = try [1, 2, 5].map { try report(on: folder, [trail], threads: $0) }
        #expect(Set(reports.map(\.findings)).count == 1)
        #expect(Set(reports.map { $0.logs.map(\.path) }).count == 1)
        #expect(reports[0].logs.count == 160)
    }
}
