import Testing

@testable import Events

@Suite struct CodeTableTests {
    private func hash(_ number: Int) -> WideHash { WideHash(tail: UInt64(number), lead: UInt32(number % 3) << 30) }

    @Test func codesAreFoundHoweverManyShareASlot() {
        var table = CodeTable()
        for number in 1...1_000 {
            #expect(table.code(of: hash(number)) == 0)
            table.insert(hash(number), code: UInt32(number))
        }
        #expect(table.count == 1_000)
        for number in 1...1_000 { #expect(table.code(of: hash(number)) == UInt32(number)) }
        let hashes = table.hashes(codeCount: 1_001)
        #expect(hashes[0] == .none)
        #expect(hashes[7] == hash(7))
        // Every code stands in one slot.
        #expect(table.codes.filter { $0 != 0 }.sorted() == Array(1...1_000))
    }

    @Test func aCopyDoesNotSeeWhatIsAddedLater() {
        var table = CodeTable()
        table.insert(hash(1), code: 1)
        let copy = table
        table.insert(hash(2), code: 2)
        #expect(copy.code(of: hash(2)) == 0)
        #expect(table.code(of: hash(2)) == 2)
        #expect(copy.code(of: hash(1)) == 1)
    }

    @Test func mergingGivesOutNewCodesInOrder() {
        var table = CodeTable()
        table.insert(hash(5), code: 1)
        table.insert(hash(6), code: 2)
        let map = table.merge([.none, hash(9), hash(6), hash(4)], next: 3, isLast: false)
        #expect(map == [0, 3, 2, 4])
        #expect(table.code(of: hash(4)) == 4)
        #expect(table.merge([hash(4), hash(9)], next: 5, isLast: true) == [4, 3])
    }
}
