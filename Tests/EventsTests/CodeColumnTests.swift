import Testing

@testable import Events

@Suite struct CodeColumnTests {
    @Test(arguments: [(256, 1), (257, 2), (65_536, 2), (65_537, 4)])
    func codesTakeTheNarrowestIntegersThatHoldThem(codeCount: Int, width: Int) {
        let codes = [0, UInt32(codeCount - 1), 1]
        let column = CodeColumn(gathering: codes, in: [2, 1, 0, 1], codeCount: codeCount)
        #expect(column.byteCount == 4 * width)
        #expect((0..<column.count).map { column[$0] } == [1, codes[1], 0, codes[1]])
    }

    @Test(arguments: [3, 300, 70_000])
    func rowsOfTheAcceptedCodesAreFound(codeCount: Int) {
        var random = RandomNumbers(seed: 7)
        let codes = (0..<500).map { _ in UInt32(random.next(below: codeCount)) }
        let column = CodeColumn(gathering: codes, in: (0..<500).map { UInt32($0) }, codeCount: codeCount)
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
}
