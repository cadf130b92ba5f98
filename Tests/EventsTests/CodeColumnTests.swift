import Testing

@testable import Events

@Suite struct CodeColumnTests {
    @Test(arguments: [(256, 1), (257, 2), (65_536, 2), (65_537, 4)])
    func codesTakeTheNarrowestIntegersThatHoldThem(codeCount: Int, width: Int) {
        let codes = [0, UInt32(codeCount - 1), 1]
        let column = CodeColumn(
            gathering: [(CodeColumn(codes), nil)], count: codes.count, in: [2, 1, 0, 1], codeCount: codeCount)
        #expect(column.byteCount == 4 * width)
        #expect((0..<column.count).map { column[$0] } == [1, codes[1], 0, codes[1]])
    }

    @Test(arguments: [3, 300, 70_000])
    func rowsOfTheAcceptedCodesAreFound(codeCount: Int) {
        var random = RandomNumbers(seed: 7)
        let codes = (0..<500).map { _ in UInt32(random.next(below: codeCount)) }
        let column = CodeColumn(
            gathering: [(CodeColumn(codes), nil)], count: codes.count, in: (0..<500).map { UInt32($0) },
            codeCount: codeCount)
        let accepted = (0..<codeCount).map { $0.isMultiple(of: 2) }
        let expected = codes.indices.filter { codes[$0].isMultiple(of: 2) }
        #expect(column.rows(accepting: accepted).rows.map { Int($0) } == expected)
        var seen: [Int] = []
        column.forEach(in: column.rows(accepting: accepted)) { row, code in
            #expect(code == codes[row])
            seen.append(row)
        }
        #expect(seen == expected)
    }

    @Test(arguments: [2, 200, 256, 300, 70_000])
    func rowsOfOneCodeAreFoundWhateverStandsBesideThem(codeCount: Int) {
        var random = RandomNumbers(seed: 8)
        // Neighbours that differ in one bit, or not at all, in every place of a word.
        let codes = (0..<1_000).map { _ in UInt32(min(codeCount - 1, random.next(below: 4) << random.next(below: 15))) }
        let column = CodeColumn(
            gathering: [(CodeColumn(codes), nil)], count: codes.count, in: (0..<1_000).map { UInt32($0) },
            codeCount: codeCount)
        for code in Set(codes) {
            var accepted = [Bool](repeating: false, count: codeCount)
            accepted[Int(code)] = true
            let expected = codes.indices.filter { codes[$0] == code }
            #expect(column.rows(accepting: accepted).rows.map { Int($0) } == expected)
        }
    }

    @Test(arguments: [(0, 1), (3, 1), (12, 8), (0xE0, 0x40), (0xFF, 0)])
    func rowsWhoseCodesShareSomeBitsAreFound(mask: Int, bits: Int) {
        var random = RandomNumbers(seed: 9)
        let codes = (0..<777).map { _ in UInt32(random.next(below: 256)) }
        let column = CodeColumn(
            gathering: [(CodeColumn(codes), nil)], count: codes.count, in: (0..<777).map { UInt32($0) }, codeCount: 256)
        let accepted = (0..<256).map { $0 & mask == bits }
        let expected = codes.indices.filter { accepted[Int(codes[$0])] }
        #expect(column.rows(accepting: accepted).rows.map { Int($0) } == expected)
    }

    @Test(arguments: [7, 300, 70_000], [1, 2, 3])
    func severalThreadsFindTheRowsOfOne(codeCount: Int, threads: Int) {
        let column = CodeColumn((0..<300_001).map { UInt32($0 % codeCount) })
        let crew = Crew(threads: threads)
        // One code alone, and codes that have no bits in common.
        for wanted in [[3], [0, 5, 6]] {
            var accepted = [Bool](repeating: false, count: codeCount)
            for code in wanted { accepted[code] = true }
            let rows = column.rows(accepting: accepted, crew: crew)
            #expect(rows.rows == (0..<300_001).filter { wanted.contains(Int($0) % codeCount) }.map { UInt32($0) })
            #expect(rows.count == rows.rows.count)
        }
    }

    @Test(arguments: [7, 300, 70_000], [1, 2, 3])
    func severalThreadsCountWhatOneDoes(codeCount: Int, threads: Int) {
        let column = CodeColumn((0..<300_001).map { UInt32($0 % codeCount) })
        let entries = column.tally(of: .all(of: 300_001), crew: Crew(threads: threads)).entries
        var counts = [Int](repeating: 0, count: codeCount)
        var lasts = [Int](repeating: 0, count: codeCount)
        for entry in entries {
            counts[Int(entry.code)] += Int(entry.count)
            lasts[Int(entry.code)] = max(lasts[Int(entry.code)], Int(entry.last))
        }
        // 300,001 rows in turn: the first codes have one more than the others.
        #expect(counts == (0..<codeCount).map { 300_001 / codeCount + ($0 < 300_001 % codeCount ? 1 : 0) })
        #expect(lasts == (0..<codeCount).map { $0 + (counts[$0] - 1) * codeCount })
        // Codes in the order in which they first occur.
        var seen: Set<UInt32> = []
        #expect(entries.map(\.code).filter { seen.insert($0).inserted } == (0..<UInt32(codeCount)).map { $0 })
    }
}
