import Cases
import CloudTrail
import Foundation
import Ingest
import Records
import Testing

@Suite struct ManifestTests {
    /// A trail of two files, which is removed at the end.
    private func withTrail(_ files: [String: Data], _ body: (Trail) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, data) in files { try data.write(to: folder.appending(path: name)) }
        try body(Trail(try #require(Loader([folder.path]).load())))
    }

    private func record(_ number: Int, at time: String) -> String {
        #"{"eventTime":"\#(time)","eventName":"A","eventSource":"ec2.amazonaws.com","userIdentity":{"type":"Root"},"recipientAccountId":"111122223333","eventID":"00000000-0000-4000-8000-00000000000\#(number)"}"#
    }

    @Test func eachSourceHasItsHashesAndTimes() throws {
        let text = record(1, at: "2020-05-06T09:00:00Z") + "\n" + record(2, at: "2020-05-06T08:00:00Z") + "\n"
        // `printf 'hello\n' | sha256sum`, and the same behind `gzip -n`.
        let hello = Data("hello\n".utf8)
        let zipped = Data([
            0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0xE7, 0x02, 0, 0x20, 0x30, 0x3A,
            0x36,
            6, 0, 0, 0,
        ])
        try withTrail(["a.json": Data(text.utf8), "b.txt": hello, "c.gz": zipped]) { trail in
            let manifest = [ManifestEntry](of: trail, threads: 2)
            #expect(manifest.map { $0.path.split(separator: "/").last } == ["a.json", "b.txt", "c.gz"])
            #expect(manifest[0].shape == .ndjson)
            #expect(manifest[0].records == 2)
            #expect(manifest[0].byteCount == text.utf8.count)
            #expect(manifest[0].first == EventTime("2020-05-06T08:00:00Z"))
            #expect(manifest[0].last == EventTime("2020-05-06T09:00:00Z"))
            #expect(manifest[0].sha256 == manifest[0].logSHA256)
            let digest = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
            #expect(manifest[1].sha256 == digest)
            #expect(manifest[1].logSHA256 == digest)
            #expect(manifest[2].logSHA256 == digest)
            #expect(manifest[2].sha256 != digest)
            #expect(manifest[2].first == nil)
        }
    }

    /// They stand behind the sources that were read, and nobody can read them again.
    @Test func pipesAndDanglingLinksHaveNoHash() throws {
        try withTrail(["a.json": Data(record(1, at: "2020-05-06T09:00:00Z").utf8)]) { trail in
            let folder = URL(filePath: try #require(trail.report.sources.first).path).deletingLastPathComponent()
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "z.json").path, withDestinationPath: "/nowhere")
            let isMade = unsafe mkfifo(folder.appending(path: "pipe").path, 0o600) == 0
            try #require(isMade)
            let all = Trail(try #require(Loader([folder.path]).load()))
            let manifest = [ManifestEntry](of: all)
            #expect(manifest.map { $0.path.split(separator: "/").last } == ["a.json", "pipe", "z.json"])
            #expect(manifest.map { $0.logSHA256 == nil } == [false, true, true])
            #expect(manifest.map(\.records) == [1, 0, 0])
        }
    }

    @Test func aSourceThatChangedSinceHasNoHashOfItsLog() throws {
        try withTrail(["a.json": Data(record(1, at: "2020-05-06T09:00:00Z").utf8)]) { trail in
            let path = trail.report.sources[0].path
            try Data(record(2, at: "2020-05-06T09:00:00Z").utf8).write(to: URL(filePath: path))
            let manifest = [ManifestEntry](of: trail)
            #expect(manifest[0].sha256 != nil)
            #expect(manifest[0].logSHA256 == nil)
        }
    }

    @Test func givingUpLeavesTheHashesOut() throws {
        try withTrail(["a.json": Data(record(1, at: "2020-05-06T09:00:00Z").utf8)]) { trail in
            let manifest = [ManifestEntry](of: trail) { true }
            #expect(manifest.map(\.logSHA256) == [nil])
            #expect(manifest[0].records == 1)
        }
    }
}
