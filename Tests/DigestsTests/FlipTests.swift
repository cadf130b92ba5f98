import Digests
import SignedTrails
import Testing

/// No single byte of a small chain can change without being seen.
@Suite struct FlipTests {
    /// Nothing failed, and every log is proven as far as it can be.
    private func isClean(_ report: DigestReport, logs: Int) -> Bool {
        !report.hasFailed && report.logs.count == logs && report.lowestLevel == .signed
    }

    @Test func `A flipped byte in any unpacked file is found`() throws {
        var trail = SignedTrail()
        for _ in 0..<2 { trail.addHour(logs: 1) }
        let folder = try EvidenceFolder()
        let texts = trail.texts.map { (name: String($0.key.dropLast(3)), bytes: $0.value) }.sorted { $0.name < $1.name }
        for (name, bytes) in texts { try folder.write(bytes, to: name) }
        #expect(isClean(try report(on: folder, [trail]), logs: 2))
        for (name, bytes) in texts {
            for offset in stride(from: 0, to: bytes.count, by: name.contains("Digest") ? 3 : 5) {
                var flipped = bytes
                flipped[offset] ^= UInt8(1 << (offset % 8))
                try folder.write(flipped, to: name)
                #expect(!isClean(try report(on: folder, [trail], threads: 1), logs: 2), "\(name) at \(offset)")
            }
            try folder.write(bytes, to: name)
        }
        #expect(isClean(try report(on: folder, [trail]), logs: 2))
    }

    /// The gzip header holds a time and a system that no digest speaks for, and the last byte of the data ends with bits
    /// that fill it up: a flip there leaves the log as it was.
    @Test func `A flipped byte in a compressed file is found wherever it changes what the file holds`() throws {
        var trail = SignedTrail()
        for _ in 0..<2 { trail.addHour(logs: 1) }
        let folder = try EvidenceFolder([trail])
        for (name, bytes) in trail.files.sorted(by: { $0.key < $1.key }) {
            for offset in stride(from: 0, to: bytes.count, by: 2)
            where !(4..<10).contains(offset) && offset != bytes.count - 9 {
                var flipped = bytes
                flipped[offset] ^= UInt8(1 << (offset % 8))
                try folder.write(flipped, to: name)
                #expect(!isClean(try report(on: folder, [trail], threads: 1), logs: 2), "\(name) at \(offset)")
            }
            try folder.write(bytes, to: name)
        }
    }

    @Test func `A flipped byte in a signature is found`() throws {
        var trail = SignedTrail()
        trail.addHour(logs: 1)
        let folder = try EvidenceFolder([trail])
        var keys = DigestKeys()
        try keys.add(json: SigningKey.list())
        let digits = Array(trail.digests[0].signature.utf8)
        for offset in stride(from: 0, to: digits.count, by: 7) {
            var changed = digits
            changed[offset] = changed[offset] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
            var signatures = DigestSignatures()
            let text = String(decoding: changed, as: UTF8.self)
            try signatures.add(json: Array("{\"\(trail.digests[0].object)\":\"\(text)\"}".utf8))
            let report = DigestVerifier(keys: keys, signatures: signatures).report(on: [folder.path])
            #expect(report.kinds == [.signatureInvalid])
        }
    }
}
