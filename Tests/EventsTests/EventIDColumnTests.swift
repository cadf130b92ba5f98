import Testing

@testable import Events

@Suite struct EventIDColumnTests {
    private func column(_ ids: [String]) -> EventIDColumn {
        joined([ids])
    }

    /// The column of several workers' IDs.
    private func joined(_ workers: [[String]]) -> EventIDColumn {
        EventIDColumn(
            workers.map { ids in
                var texts: [String] = []
                return ([ids.map { EventIDColumn.value(of: Array($0.utf8).span, texts: &texts) }], texts)
            }, count: workers.reduce(0) { $0 + $1.count })
    }

    private let uuid = "682aec1c-b6ef-447e-98ae-f9d9c5721fa7"

    @Test func givesEachIDBackToTheLetter() {
        let ids = [
            uuid, uuid.uppercased(), "short", "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "ffffffff-ffff-ffff-0000-000000000001", "00000000-0000-0000-0000-000000000000",
            "682aec1c-b6ef-447e-98ae-f9d9c5721fa", "682aec1cb6ef-447e-98ae--f9d9c5721fa7",
        ]
        let column = column(ids + [""])
        for (row, id) in ids.enumerated() {
            #expect(column[row] == id)
            #expect(column.rows(of: id) == [row])
        }
        #expect(column[ids.count] == nil)
    }

    @Test(
        arguments: [
            ("", false), ("0", false), ("00000000-0000-0000-0000-000000000000", false), ("xyz-ghi", false),
            ("----", false), ("00000000-0000-0000-0000-000000000001", true), ("f", true), ("EXAMPLE", true),
            ("7", true),
        ])
    func onlyAnIDWithADigitOtherThanNullTellsRecordsApart(id: String, isIdentity: Bool) {
        #expect(column([id]).isIdentity(0) == isIdentity)
    }

    @Test func theOrderIsThatOfTheTexts() {
        let ids = ["", "00000000-0000-0000-0000-000000000002", "10", uuid, "a", "b0000000-0000-0000-0000-000000000000"]
        let column = column(ids)
        for left in ids.indices {
            for right in ids.indices { #expect(column.precedes(left, right) == (ids[left] < ids[right])) }
        }
    }

    @Test func columnsBehindEachOtherKeepTheirIDs() {
        let joined = joined([["one", uuid, ""], ["", "two", uuid, "one"]])
        #expect((0..<7).map { joined[$0] } == ["one", uuid, nil, nil, "two", uuid, "one"])
        #expect(joined.isEqual(0, 6))
        #expect(joined.isEqual(1, 5))
        #expect(!joined.isEqual(0, 4))
        let reordered = joined.reordered([6, 2, 4])
        #expect((0..<3).map { reordered[$0] } == ["one", nil, "two"])
    }
}
