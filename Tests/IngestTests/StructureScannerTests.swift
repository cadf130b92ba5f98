import Testing

@testable import Ingest

/// What a scan makes of one text.
struct ScannedStructure: Equatable {
    var verdict: StructureScanner.Verdict
    /// Empty where the text is unsound.
    var indexes: [UInt32] = []
    var backslashes = BackslashBlocks([])

    /// - Parameter behind: the byte that lies behind the text.
    init(_ bytes: [UInt8], _ scanner: StructureScanner, behind: UInt8 = 0x20) {
        let padded = bytes + [UInt8](repeating: behind, count: StructureScanner.padding)
        verdict = scanner.scan(padded.span.extracting(first: bytes.count))
        guard verdict == .sound else { return }
        backslashes = scanner.backslashes
        scanner.withIndexes { all in indexes = all.indices.map { all[$0] } }
    }

    init(_ text: String, way: StructureScanner.Way, behind: UInt8 = 0x20) {
        self.init(Array(text.utf8), StructureScanner(way), behind: behind)
    }
}

@Suite(.serialized) struct StructureScannerTests {
    @Test(arguments: StructureScanner.Way.allCases)
    func findsBracketsColonsCommasAndTheFirstBytesOfScalars(way: StructureScanner.Way) {
        let scan = ScannedStructure(#"{"a":[1,true, "b c"]}"#, way: way)
        #expect(scan.verdict == .sound)
        #expect(scan.indexes == [0, 1, 4, 5, 6, 7, 8, 12, 14, 19, 20])
        #expect(scan.backslashes == BackslashBlocks([]))
    }

    @Test(arguments: StructureScanner.Way.allCases)
    func aScannerTakesLongerAndShorterTexts(way: StructureScanner.Way) {
        let scanner = StructureScanner(way)
        // A long text, and then a short one in the room of the long one.
        for length in [64, 10_000, 100_000, 3] {
            let scan = ScannedStructure([UInt8](repeating: UInt8(ascii: ","), count: length), scanner)
            #expect(scan.indexes == (0..<UInt32(length)).map { $0 })
        }
    }

    @Test(arguments: StructureScanner.Way.allCases)
    func anEscapedQuoteDoesNotCloseAString(way: StructureScanner.Way) {
        // Runs of backslashes of each length up to two blocks, ending at each place of a block.
        for run in 0...128 {
            for lead in 0..<64 {
                let string = String(repeating: "x", count: lead) + String(repeating: #"\"#, count: run)
                let scan = ScannedStructure("[\"" + string + "\",7]", way: way)
                // An escaped quote goes on with the string, which then is never closed.
                guard run.isMultiple(of: 2) else {
                    #expect(scan.verdict == .openString, "\(lead) and \(run)")
                    continue
                }
                let end = UInt32(2 + lead + run)
                #expect(scan.indexes == [0, 1, end + 1, end + 2, end + 3], "\(lead) and \(run)")
                let blocks = run == 0 ? [] : ((2 + lead) / 64...(1 + lead + run) / 64).map { UInt32($0 * 64) }
                #expect(scan.backslashes == BackslashBlocks(blocks), "\(lead) and \(run)")
            }
        }
    }

    @Test(arguments: StructureScanner.Way.allCases)
    func controlsAreRefusedInStringsAlone(way: StructureScanner.Way) {
        for lead in 0..<70 {
            let spaces = String(repeating: " ", count: lead)
            for control in [0x01, 0x09, 0x0A, 0x0C, 0x1A, 0x1F] as [UInt8] {
                let byte = String(UnicodeScalar(control))
                #expect(ScannedStructure(spaces + "\"\(byte)\"", way: way).verdict == .rawControl)
                #expect(ScannedStructure(spaces + "\"\"\(byte)1", way: way).verdict == .sound)
            }
            #expect(ScannedStructure(spaces + "\"\u{7F}\"", way: way).verdict == .sound)
        }
    }

    @Test(arguments: StructureScanner.Way.allCases)
    func theFirstOfSeveralFaultsIsTold(way: StructureScanner.Way) {
        let cases: [([UInt8], StructureScanner.Verdict)] = [
            ([], .empty), (Array("\u{20}\t\r\n".utf8), .empty), ([0x22], .openString), ([0x22, 0x01], .openString),
            ([0x22, 0xFF], .openString), ([0x22, 0x01, 0xFF, 0x22], .rawControl), ([0x22, 0xFF, 0x22], .notUTF8),
            ([0xC3], .notUTF8), ([0xC3, 0xA9], .sound),
        ]
        for (bytes, verdict) in cases {
            #expect(ScannedStructure(bytes, StructureScanner(way)).verdict == verdict, "\(bytes)")
        }
    }

    @Test(arguments: StructureScanner.Way.allCases)
    func aCharacterMayReachOverTheEndOfABlockAndNotOverThatOfTheText(way: StructureScanner.Way) {
        for lead in 0..<130 {
            let text = Array(("[\"" + String(repeating: "x", count: lead) + "😀").utf8)
            let scanner = StructureScanner(way)
            #expect(ScannedStructure(text + Array("\"]".utf8), scanner).verdict == .sound)
            for lost in 1...3 {
                let cut = Array(text.dropLast(lost))
                #expect(ScannedStructure(cut + Array("\"]".utf8), scanner).verdict == .notUTF8)
                #expect(ScannedStructure([0x22, 0x22] + cut.dropFirst(2), scanner, behind: 0x80).verdict == .notUTF8)
            }
        }
    }

    @Test(arguments: StructureScanner.Way.allCases)
    func whatLiesBehindTheTextDoesNotTell(way: StructureScanner.Way) {
        for length in 1...200 {
            let text = "[" + String(repeating: "1", count: length)
            let plain = ScannedStructure(text, way: way)
            #expect(plain.indexes == [0, 1])
            for behind in Array("\"\\{,1\n".utf8) + [0x00, 0x01, 0x80, 0xC3, 0xFF] {
                #expect(ScannedStructure(text, way: way, behind: behind) == plain)
            }
        }
    }
}

@Suite struct BackslashBlocksTests {
    @Test func theyAreFoundFromBeginningToEnd() {
        var blocks = BackslashBlocks([64, 256])
        let parts = [0..<64, 60..<65, 100..<120, 128..<256, 256..<257, 320..<1_000]
        #expect(parts.map { blocks.mayLie(in: $0) } == [false, true, true, false, true, false])
    }

    @Test func whereNobodyLookedTheyMayBeAnywhere() {
        var blocks = BackslashBlocks.anywhere
        let answer = blocks.mayLie(in: 0..<1)
        #expect(answer)
    }
}
