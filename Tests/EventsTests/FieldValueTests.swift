import CloudTrail
import Testing

@testable import Events

/// Rows that have several values at once, compared with a look at every row.
@Suite struct FieldValueTests {
    private let index: EventIndex = {
        var random = RandomNumbers(seed: 7)
        let events = (0..<400).map { number in
            HandMadeTrail.Event(
                name: ["A", "B", "C", "D"][random.next(below: 4)], time: Int64(random.next(below: 900)),
                id: "\(number)",
                account: ["1", "2"][random.next(below: 2)], key: ["", "K1", "K2", "K3"][random.next(below: 4)],
                error: random.next(below: 3) == 0 ? "AccessDenied" : "")
        }
        return HandMadeTrail(events).index
    }()

    @Test(arguments: [
        [IndexField.name], [.account], [.name, .account], [.account, .outcome], [.key, .name, .outcome], [],
    ])
    func rowsWithAllValuesAreThoseOfALookAtEachRow(fields: [IndexField]) {
        for start in stride(from: 0, to: index.count, by: 23) {
            let range = start..<min(index.count, start + 150)
            let values = fields.map { index.value($0, of: (start * 7) % index.count) }
            let wanted = range.filter { row in values.allSatisfy { index.code($0.field, row) == $0.code } }
            #expect(index.rows(in: range, having: values) == wanted)
            #expect(index.count(in: range, having: values) == wanted.count)
            #expect(index.lastRow(in: range, having: values) == wanted.last)
        }
        #expect(index.lastRow(in: 5..<5, having: []) == nil)
    }

    @Test func aSpanOfTimeIsARangeOfRows() {
        let range = index.rowRange(from: EventTime(milliseconds: 100_000), to: EventTime(milliseconds: 200_000))
        #expect(range.map { $0 } == (0..<index.count).filter { (100_000..<200_000).contains(index.times[$0]) })
        #expect(
            index.rowRange(from: EventTime(milliseconds: 900), to: EventTime(milliseconds: 100)).isEmpty)
    }

    @Test func distinctValuesLeaveOutMissingOnes() throws {
        let name = FieldValue(.name, code: try #require(index.table(.name).code(of: "A")))
        let keys = Set((0..<index.count).filter { index.text(.name, $0) == "A" }.compactMap { index.text(.key, $0) })
        #expect(index.distinctValues(of: .key, among: name) == keys.count)
        #expect(keys.count == 3)
    }
}
