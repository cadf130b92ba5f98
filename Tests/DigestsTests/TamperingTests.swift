import CloudTrail
import Digests
import Foundation
import JSON
import SignedTrails
import Testing

@Suite struct TamperingTests {
    private let trail = threeHours()
    private let folder: EvidenceFolder

    init() throws {
        folder = try EvidenceFolder([trail])
    }

    private func check(keys: [SigningKey] = [.first]) throws -> DigestReport {
        try report(on: folder, [trail], keys: keys)
    }

    /// Replaces something in a digest by text of the same length.
    private func change(_ digest: Int, _ old: String, _ new: String) throws {
        let text = String(decoding: trail.digests[digest].text, as: UTF8.self)
        let changed = text.replacingOccurrences(of: old, with: new)
        #expect(changed != text)
        try folder.write(Gzip.compress(Array(changed.utf8)), to: trail.digests[digest].object)
    }

    // MARK: Logs

    @Test func `A changed log is named`() throws {
        let log = trail.digests[1].logs[0]
        try folder.write(Gzip.compress(Array("{\"Records\":[]}".utf8)), to: log)
        let report = try check()
        #expect(report.kinds == [.logTampered])
        #expect(report.hasFailed)
        let finding = try #require(report.findings.first)
        #expect(finding.path == folder.file(log))
        #expect(finding.object == S3Object(bucket: "example-trail", key: log))
        #expect(finding.words.contains(SignedTrail.sha256(Array("{\"Records\":[]}".utf8))))
        let levels = report.levels(in: folder, of: trail)
        #expect(levels == [[.signed, .signed], [.unlisted, .signed], [.signed, .signed]])
        #expect(report.levels.standing(ofPath: folder.file(log))?.state == .tampered)
    }

    @Test func `A log that holds another log's content is named`() throws {
        let (log, other) = (trail.digests[1].logs[0], trail.digests[1].logs[1])
        try folder.write(try #require(trail.files[other]), to: log)
        let report = try check()
        #expect(report.kinds == [.logTampered])
        #expect(report.findings[0].reason == .logReplaced(by: S3Object(bucket: "example-trail", key: other)))
        #expect(report.levels.standing(ofPath: folder.file(log))?.level == .unlisted)
    }

    @Test func `A missing log is named`() throws {
        let log = trail.digests[2].logs[1]
        try folder.remove(log)
        let report = try check()
        #expect(report.kinds == [.logMissing])
        #expect(report.findings[0].object?.key == log)
        #expect(report.findings[0].path == nil)
        #expect(report.findings[0].reason == .logMissing(digest: folder.file(trail.digests[2].object)))
    }

    @Test func `A log that nobody lists is named`() throws {
        var other = trail
        let added = other.addLog(at: try #require(EventTime("2026-03-01T15:30:00Z"))).key
        try folder.write(try #require(other.files[added]), to: added)
        let report = try check()
        #expect(report.kinds == [.logAdded])
        #expect(report.findings[0].path == folder.file(added))
        #expect(report.levels.standing(ofPath: folder.file(added))?.state == .added)
    }

    @Test func `A file of another name in the folder of a covered day is named`() throws {
        let day = "AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/"
        let paths = [
            try folder.write(Array(" {\"Records\":[]}".utf8), to: day + ".extra"),
            try folder.write(Array("events".utf8), to: day + "extra.json"),
        ]
        // What a file manager leaves behind holds no events.
        let other = try folder.write([0, 0, 0, 1, 0x42, 0x75, 0x64, 0x31], to: day + ".DS_Store")
        let report = try check()
        #expect(report.kinds == [.logAdded, .logAdded])
        #expect(report.findings.map(\.path) == paths)
        #expect(report.levels.standing(ofPath: other)?.state == .notNamed)
    }

    @Test(
        arguments: [
            ("2026-03-01T10:00:00Z", .outside), ("2026-03-01T13:55:00Z", .atTheEdge),
            ("2026-03-01T17:00:00Z", .atTheEdge), ("2026-03-01T19:00:00Z", .outside),
        ] as [(String, LogState)])
    func `A log outside of what is covered is not called added`(time: String, state: LogState) throws {
        var other = trail
        let added = other.addLog(at: try #require(EventTime(time))).key
        try folder.write(try #require(other.files[added]), to: added)
        let report = try check()
        #expect(report.findings.isEmpty)
        #expect(report.levels.standing(ofPath: folder.file(added))?.state == state)
        #expect(report.levels.standing(ofPath: folder.file(added))?.level == .unlisted)
    }

    @Test func `A log of a trail without digests is not called added`() throws {
        var other = SignedTrail(bucket: "other")
        let added = other.addLog(at: try #require(EventTime("2026-03-01T15:30:00Z"))).key
        try folder.write(try #require(other.files[added]), to: "other/" + added)
        let report = try check()
        #expect(report.findings.isEmpty)
        #expect(report.levels.standing(ofPath: folder.file("other/" + added))?.state == .elsewhere)
    }

    @Test func `Bytes behind the gzip data and a wrong checksum are named, though what is read is sound`() throws {
        let (first, second) = (trail.digests[0].logs[0], trail.digests[0].logs[1])
        try folder.write(try #require(trail.files[first]) + Array("more".utf8), to: first)
        var bytes = try #require(trail.files[second])
        bytes[bytes.count - 8] ^= 1
        try folder.write(bytes, to: second)
        let report = try check()
        #expect(report.kinds == [.damaged, .damaged])
        #expect(report.hasFailed)
        #expect(report.findings.map(\.path) == [folder.file(first), folder.file(second)])
    }

    @Test func `A second gzip member changes the log`() throws {
        let log = trail.digests[0].logs[0]
        try folder.write(try #require(trail.files[log]) + Gzip.compress(Array("{}".utf8)), to: log)
        #expect(try check().kinds == [.logTampered])
    }

    @Test func `A byte order mark in front changes the log`() throws {
        let log = trail.digests[0].logs[0]
        let plain = try #require(trail.texts[log])
        try folder.write([0xEF, 0xBB, 0xBF] + plain, to: log)
        #expect(try check().kinds == [.logTampered])
        try folder.write([0xFF, 0xFE] + plain.flatMap { [$0, 0] }, to: log)
        #expect(try check().kinds == [.logTampered])
    }

    @Test func `A log that cannot be read is not passed over`() throws {
        // Zeros that expand far beyond what a log of this size can.
        let log = trail.digests[0].logs[0]
        try folder.write(Gzip.compress([UInt8](repeating: 0, count: 300 << 20)), to: log)
        let report = try check()
        #expect(report.kinds == [.unreadable])
        #expect(report.hasFailed)
        #expect(report.findings[0].path == folder.file(log))
    }

    @Test func `A log in the folder of another account is sound and misplaced`() throws {
        let log = trail.digests[0].logs[0]
        let elsewhere = log.replacingOccurrences(of: "AWSLogs/111122223333", with: "AWSLogs/999999999999")
        try folder.move(log, to: elsewhere)
        let report = try check()
        #expect(report.kinds == [.logMisplaced])
        #expect(!report.hasFailed)
        #expect(report.levels.standing(ofPath: folder.file(elsewhere))?.level == .signed)
    }

    // MARK: Digests

    @Test func `A changed digest is named, and what it lists falls back to L1`() throws {
        try change(1, "\"newestEventTime\":\"2026-03-01T15:26:31Z\"", "\"newestEventTime\":\"2026-03-01T15:26:32Z\"")
        let report = try check()
        #expect(report.kinds == [.digestTampered])
        #expect(report.findings[0].path == folder.file(trail.digests[1].object))
        #expect(
            report.findings[0].reason
                == .digestTampered(successor: folder.file(trail.digests[2].object), said: trail.digests[1].sha256))
        #expect(
            report.levels(in: folder, of: trail) == [[.signed, .signed], [.listed, .listed], [.signed, .signed]])
        #expect(report.chains.map(\.beginning) == [.start, .broken, .broken])
    }

    @Test func `Without keys everything in front of a broken link falls back to L1`() throws {
        try change(1, "\"newestEventTime\":\"2026-03-01T15:26:31Z\"", "\"newestEventTime\":\"2026-03-01T15:26:32Z\"")
        let report = try check(keys: [])
        #expect(report.kinds == [.digestTampered])
        // The newest vouches for nothing that is here any more, and nobody vouches for it.
        #expect(
            report.levels(in: folder, of: trail) == [[.listed, .listed], [.listed, .listed], [.listed, .listed]])
    }

    @Test func `A changed newest digest is found by its signature`() throws {
        try change(2, "\"newestEventTime\":\"2026-03-01T16:26:31Z\"", "\"newestEventTime\":\"2026-03-01T16:26:32Z\"")
        let report = try check()
        #expect(report.kinds == [.signatureInvalid])
        #expect(report.findings[0].reason == .signatureInvalid(.file))
        #expect(
            report.levels(in: folder, of: trail) == [[.signed, .signed], [.signed, .signed], [.listed, .listed]])
    }

    @Test func `A changed hash of a predecessor is the successor's fault where a signature says so`() throws {
        try change(2, trail.digests[1].sha256, String(repeating: "0", count: 64))
        let levels: [[DigestLevel?]] = [[.signed, .signed], [.signed, .signed], [.listed, .listed]]
        // The predecessor's own, from a file.
        let first = try report(on: folder, [trail], signing: { [$0.digests[1]] })
        #expect(first.kinds == [.digestTampered])
        #expect(
            first.findings[0].reason == .successorTampered(successor: folder.file(trail.digests[2].object)))
        #expect(first.levels(in: folder, of: trail) == levels)
        // The successor's: then what it says of others counts for nothing.
        let second = try report(on: folder, [trail], signing: { $0.digests })
        #expect(second.kinds == [.signatureInvalid])
        #expect(second.findings[0].path == folder.file(trail.digests[2].object))
        #expect(second.levels(in: folder, of: trail) == levels)
        // Without either, one of the two was changed.
        let third = try report(on: folder)
        #expect(third.kinds == [.digestTampered])
        #expect(third.digests.map(\.level) == [.signed, .listed, .listed])
    }

    @Test func `A changed signature in a digest is found by the digest behind it, and blames no other`() throws {
        let signature = trail.digests[0].signature
        let changed = (signature.hasPrefix("0") ? "1" : "0") + signature.dropFirst()
        try change(1, signature, changed)
        let report = try check()
        #expect(report.kinds == [.digestTampered])
        #expect(report.findings[0].path == folder.file(trail.digests[1].object))
    }

    @Test func `A missing digest is named, with the hours that nothing speaks for`() throws {
        try folder.remove(trail.digests[1].object)
        for log in trail.digests[1].logs { try folder.remove(log) }
        let report = try check()
        #expect(report.kinds == [.digestMissing])
        #expect(report.findings[0].object?.key == trail.digests[1].object)
        #expect(
            report.findings[0].words.hasSuffix(
                "no digest of this trail speaks for 2026-03-01T15:01:31Z to 2026-03-01T16:01:31Z"))
        #expect(report.chains.map(\.digests.count) == [1, 1])
        // The first digest has lost the one that held its signature.
        #expect(report.digests.map(\.level) == [.listed, .signed])
    }

    @Test func `A digest that nobody names is named`() throws {
        var forger = SignedTrail()
        forger.addHour()
        forger.addHour(logs: 0) { members in
            members["digestS3Object"] = .string(
                (members["digestS3Object"]?.stringValue ?? "").replacingOccurrences(of: "T160131Z", with: "T160130Z"))
            members["digestEndTime"] = "2026-03-01T16:01:30Z"
        }
        let forged = forger.digests[1]
        try folder.write(Gzip.compress(forged.text), to: forged.object)
        let report = try check()
        #expect(report.hasFailed)
        #expect(
            report.findings.contains {
                $0.kind == .digestUnlinked && $0.path == folder.file(forged.object)
            })
    }

    @Test func `A digest that is none is named, by its name or its folder`() throws {
        try folder.write(Array("{\"digestStartTime\": 1".utf8), to: trail.digests[2].object)
        let report = try report(on: folder)
        #expect(report.kinds.contains(.digestMalformed))
        #expect(report.findings.contains { $0.path == folder.file(trail.digests[2].object) })
        #expect(report.hasFailed)
    }

    @Test func `Two contents of one digest are told apart by what its successor says`() throws {
        let text = String(decoding: trail.digests[1].text, as: UTF8.self)
        let changed = text.replacingOccurrences(of: "2026-03-01T15:26:31Z", with: "2026-03-01T15:26:30Z")
        // Before the true one in the order of paths.
        let other = try folder.write(Array(changed.utf8), to: "A/" + String(trail.digests[1].object.dropLast(3)))
        let report = try check()
        #expect(report.kinds == [.digestDuplicated])
        #expect(report.findings[0].path == other)
        #expect(report.lowestLevel == .signed)
    }

    @Test func `A digest under the name of another is named`() throws {
        try folder.write(try #require(trail.files[trail.digests[0].object]), to: trail.digests[2].object)
        let report = try report(on: folder)
        #expect(report.kinds.contains(.digestMisnamed))
        #expect(report.findings.first { $0.kind == .digestMisnamed }?.path == folder.file(trail.digests[2].object))
    }

    @Test func `A digest that lists logs of another region is named`() throws {
        var trail = SignedTrail()
        trail.addHour(logs: 1) { members in
            guard let log = members["logFiles"]?.arrayValue?.first, var entry = log.objectValue else { return }
            entry["s3Object"] = .string(
                (entry["s3Object"]?.stringValue ?? "").replacingOccurrences(of: "us-east-1", with: "eu-west-1"))
            members["logFiles"] = [.object(entry)]
        }
        let folder = try EvidenceFolder([trail])
        let report = try report(on: folder, [trail])
        #expect(report.kinds.contains(.logOfOthers))
        #expect(report.hasFailed)
    }

    @Test func `Hours that overlap are named`() throws {
        var trail = SignedTrail()
        trail.addHour()
        trail.addHour { $0["digestStartTime"] = "2026-03-01T14:30:00Z" }
        trail.addHour { $0["digestEndTime"] = "2026-03-01T16:01:31Z" }
        let folder = try EvidenceFolder([trail])
        let report = try report(on: folder, [trail])
        #expect(report.kinds.filter { $0 == .clockOrder }.count >= 2)
        #expect(report.hasFailed)
    }

    @Test func `Validation that was stopped and started is told, and is no failure`() throws {
        var trail = threeHours()
        trail.restart(afterHours: 5)
        trail.addHour(changing: SignedTrail.begin)
        trail.addHour()
        let folder = try EvidenceFolder([trail])
        let report = try report(on: folder, [trail], signing: { [$0.digests[2], $0.digests[4]] })
        #expect(report.kinds == [.chainRestarted])
        #expect(!report.hasFailed)
        #expect(
            report.findings[0].words.hasSuffix("no digest speaks for 2026-03-01T17:01:31Z to 2026-03-01T22:01:31Z"))
        #expect(report.chains.map(\.beginning) == [.start, .start])
        #expect(report.lowestLevel == .signed)
    }

    @Test func `Hours between linked digests are told`() throws {
        var trail = SignedTrail()
        trail.addHour()
        trail.restart(afterHours: 2)
        trail.addHour()
        let folder = try EvidenceFolder([trail])
        let report = try report(on: folder, [trail])
        #expect(report.kinds == [.hoursUncovered])
        #expect(!report.hasFailed)
    }

    // MARK: Keys and signatures

    @Test func `The wrong key under the right fingerprint verifies nothing`() throws {
        var keys = DigestKeys()
        let listed = SigningKey.second.listed(
            as: SigningKey.first.fingerprint, from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z")
        try keys.add(json: JSONWriter().bytes(["PublicKeyList": [listed]]))
        let report = DigestVerifier(keys: keys).report(on: [folder.path])
        // What a digest says whose signature is not valid counts for nothing: the first one has none any more.
        #expect(report.kinds == [.signatureInvalid])
        #expect(report.digests.map(\.signature) == [.none, .invalid, .none])
        #expect(report.digests.map(\.level) == [.listed, .listed, .listed])
    }

    @Test func `A key that was not given is named once`() throws {
        let report = try check(keys: [.second])
        #expect(report.kinds == [.keyMissing])
        #expect(report.findings[0].reason == .keyMissing(fingerprint: SigningKey.first.fingerprint, digests: 3))
        #expect(!report.hasFailed)
        #expect(report.lowestLevel == .chained)
    }

    @Test func `A key that was not in use is told`() throws {
        var keys = DigestKeys()
        let listed = SigningKey.first.listed(from: 1_735_689_600, to: 1_767_225_600)
        try keys.add(json: JSONWriter().bytes(["PublicKeyList": [listed]]))
        let report = DigestVerifier(keys: keys).report(on: [folder.path])
        #expect(report.kinds == [.keyOutOfUse, .keyOutOfUse])
        #expect(!report.hasFailed)
    }

    @Test func `A wrong signature from a file does not shake a digest whose successor has the right one`() throws {
        let signature = String(trail.digests[1].signature.reversed())
        var signatures = DigestSignatures()
        try signatures.add(json: Array("{\"\(trail.digests[1].object)\":\"\(signature)\"}".utf8))
        var keys = DigestKeys()
        try keys.add(json: SigningKey.list())
        let report = DigestVerifier(keys: keys, signatures: signatures).report(on: [folder.path])
        #expect(report.kinds == [.signatureInvalid])
        #expect(report.digests.map(\.level) == [.signed, .signed, .chained])
        let unkeyed = DigestVerifier(signatures: signatures).report(on: [folder.path])
        #expect(
            unkeyed.findings.map(\.reason)
                == [.signaturesDiffer(successor: folder.file(trail.digests[2].object))])
    }

    @Test func `A signature of a digest that is not here is told`() throws {
        try folder.remove(trail.digests[2].object)
        for log in trail.digests[2].logs { try folder.remove(log) }
        let report = try check()
        #expect(report.kinds == [.signatureUnused])
        #expect(report.findings[0].words.contains(trail.digests[2].object))
    }
}
