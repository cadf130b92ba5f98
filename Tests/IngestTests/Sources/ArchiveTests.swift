import Testing

@testable import Ingest

@Suite struct ArchiveTests {
    private static let members = [Archives.Member("a/one.json", "[1]"), Archives.Member("two.json", "[2]")]

    /// What follows the archive's own path.
    private func inner(_ file: ReadFile) -> [String] {
        file.sources.map { source in
            String(source.info.path.dropFirst(source.info.file.path.shown.count))
        }
    }

    @Test func membersOfATarAreSources() throws {
        let file = try ReadFile(Archives.tar(Self.members))
        #expect(inner(file) == ["!/a/one.json", "!/two.json"])
        #expect(file.texts == ["[1]", "[2]"])
        #expect(file.sources.map(\.info.members) == [[0], [1]])
        #expect(file.summary.isArchive)
        #expect(file.summary.problems.isEmpty)
    }

    @Test func membersOfACompressedTarAreSources() throws {
        let file = try ReadFile(Archives.gzip(Archives.tar(Self.members)))
        #expect(inner(file) == ["!/a/one.json", "!/two.json"])
        #expect(file.texts == ["[1]", "[2]"])
    }

    @Test func membersOfAZipAreSources() throws {
        let file = try ReadFile(Archives.zip(Self.members))
        #expect(inner(file) == ["!/a/one.json", "!/two.json"])
        #expect(file.texts == ["[1]", "[2]"])
        #expect(file.sources[0].info.byteCount == 3)
    }

    @Test func anEmptyZipHoldsNothing() throws {
        let file = try ReadFile(Archives.zip([]))
        #expect(file.sources.isEmpty)
        #expect(file.summary.problems.isEmpty)
    }

    @Test func compressedMembersAreDecompressed() throws {
        let file = try ReadFile(Archives.zip([Archives.Member("x.json.gz", Archives.gzip("[1]"))]))
        #expect(file.texts == ["[1]"])
        #expect(file.sources[0].info.byteCount == Archives.gzip("[1]").count)
    }

    @Test func archivesWithinArchivesAreReadToALimit() throws {
        func nested(_ levels: Int) -> [UInt8] {
            (1..<levels).reduce(Archives.tar(Self.members)) { bytes, level in
                level % 2 == 0
                    ? Archives.tar([Archives.Member("inner", bytes)]) : Archives.zip([Archives.Member("inner", bytes)])
            }
        }
        let file = try ReadFile(nested(3))
        #expect(inner(file) == ["!/inner!/inner!/a/one.json", "!/inner!/inner!/two.json"])
        #expect(file.sources.map(\.info.members) == [[0, 0, 0], [0, 0, 1]])
        let tooDeep = try ReadFile(nested(4))
        #expect(tooDeep.sources.isEmpty)
        #expect(tooDeep.reasons == [.nestedTooDeep(limit: 3)])
    }

    @Test func aMemberCanBeReadAgain() throws {
        let folder = try TemporaryFolder()
        let inner = Archives.tar(Self.members)
        let path = try folder.write(
            "a.zip", Archives.zip([Archives.Member("x", "x"), Archives.Member("t", Archives.gzip(inner))]))
        let file = ReadFile(SourceFile(path: SourcePath(path), byteCount: 0))
        let reader = SourceReader()
        for source in file.sources {
            let text = try reader.reopen(source.info, isVerified: true) { text in
                String(decoding: text.indices.map { text[$0] }, as: UTF8.self)
            }
            #expect(text == source.text)
        }
        #expect(file.sources.count == 3)
    }

    /// Who passes over the first member by its header's word comes to the third.
    @Test func aMemberIsFoundAgainThoughAHeaderLiesAboutTheOneBefore() throws {
        let members = ["[1]", "[2]", "[3]"].map { Archives.Member("a", $0) }
        let compressed = members.map { Archives.deflate($0.content).count }
        // A header of 30 bytes, a name of one, and the content.
        let lengths = compressed.map { 31 + $0 }
        // Without the directory at the end, in which the lengths are told once more.
        var bytes = Array(Archives.zip(members)[..<lengths.reduce(0, +)])
        bytes[18] = UInt8(compressed[0] + lengths[1])
        let folder = try TemporaryFolder()
        let file = ReadFile(SourceFile(path: SourcePath(try folder.write("a.zip", bytes)), byteCount: 0))
        #expect(file.texts == ["[1]", "[2]", "[3]"])
        let reader = SourceReader()
        for (source, text) in zip(file.sources, ["[1]", "[2]", "[3]"]) {
            #expect(try reader.reopen(source.info) { text in text.indices.map { text[$0] } } == Array(text.utf8))
        }
    }

    @Test func hostileNamesAreOnlyNames() throws {
        let names = ["../../etc/passwd", "/etc/shadow", "a\u{1B}[2J\u{202E}", "./here.json"]
        let file = try ReadFile(Archives.tar(names.map { Archives.Member($0, "[]") }))
        #expect(inner(file) == ["!/../../etc/passwd", "!//etc/shadow", "!/a\u{1B}[2J\u{202E}", "!/here.json"])
    }

    @Test func namesThatAreNotUTF8AreShownEscaped() throws {
        for archive in [
            Archives.tar([Archives.Member([0x61, 0xFF, 0x62], [])]),
            Archives.zip([Archives.Member([0x61, 0xFF, 0x62], [])]),
        ] {
            #expect(try inner(ReadFile(archive)) == ["!/a\\xFFb"])
        }
    }

    @Test func namesInUTF8AreKept() throws {
        let name = "gr\u{FC}n \u{65E5}.json"
        for archive in [Archives.tar([Archives.Member(name, "")]), Archives.zip([Archives.Member(name, "")])] {
            #expect(try inner(ReadFile(archive)) == ["!/" + name])
        }
    }

    @Test func linksAndDevicesInArchivesAreNamed() throws {
        let archive =
            Archives.tarHeader(Array("folder/".utf8), size: 0, type: "5")
            + Archives.tarHeader(Array("soft".utf8), size: 0, type: "2", link: "/etc/passwd")
            + Archives.tarHeader(Array("hard".utf8), size: 0, type: "1", link: "one.json")
            + Archives.tarHeader(Array("pipe".utf8), size: 0, type: "6") + Archives.tar(Self.members)
        let file = try ReadFile(archive)
        #expect(file.texts == ["[1]", "[2]"])
        #expect(file.reasons == [.memberWithoutContent, .memberWithoutContent, .memberWithoutContent])
        #expect(!file.summary.problems.contains { $0.losesEvents })
    }

    @Test func encryptedMembersAreNamed() throws {
        let file = try ReadFile(Archives.zip(Self.members, isEncrypted: true))
        #expect(file.sources.isEmpty)
        #expect(file.reasons == [.encrypted, .encrypted])
        #expect(file.summary.problems[0].path.hasSuffix("!/a/one.json"))
    }

    @Test func aTarThatIsCutOffKeepsItsFirstMembers() throws {
        let archive = Archives.tar([
            Archives.Member("one.json", "[1]"),
            Archives.Member("two.json", [UInt8](repeating: UInt8(ascii: "2"), count: 2_000)),
        ])
        let file = try ReadFile(Array(archive[..<(3 * 512 + 1_000)]))
        #expect(file.texts == ["[1]", String(repeating: "2", count: 1_000)])
        #expect(file.sources.last?.info.damage?.offset == 1_000)
    }

    @Test func aCompressedTarThatIsCutOffKeepsItsFirstMembers() throws {
        let noise = (0..<20_000).map { UInt8(truncatingIfNeeded: ($0 * $0) >> 5 ^ $0) }
        let archive = Archives.gzip(
            Archives.tar([Archives.Member("one.json", "[1]"), Archives.Member("noise", noise)]))
        let file = try ReadFile(Array(archive[..<(archive.count / 2)]))
        #expect(file.texts.first == "[1]")
        #expect(!file.summary.problems.isEmpty)
    }

    @Test func aZipWithoutItsDirectoryIsStillRead() throws {
        let archive = Archives.zip(Self.members)
        let file = try ReadFile(Array(archive[..<(archive.count - 60)]))
        #expect(file.texts == ["[1]", "[2]"])
    }

    @Test func aCorruptZipMemberIsReportedAndTheOthersAreRead() throws {
        let text = (0..<2_000).map { "\($0 * $0 % 977) " }.joined()
        var archive = Archives.zip([Archives.Member("bad.json", text), Archives.Member("good.json", "[2]")])
        for offset in 200..<260 { archive[offset] ^= 0x5A }
        let file = try ReadFile(archive)
        #expect(file.texts.contains("[2]"))
        let isNamed =
            file.summary.problems.contains { $0.path.hasSuffix("!/bad.json") }
            || file.sources.contains { $0.info.path.hasSuffix("!/bad.json") && $0.info.damage != nil }
        #expect(isNamed)
    }

    @Test func anArchiveBombIsRefused() throws {
        var limits = ReadLimits()
        limits.harmlessBytes = 100_000
        let zeros = [UInt8](repeating: 32, count: 60_000)
        let bomb = Archives.zip((0..<100).map { Archives.Member("\($0)", zeros) })
        let file = try ReadFile(bomb, limits: limits)
        let allowed = limits.expandedBytes(ofStored: bomb.count)
        #expect(file.sources.reduce(0) { $0 + $1.text.utf8.count } <= allowed)
        #expect(file.reasons.contains(.expandsTooFar(stored: bomb.count, decoded: allowed)))
    }

    @Test func tooManyMembersAreRefused() throws {
        var limits = ReadLimits()
        limits.members = 1
        let file = try ReadFile(Archives.tar(Self.members), limits: limits)
        #expect(file.texts == ["[1]"])
        #expect(file.reasons == [.tooManyMembers(limit: 1)])
    }

    @Test func aLargeCompressedTarIsReadMemberByMember() throws {
        let text = (0..<20_000).map { "\($0 * 7_919 % 10_007) " }.joined()
        let archive = Archives.gzip(
            Archives.tar([
                Archives.Member("a", text), Archives.Member("b", text), Archives.Member("two.json", "[2]"),
            ]))
        var limits = ReadLimits()
        // Neither as a whole nor as a whole tar would it fit.
        limits.textBytes = text.utf8.count + 1
        #expect(try ReadFile(archive, limits: limits).reasons == [.tooLarge(limit: limits.textBytes)])
        limits.streamedBytes = archive.count
        let file = try ReadFile(archive, limits: limits)
        #expect(file.texts == [text, text, "[2]"])
        #expect(file.summary.problems.isEmpty)
    }
}
