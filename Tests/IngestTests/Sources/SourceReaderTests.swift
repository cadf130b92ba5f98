import Testing

@testable import Ingest

@Suite struct SourceReaderTests {
    private static let json = #"{"Records":[]}"#

    @Test func plainTextIsHandedOnWithItsHash() throws {
        let file = try ReadFile(Array("abc".utf8))
        #expect(file.texts == ["abc"])
        // The test vector of FIPS 180-2.
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(file.sources[0].info.hash.value == hash)
        #expect(file.summary.sha256 == hash)
        #expect(file.sources[0].info.byteCount == 3)
        #expect(file.sources[0].info.encoding == .utf8)
        #expect(!file.summary.isArchive)
    }

    @Test func anEmptyFileIsASourceWithoutText() throws {
        let file = try ReadFile([UInt8]())
        #expect(file.texts == [""])
        #expect(file.summary.problems.isEmpty)
    }

    @Test func paddingBehindTheTextIsReadableAndZero() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("source", Self.json)
        _ = SourceReader().read(SourceFile(path: SourcePath(path), byteCount: 0)) { _, text in
            unsafe text.withUnsafeBufferPointer { buffer in
                for offset in 0..<SourceReader.padding {
                    #expect(unsafe buffer.baseAddress.unsafelyUnwrapped[buffer.count + offset] == 0)
                }
            }
        }
    }

    // MARK: gzip

    @Test func gzipIsToldByItsBytes() throws {
        let stored = Archives.gzip(Self.json)
        let file = try ReadFile(stored)
        #expect(file.texts == [Self.json])
        #expect(file.sources[0].info.byteCount == stored.count)
        #expect(file.sources[0].info.damage == nil)
    }

    @Test func everyMemberOfGzipDataIsRead() throws {
        let file = try ReadFile(Archives.gzip("one\n") + Archives.gzip("") + Archives.gzip("two\n"))
        #expect(file.texts == ["one\ntwo\n"])
        #expect(file.sources[0].info.damage == nil)
    }

    @Test func headersWithNamesAndCommentsArePassedOver() throws {
        var stored = Archives.gzip("text")
        stored[3] = 0x04 | 0x08 | 0x10
        stored.insert(contentsOf: [3, 0, 9, 9, 9] + Array("name\0comment\0".utf8), at: 10)
        #expect(try ReadFile(stored).texts == ["text"])
        // Cut, so that the other way of decompressing reads the header too.
        let cut = try ReadFile(Array(stored.dropLast(1)))
        #expect(cut.texts == ["text"])
        #expect(cut.sources[0].info.damage?.reason == .gzipCutOff)
    }

    @Test func zerosBehindGzipDataAreFine() throws {
        let file = try ReadFile(Archives.gzip("text") + [0, 0, 0, 0])
        #expect(file.texts == ["text"])
        #expect(file.sources[0].info.damage == nil)
    }

    @Test func otherBytesBehindGzipDataAreReported() throws {
        let stored = Archives.gzip("text")
        let file = try ReadFile(stored + Array("garbage".utf8))
        #expect(file.texts == ["text"])
        #expect(file.sources[0].info.damage == SourceDamage(offset: stored.count, reason: .trailingBytes))
    }

    @Test func gzipDataThatIsCutOffKeepsWhatComesBefore() throws {
        let text = (0..<4_000).map { #"{"eventName":"Call\#($0 * 7919 % 1000)"}"# }.joined(separator: "\n")
        let stored = Archives.gzip(text)
        let file = try ReadFile(Array(stored[..<(stored.count / 2)]))
        #expect(text.hasPrefix(file.texts[0]))
        #expect(file.texts[0].utf8.count > 10_000)
        #expect(
            file.sources[0].info.damage == SourceDamage(offset: stored.count / 2, reason: .gzipCutOff))
    }

    @Test func aSecondMemberThatIsCutOffKeepsTheFirst() throws {
        let first = Archives.gzip("first\n")
        let file = try ReadFile(first + Archives.gzip("second\n").dropLast(10))
        #expect(file.texts[0].hasPrefix("first\n"))
        #expect(file.sources[0].info.damage?.reason == .gzipCutOff)
    }

    @Test func aHeaderAloneIsCutOff() throws {
        let file = try ReadFile([0x1F, 0x8B, 0x08, 0x00, 0x00])
        #expect(file.texts == [""])
        #expect(file.sources[0].info.damage == SourceDamage(offset: 5, reason: .gzipCutOff))
    }

    @Test func aWrongChecksumKeepsTheText() throws {
        var stored = Archives.gzip(Self.json)
        stored[stored.count - 8] ^= 1
        let file = try ReadFile(stored)
        #expect(file.texts == [Self.json])
        #expect(file.sources[0].info.damage?.reason == .gzipChecksum)
    }

    @Test func theSizeThatGzipDataClaimsIsNotTrusted() throws {
        for claim in [[0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0]] as [[UInt8]] {
            let stored = Array(Archives.gzip(Self.json).dropLast(4)) + claim
            let file = try ReadFile(stored)
            #expect(file.texts == [Self.json])
            #expect(file.sources[0].info.damage?.reason == .gzipChecksum)
        }
    }

    @Test func aTextBeyondTheLimitIsRefused() throws {
        var limits = ReadLimits()
        limits.textBytes = 1_000
        let file = try ReadFile(Archives.gzip([UInt8](repeating: 32, count: 1_001)), limits: limits)
        #expect(file.sources.isEmpty)
        #expect(file.reasons == [.tooLarge(limit: 1_000)])
        #expect(file.summary.problems[0].sha256 != nil)
        #expect(try ReadFile(Archives.gzip([UInt8](repeating: 32, count: 1_000)), limits: limits).sources.count == 1)
    }

    @Test func aBombIsRefused() throws {
        var limits = ReadLimits()
        limits.harmlessBytes = 10_000
        let stored = Archives.gzip([UInt8](repeating: 32, count: 1 << 20))
        let file = try ReadFile(stored, limits: limits)
        #expect(file.sources.isEmpty)
        #expect(file.reasons == [.expandsTooFar(stored: stored.count, decoded: stored.count * 250)])
    }

    @Test func gzipWithinGzipIsReadToALimit() throws {
        func nested(_ levels: Int) -> [UInt8] {
            (0..<levels).reduce(Array(Self.json.utf8)) { bytes, _ in Archives.gzip(bytes) }
        }
        #expect(try ReadFile(nested(3)).texts == [Self.json])
        #expect(try ReadFile(nested(5)).reasons == [.nestedTooDeep(limit: 3)])
    }

    // MARK: Encodings

    @Test func aByteOrderMarkIsLeftOut() throws {
        let file = try ReadFile([0xEF, 0xBB, 0xBF] + Array(Self.json.utf8))
        #expect(file.texts == [Self.json])
        #expect(file.sources[0].info.encoding == .utf8WithMark)
    }

    @Test(arguments: [false, true], [false, true])
    func utf16BecomesUTF8(isBigEndian: Bool, hasMark: Bool) throws {
        let text = #"[{"a":"\#u{e9}\#u{20AC}\#u{1F600}"}]"#
        let units = (hasMark ? [0xFEFF] : []) + Array(text.utf16)
        let file = try ReadFile(
            units.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] })
        #expect(file.texts == [text])
        #expect(file.sources[0].info.encoding == (isBigEndian ? .utf16BigEndian : .utf16LittleEndian))
        #expect(file.sources[0].info.damage == nil)
    }

    @Test func brokenUTF16IsReported() throws {
        // "{", a high surrogate alone, "}", and half a character.
        let file = try ReadFile([0xFF, 0xFE, 0x7B, 0x00, 0x3D, 0xD8, 0x7D, 0x00, 0x20])
        #expect(file.texts == ["{\u{FFFD}}"])
        #expect(file.sources[0].info.damage == SourceDamage(offset: 9, reason: .halfCharacter))
    }

    // MARK: Reading again

    @Test func aSourceCanBeReadAgain() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("source", Archives.gzip("text"))
        let file = ReadFile(SourceFile(path: SourcePath(path), byteCount: 0))
        let reader = SourceReader()
        #expect(try reader.reopen(file.sources[0].info) { $0.count } == 4)
        #expect(try reader.reopen(file.sources[0].info, isVerified: true) { $0.count } == 4)
    }

    @Test func aSourceThatChangedIsNotReadAgain() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("source", "text")
        let info = ReadFile(SourceFile(path: SourcePath(path), byteCount: 4)).sources[0].info
        try folder.write("source", "TEXT")
        let reader = SourceReader()
        #expect(throws: SourceProblem(path: path, reason: .changed)) {
            try reader.reopen(info, isVerified: true) { _ in }
        }
        try folder.write("source", "longer text")
        #expect(throws: SourceProblem(path: path, reason: .changed)) { try reader.reopen(info) { _ in } }
    }

    @Test func aFileThatIsGoneIsAProblem() throws {
        let file = ReadFile(SourceFile(path: SourcePath("/nowhere/at/all.json"), byteCount: 0))
        #expect(file.sources.isEmpty)
        #expect(file.summary.problems == [SourceProblem(path: "/nowhere/at/all.json", reason: .vanished)])
        #expect(file.summary.sha256 == nil)
    }
}
