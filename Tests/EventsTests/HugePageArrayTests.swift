import Testing

@testable import Events

@Suite struct HugePageArrayTests {
    /// Few elements, and so many that whole huge pages lie within them.
    @Test(arguments: [0, 1, 1_000, 1 << 20])
    func elementsAreWorkedOutInTheirOrder(count: Int) {
        #expect([UInt64](inHugePages: count) { UInt64($0) * 3 } == (0..<UInt64(count)).map { $0 * 3 })
    }

    @Test func whatGrowsKeepsItsElements() {
        var array = [UInt32](roomInHugePages: 2)
        #expect(array.isEmpty)
        for number in 0..<2_000_000 {
            array.makeRoom(for: 1)
            array.append(UInt32(number))
        }
        #expect(array.indices.allSatisfy { array[$0] == UInt32($0) } && array.count == 2_000_000)
    }
}
