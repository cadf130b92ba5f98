import Foundation
import Testing

@testable import Ingest

@Suite struct SourceWalkTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Paths below the folder, and what is wrong with them.
    private func walk(_ names: String...) -> (files: [String], problems: [String: SourceProblem.Reason]) {
        let paths = names.isEmpty ? [folder.path] : names.map { folder.path + "/" + $0 }
        let listing = SourceWalk.files(under: paths.map { SourcePath($0) })
        func short(_ path: String) -> String { String(path.dropFirst(folder.path.count + 1)) }
        return (
            listing.files.map { short($0.path.shown) },
            Dictionary(uniqueKeysWithValues: listing.problems.map { (short($0.path), $0.reason) })
        )
    }

    @Test func foldersAreWalkedInTheOrderOfNames() throws {
        for name in ["b.json", "a/z.json", "a/b/c.json", "B.json", "a.json", ".hidden", "\u{e9}.json"] {
            try folder.write(name, "x")
        }
        let (files, problems) = walk()
        #expect(files == [".hidden", "B.json", "a/b/c.json", "a/z.json", "a.json", "b.json", "\u{e9}.json"])
        #expect(problems.isEmpty)
    }

    @Test func whatAFetchKeepsBesideItsFolderIsNoEvidence() throws {
        for name in ["s3/a.json", "s3.fetch/lock", "s3.fetch/incoming/b.json", "other.fetch/c.json", ".fetch"] {
            try folder.write(name, "x")
        }
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.fetch", withDestinationPath: folder.path + "/s3.fetch")
        #expect(walk().files == [".fetch", "other.fetch/c.json", "s3/a.json"])
        #expect(walk().problems.isEmpty)
        // Who asks for it gets it.
        #expect(walk("s3.fetch").files == ["s3.fetch/incoming/b.json", "s3.fetch/lock"])
    }

    @Test func pathsAreReadInTheOrderGiven() throws {
        try folder.write("b.json", "x")
        try folder.write("a.json", "x")
        #expect(walk("b.json", "a.json").files == ["b.json", "a.json"])
    }

    @Test func aMissingPathIsReportedAndTheOthersAreRead() throws {
        try folder.write("a.json", "x")
        let (files, problems) = walk("nowhere", "a.json", "a.json/below")
        #expect(files == ["a.json"])
        #expect(problems == ["nowhere": .missing, "a.json/below": .missing])
    }

    @Test func namesThatAreNotUTF8Survive() throws {
        let path = SourcePath(bytes: Array(folder.path.utf8) + [UInt8(ascii: "/"), 0x61, 0xFF, 0xC3])
        let descriptor = unsafe path.withCString { unsafe open($0, O_CREAT | O_WRONLY, 0o600) }
        try #require(descriptor >= 0)
        close(descriptor)
        let listing = SourceWalk.files(under: [SourcePath(folder.path)])
        #expect(listing.files.map(\.path) == [path])
        #expect(listing.files[0].path.shown == folder.path + "/a\\xFF\\xC3")
        #expect(ReadFile(listing.files[0]).texts == [""])
    }

    @Test func linksAreFollowedAndLoopsAreNot() throws {
        try folder.write("real/a.json", "x")
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: folder.path + "/real/up", withDestinationPath: "..")
        try manager.createSymbolicLink(atPath: folder.path + "/link.json", withDestinationPath: "real/a.json")
        try manager.createSymbolicLink(atPath: folder.path + "/self", withDestinationPath: "self")
        try manager.createSymbolicLink(atPath: folder.path + "/nothing", withDestinationPath: "gone")
        let (files, problems) = walk()
        #expect(files == ["link.json", "real/a.json"])
        #expect(problems["real/up"] == .alreadyWalked(folder.path))
        #expect(problems["nothing"] == .danglingLink)
        #expect(problems["self"] == .system(ELOOP))
        #expect(problems.count == 3)
    }

    @Test func foldersWithinFoldersAreWalkedHoweverDeep() throws {
        // More than stay open, and a name behind each on the way back.
        let depth = 100
        var names: [String] = []
        for level in 0...depth {
            let folders = String(repeating: "d/", count: level)
            names += [folders + "a", folders + "e"]
            for name in names.suffix(2) { try folder.write(name, "x") }
        }
        let (files, problems) = walk()
        let down = names.filter { $0.hasSuffix("a") }
        let up = names.filter { $0.hasSuffix("e") }.reversed()
        #expect(files == down + up)
        #expect(problems.isEmpty)
    }

    @Test func aFolderWhosePathIsTooLongForTheSystemIsNamed() throws {
        let name = String(repeating: "n", count: 250)
        var descriptors = [unsafe open(folder.path, O_RDONLY | O_DIRECTORY)]
        defer {
            for descriptor in descriptors.reversed() {
                unsafe unlinkat(descriptor, name, AT_REMOVEDIR)
                close(descriptor)
            }
        }
        for _ in 0..<20 {
            #expect(unsafe mkdirat(descriptors[descriptors.count - 1], name, 0o700) == 0)
            descriptors.append(unsafe openat(descriptors[descriptors.count - 1], name, O_RDONLY | O_DIRECTORY))
        }
        try folder.write("\(name)/z.json", "x")
        defer { unsafe unlink(folder.path + "/\(name)/z.json") }
        let (files, problems) = walk()
        #expect(files == ["\(name)/z.json"])
        #expect(Array(problems.values) == [.system(ENAMETOOLONG)])
        // With the zero that ends it a path may have 4,096 bytes.
        let length = folder.path.utf8.count
        let levels = (4_095 - length) / 251 + 1
        #expect(problems.keys.first?.utf8.count == levels * 251 - 1)
    }

    @Test func aFolderThatALinkNamesIsWalkedWhereTheLinkIs() throws {
        try folder.write("b/x.json", "x")
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: folder.path + "/a", withDestinationPath: "b")
        let (files, problems) = walk()
        #expect(files == ["a/x.json"])
        #expect(problems == ["b": .alreadyWalked(folder.path + "/a")])
    }

    @Test func sizesAreThoseOfTheFilesThatLinksName() throws {
        try folder.write("b.json", "five!")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/a.json", withDestinationPath: "b.json")
        let listing = SourceWalk.files(under: [SourcePath(folder.path)])
        #expect(listing.files.map(\.byteCount) == [5, 5])
    }

    @Test func namesOfFilesMayBeginWithDots() throws {
        for name in ["..a", ".b", "..."] { try folder.write(name, "x") }
        #expect(walk().files == ["...", "..a", ".b"])
    }

    @Test func pipesAndDevicesAreRefused() throws {
        #expect(unsafe mkfifo(folder.path + "/pipe", 0o600) == 0)
        let (files, problems) = walk()
        #expect(files.isEmpty)
        #expect(problems == ["pipe": .special(.pipe)])
        let device = SourceWalk.files(under: [SourcePath("/dev/null")])
        #expect(device.problems.map(\.reason) == [.special(.characterDevice)])
    }

    @Test func unreadableFoldersAndFilesAreNamed() throws {
        // Whoever may read everything cannot see this.
        guard geteuid() != 0 else { return }
        try folder.write("closed/a.json", "x")
        try folder.write("secret.json", "x")
        unsafe chmod(folder.path + "/closed", 0)
        unsafe chmod(folder.path + "/secret.json", 0)
        defer { unsafe chmod(folder.path + "/closed", 0o700) }
        let (files, problems) = walk()
        #expect(problems == ["closed": .system(EACCES)])
        #expect(files == ["secret.json"])
        let secret = ReadFile(SourceFile(path: SourcePath(folder.path + "/secret.json"), byteCount: 1))
        #expect(secret.reasons == [.system(EACCES)])
    }

    @Test func aPipeOfThisProcessIsReadOnceAndKept() throws {
        var ends: [Int32] = [0, 0]
        try #require(unsafe pipe(&ends) == 0)
        let text = Array("[1]".utf8)
        #expect(unsafe write(ends[1], text, text.count) == 3)
        close(ends[1])
        let listing = SourceWalk.files(under: [SourcePath("/dev/fd/\(ends[0])")])
        close(ends[0])
        try #require(listing.files.count == 1)
        #expect(listing.files[0].byteCount == 3)
        let file = ReadFile(listing.files[0])
        #expect(file.texts == ["[1]"])
        #expect(try SourceReader().reopen(file.sources[0].info) { $0.count } == 3)
    }

    @Test func reasonsAreWords() {
        #expect(SourceProblem.Reason.system(EACCES).description == "cannot be read: permission denied")
        #expect(
            SourceProblem.Reason.tooLarge(limit: 4 << 30).description == "its text is larger than the limit of 4 GiB")
        #expect(
            SourceProblem(path: "a", reason: .special(.pipe)).description
                == "a: a named pipe, not a file: give its content as a file or on standard input")
        #expect(
            SourceProblem.Reason.expandsTooFar(stored: 1_536, decoded: 1 << 28).description
                == "1.5 KiB that expand to more than 256 MiB: taken for a decompression bomb")
    }
}
