import Foundation
import Testing

@Suite struct SnapshotCommandTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let event =
        #"{"eventVersion":"1.08","eventTime":"2020-05-06T09:41:12Z","eventSource":"ec2.amazonaws.com","#
        + #""eventName":"CreateKeyPair","eventID":"5a4f7d4c-0000-4000-8000-000000000001"}"#

    @Test func whatIsSaidOfTheSampleCaseIsSaidOfItsSnapshot() throws {
        let folder = try InputFolder([:])
        let snapshot = folder.url.appending(path: "sample.snapshot").path
        let made = try Program.run(["snapshot", "SampleData", "-o", snapshot], folder: root)
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output == "48,000 events of 407 files in \(snapshot)\n")
        let logs = root.appending(path: "SampleData").path
        for arguments in [["investigate", "--format", "json"], ["inspect", "--format", "json"], ["detect"]] {
            let loaded = try Program.run(arguments + [logs], folder: folder.url)
            let opened = try Program.run(arguments + [snapshot], folder: folder.url)
            #expect(opened.output == loaded.output, "\(arguments)")
            #expect(opened.status == loaded.status && opened.errors == loaded.errors)
        }
    }

    @Test func recordsAreReadFromTheLogs() throws {
        let folder = try InputFolder(["a.json": Self.event])
        #expect(try Program.run(["snapshot", "a.json", "-o", "trail"], folder: folder.url).status == 0)
        let words = ["query", #""CreateKeyPair""#, "trail", "--count"]
        #expect(try Program.run(words, folder: folder.url).output == "1\n")
        try FileManager.default.removeItem(at: folder.url.appending(path: "a.json"))
        let gone = try Program.run(["query", "*", "trail", "--format", "csv", "--columns", "name"], folder: folder.url)
        #expect(gone.output == "name\nCreateKeyPair\n")
        #expect(
            gone.errors.hasSuffix(
                "a.json: it is gone since the snapshot was made: its events are here, its records are not\n"))
    }

    @Test func whatIsThereStays() throws {
        let folder = try InputFolder(["a.json": Self.event, "notes": "mine"])
        let refused = try Program.run(["snapshot", "a.json", "-o", "notes"], folder: folder.url)
        #expect(refused.status == 73)
        #expect(refused.errors == "notes is there already; --force replaces it\n")
        #expect(try Program.run(["snapshot", "a.json", "-o", "notes", "--force"], folder: folder.url).status == 0)
        let evidence = try Program.run(["snapshot", "a.json", "-o", "a.json", "--force"], folder: folder.url)
        #expect(evidence.status == 73)
        #expect(evidence.errors == "a.json is what the export rests on: it is never replaced\n")
        #expect(try String(contentsOf: folder.url.appending(path: "a.json"), encoding: .utf8) == Self.event)
    }

    @Test func anExportNeverReplacesTheSnapshotThatItRestsOn() throws {
        let folder = try InputFolder(["a.json": Self.event])
        #expect(try Program.run(["snapshot", "a.json", "-o", "trail"], folder: folder.url).status == 0)
        let words = ["export", "trail", "--format", "markdown", "-o", "trail", "--force"]
        let refused = try Program.run(words, folder: folder.url)
        #expect(refused.status == 73)
        #expect(refused.errors.hasSuffix("trail is what the export rests on: it is never replaced\n"))
        #expect(try Program.run(["query", "*", "trail", "--count"], folder: folder.url).output == "1\n")
    }

    @Test func whatCannotBeReadAgainIsNoSnapshot() throws {
        let folder = try InputFolder(["a.json": Self.event])
        let input = try Program.run(["snapshot", "-", "-o", "trail"], input: Self.event, folder: folder.url)
        #expect(input.status == 64)
        #expect(input.errors.contains("Standard input cannot be read again later: save it as a file first."))
        #expect(try Program.run(["snapshot", "a.json", "-o", "trail"], folder: folder.url).status == 0)
        let again = try Program.run(["snapshot", "trail", "-o", "other"], folder: folder.url)
        #expect(again.status == 64)
        #expect(again.errors.hasSuffix("trail is a snapshot already: name what it was made of\n"))
        let nothing = try Program.run(["snapshot", "gone", "-o", "other"], folder: folder.url)
        #expect(nothing.status == 66)
    }

    @Test func aSnapshotIsOpenedAsItWasMade() throws {
        let folder = try InputFolder(["a.json": Self.event])
        #expect(try Program.run(["snapshot", "a.json", "-o", "trail"], folder: folder.url).status == 0)
        let other = try Program.run(["query", "*", "trail", "--region", "us-east-1"], folder: folder.url)
        #expect(other.status == 65)
        #expect(other.errors.contains("trail: it is a snapshot, and holds what was loaded when it was made"))
        let cut = folder.url.appending(path: "cut")
        try Data(contentsOf: folder.url.appending(path: "trail")).prefix(500).write(to: cut)
        let damaged = try Program.run(["query", "*", "cut"], folder: folder.url)
        #expect(damaged.status == 65)
        #expect(damaged.errors.hasPrefix("cut: the snapshot is cut off: make it anew with 'huckleberry snapshot'\n"))
    }
}
