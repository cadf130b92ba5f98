import Cases
import Testing

@testable import Console

@Suite struct LineRowsTests {
    /// Lines are numbers, rows their words.
    private let rows = LineRows([30, 10, 20], by: { UInt32($0) }) { kind, text in
        kind == nil || kind == .key ? UInt32(text.dropFirst("key ".count)) : nil
    } cells: { line in
        [TableCell("key \(line)"), TableCell("Cell \(line)")]
    } finish: { line, cells in
        Row(key: RowKey("key \(line)"), cells: cells, entities: [Entity(.key, "key \(line)")])
    }

    @Test func aRowIsFoundByItsKeyAndByWhatItIsAbout() {
        #expect(rows.count == 3)
        #expect(rows.row(at: 1).key.text == "key 10")
        #expect(rows.index(of: RowKey("key 20")) == 2)
        #expect(rows.index(of: RowKey("key 40")) == nil)
        #expect(rows.index(about: Entity(.key, "key 30")) == 0)
        #expect(rows.index(about: Entity(.address, "key 30")) == nil)
    }

    @Test func searchesLookAtCells() {
        func found(_ search: RowSearch, from start: Int) -> Int? {
            search.next(
                among: rows.count, from: start, forward: true, isCancelled: { false }, matches: rows.matcher(of: search)
            ).row
        }
        #expect(found(.text("cell 1"), from: 0) == 1)
        #expect(found(.cell(column: 0, text: "key 30", entity: nil), from: 1) == 0)
        #expect(found(.text("none"), from: 0) == nil)
    }
}
