import Events
import Foundation
import Testing

@testable import Ingest

/// Input that someone, or a failing disk, has changed: whatever it is, it is read or rejected, and the program goes on.
@Suite struct HostileInputTests {
    /// What the changes are made to: every fixture, as it is and in each kind of wrapping.
    private static func originals() throws -> [[UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: FixtureTests.folder).sorted()
        let texts = try names.map { Array(try Data(contentsOf: URL(fileURLWithPath: FixtureTests.folder + "/" + $0))) }
        let members = zip(names, texts).map { Archives.Member($0, $1) }
        return texts + texts.map { Archives.gzip($0) } + [
            Archives.tar(members), Archives.zip(members), Archives.gzip(Archives.tar(members)),
            [0xFF, 0xFE]
                + String(decoding: texts[1], as: UTF8.self).utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
        ]
    }

    private static func changed(_ bytes: [UInt8], _ noise: inout Noise) -> [UInt8] {
        var bytes = bytes
        guard !bytes.isEmpty else { return bytes }
        for _ in 0...noise.next(below: 4) where !bytes.isEmpty {
            let place = noise.next(below: bytes.count)
            switch noise.next(below: 5) {
            case 0: bytes[place] = UInt8(noise.next(below: 256))
            case 1: bytes[place] ^= 1 << UInt8(noise.next(below: 8))
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + noise.next(below: 40)))
            case 3: bytes.insert(contentsOf: Array("[{\"\\,:}]\u{0}\n".utf8).shuffled(using: &noise), at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }

    @Test(arguments: 0..<8)
    func changedInputIsReadOrRejected(seed: Int) throws {
        var noise = Noise(state: UInt64(seed) &* 7_919 &+ 1)
        let folder = try TemporaryFolder()
        for (index, original) in try Self.originals().enumerated() {
            try folder.write("\(index)", Self.changed(original, &noise))
        }
        let trail = try #require(Loader([folder.path], threads: 2).load())
        let report = trail.report
        #expect(report.events > 0)
        #expect(trail.checkInvariants() == [])
        // Every file is accounted for: as a source, or as an archive, or as one that is damaged.
        let files = report.sources.map(\.path).filter { !$0.contains("!/") } + report.archives.map(\.path)
        #expect(Set(files).count == report.fileCount)
        for rejection in report.rejections { #expect(!rejection.reason.isEmpty) }
    }
}
