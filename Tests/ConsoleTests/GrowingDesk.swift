import Cases
import CloudTrail

@testable import Console

/// A case of which there is more in each generation: every fourth event in the first, every second one in the next, all
/// of them in the third. Rows are renumbered each time.
struct GrowingDesk: Desk {
    var generation: Int
    var extent: Extent
    /// Whether the alerts of this generation are not known yet.
    var isSeekingAlerts = false
    /// Alerts that were not there before.
    var newAlerts = 0
    /// The first event that is there.
    var first: Int
    /// Techniques of the map, by tactic.
    var map = [["A"], ["B", "C"]]

    static let events = 400

    init(_ generation: Int, from first: Int = 0, extent: Extent? = nil, isSeekingAlerts: Bool = false) {
        self.first = first
        self.generation = generation
        self.extent = extent ?? (generation < 3 ? .growing : .whole)
        self.isSeekingAlerts = isSeekingAlerts
    }

    var summary: CaseSummary {
        var summary = CaseSummary(
            name: "trail", facts: ["\(numbers.count) events"], generation: generation, extent: extent,
            isSeekingAlerts: isSeekingAlerts)
        summary.newAlerts = newAlerts
        return summary
    }

    private var numbers: [Int] { Array(stride(from: first, to: Self.events, by: [4, 2, 1][min(generation, 3) - 1])) }

    func listing(_ request: ViewRequest, isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        if isSeekingAlerts, request.view != .timeline { throw Problem("Looking for alerts.", isPassing: true) }
        switch request.view {
        case .attack:
            let cells = map.map { names in
                TableCell(names[0], entity: Entity(.technique, names[0]))
            }
            return Listing(
                columns: map.map { Column($0.joined(), $0.joined(), minimum: 8) },
                rows: RowList([Row(key: RowKey("line 0"), cells: cells)]), overflow: .scroll)
        default:
            var numbers = numbers
            if let limit = request.activeFilters.last.flatMap({ Int($0) }) { numbers = numbers.filter { $0 < limit } }
            if request.sort?.isDescending == true { numbers.reverse() }
            let rows = numbers.map { number in
                Row(
                    key: RowKey("event-\(number)"),
                    cells: [TableCell("Call\(number)"), TableCell("")],
                    traits: number % 100 == 50 ? .failed : [],
                    entities: [Entity(.event, "event-\(number)"), Entity(.principal, "p")])
            }
            return Listing(
                columns: [Column("call", "CALL", minimum: 10), Column("late", "LATE", minimum: 10, isLazy: true)],
                rows: LateRows(rows: rows, generation: generation), summary: StyledText("\(rows.count) events"))
        }
    }

    func preview(_ request: ViewRequest, of row: RowKey, column: Int) throws(Problem) -> Preview {
        Preview(title: StyledText("\(row.text) in generation \(generation)"), lines: [])
    }

    func completion(of text: String, in request: ViewRequest) -> Completion { Completion(stem: text, candidates: []) }
    func export(_ request: ViewRequest, _ order: ExportOrder) throws(Problem) -> String { "incident-notes.md" }

    private struct LateRows: RowSource {
        let rows: [Row]
        let generation: Int

        var count: Int { rows.count }
        func row(at index: Int) -> Row { rows[index] }
        func details(at index: Int) -> [Int: TableCell] { [1: TableCell("late \(generation)")] }
    }
}

extension Driver {
    /// A console at the timeline of the first generation.
    static func growing(columns: Int = 80, rows: Int = 24) throws -> Driver {
        var driver = try Driver(columns: columns, rows: rows, desk: GrowingDesk(1))
        driver.press("2")
        return driver
    }

    /// Another generation is there.
    mutating func grow(to desk: any Desk) {
        self.desk = desk
        send(.opened(desk.summary))
    }

    /// The line of the screen that the cursor is on.
    var cursorLine: Int? { lines.firstIndex { $0.hasPrefix(">") } }
}
