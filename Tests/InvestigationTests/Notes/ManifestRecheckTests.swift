import Exports
import Foundation
import Ingest
import Records
import Testing

/// The manifest of notes, compared with the sources that are here.
@Suite struct ManifestRecheckTests {
    private func evidence() throws -> RecheckedSources { try .days() }

    @Test func theManifestIsComparedWithTheSources() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        let trail = Trail(try #require(Loader([evidence.logs.path]).load()))
        let paths = ["a.json", "b.json"].map { evidence.logs.appending(path: $0).path }
        #expect(evidence.notes.manifest.map(\.path) == paths)
        var notes = evidence.notes
        let hash = try #require(notes.manifest[0].logSHA256)
        notes.manifest[0].logSHA256 = String(repeating: "0", count: 64)
        notes.manifest[1].byteCount = 1
        var gone = notes.manifest[0]
        (gone.path, gone.sha256) = ("c.json", String(repeating: "1", count: 64))
        notes.manifest.append(gone)
        let size = try evidence.text("b.json").utf8.count
        let recheck = Recheck(notes, in: trail) { _ in nil }
        #expect(recheck.verdict == .failed)
        #expect(
            recheck.sources.map(\.faults) == [
                [.logDiffers(path: paths[0], sha256: hash)], [.sizeDiffers(path: paths[1], byteCount: size)],
                [.missing],
            ])
    }

    @Test func aFileThatWasPackedAnewIsToldFromOneThatChanged() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        let trail = Trail(try #require(Loader([evidence.logs.path]).load()))
        var notes = evidence.notes
        notes.manifest[1].sha256 = String(repeating: "1", count: 64)
        let recheck = Recheck(notes, in: trail) { _ in nil }
        guard case .changed(_, _, isSameLog: true)? = recheck.sources[1].faults.first else {
            Issue.record("\(recheck.sources[1].faults)")
            return
        }
        #expect(
            RecheckText(recheck).text.contains("  the uncompressed log is the same: it was unpacked, or packed anew\n"))
    }

    @Test func oneOfTwoCopiesThatIsGoneIsMissing() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        let trail = Trail(try #require(Loader([evidence.logs.path]).load()))
        var notes = evidence.notes
        var copy = notes.manifest[1]
        copy.path = "copy.json"
        notes.manifest.insert(copy, at: 0)
        let recheck = Recheck(notes, in: trail) { _ in nil }
        #expect(recheck.sources.map(\.standing) == [.notConfirmed, .confirmed, .confirmed])
        #expect(recheck.sources[0].faults == [.missing])
        let hash = try #require(copy.sha256)
        #expect(
            RecheckText(recheck).text.hasPrefix(
                """
                not confirmed: 1 of 3 sources

                1 source of the manifest is missing, and no record of the evidence is in it
                  SHA-256 \(hash)  copy.json


                """))
    }

    @Test func aSourceThatTheManifestDoesNotListIsToldAndIsNoFailure() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        try evidence.write(#"{"Records":[]}"#, to: "z.json")
        let recheck = try evidence.check()
        #expect(recheck.unlisted == [evidence.logs.appending(path: "z.json").path])
        #expect(recheck.isConfirmed)
        #expect(RecheckText(recheck).text.contains("\n1 source here that the manifest does not list\n"))
    }

    /// What the notes themselves say was gone is no news; where it is back, it is checked like any other.
    @Test func aSourceThatWasGoneAlreadyIsNotMissed() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        let trail = Trail(try #require(Loader([evidence.logs.path]).load()))
        var notes = evidence.notes
        var gone = notes.manifest[0]
        (gone.path, gone.sha256, gone.logSHA256) = ("c.json", String(repeating: "1", count: 64), nil)
        gone.isAbsent = true
        notes.manifest.append(gone)
        let recheck = Recheck(notes, in: trail) { _ in nil }
        #expect(recheck.isConfirmed)
        #expect(recheck.sources.map(\.standing) == [.confirmed, .confirmed, .unchecked])
        #expect(
            RecheckExtent(of: recheck).unchecked == [
                "1 source of the manifest: not there any more when the notes were written"
            ])
        try evidence.write("another text", to: "c.json")
        let again = Trail(try #require(Loader([evidence.logs.path]).load()))
        #expect(Recheck(notes, in: again) { _ in nil }.sources.map(\.standing).last == .notConfirmed)
    }
}
