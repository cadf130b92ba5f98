/// Which columns of a list are on the screen, where, and how wide.
struct TableLayout {
    struct Slot: Hashable {
        /// Number of the column in the list.
        var column: Int
        var start: Int
        var width: Int
    }

    /// Cells in front of the first column: the cursor's sign and the row's own.
    static let gutter = 2
    private static let gap = 1

    private(set) var slots: [Slot] = []
    /// The columns that the cell cursor can be in.
    let reachable: [Int]

    init(_ state: State) {
        self.init(columns: state.size.columns, place: state.place)
    }

    init(columns width: Int, place: Place) {
        guard let listing = place.content.listing else {
            reachable = []
            return
        }
        switch listing.overflow {
        case .drop:
            let widths = Self.widths(listing.columns, room: width - Self.gutter)
            reachable = widths.map(\.column)
            layOut(widths, listing.columns)
        case .scroll:
            reachable = Array(listing.columns.indices)
            let left = min(max(0, place.selection.left), max(0, listing.columns.count - 1))
            var room = width - Self.gutter
            var widths: [(column: Int, width: Int)] = []
            let pinned = listing.columns.indices.prefix(listing.pinned)
            let moving = listing.columns.indices.dropFirst(max(left, pinned.count))
            for column in Array(pinned) + Array(moving) where room > 0 {
                widths.append((column, min(listing.columns[column].ideal, room)))
                room -= listing.columns[column].ideal + Self.gap(behind: column, listing.columns)
            }
            layOut(widths, listing.columns)
        }
    }

    /// The slot of a column, nil when it is not on the screen.
    func slot(of column: Int) -> Slot? {
        slots.first { $0.column == column }
    }

    /// The first column of a list that scrolls sideways so that the column of the cursor is on the screen in full.
    static func left(for place: Place, columns width: Int) -> Int {
        guard let listing = place.content.listing, listing.overflow == .scroll else { return 0 }
        let column = place.selection.column
        let pinned = min(listing.pinned, listing.columns.count)
        if column < pinned { return place.selection.left }
        var left = max(pinned, min(place.selection.left, column))
        func extent(_ left: Int) -> Int {
            let shown = Array(0..<pinned) + Array(left...column)
            return shown.reduce(0) {
                $0 + listing.columns[$1].ideal + ($1 < column ? gap(behind: $1, listing.columns) : 0)
            }
        }
        while left < column, extent(left) > width - gutter { left += 1 }
        return left
    }

    /// Cells between a column of a list that scrolls and the next one.
    private static func gap(behind column: Int, _ columns: [Column]) -> Int {
        column + 1 < columns.count && columns[column + 1].isTight ? 0 : gap
    }

    private mutating func layOut(_ widths: [(column: Int, width: Int)], _ columns: [Column]) {
        var start = Self.gutter
        for (column, width) in widths {
            slots.append(Slot(column: column, start: start, width: width))
            start += width + Self.gap(behind: column, columns)
        }
    }

    /// Drops columns until the rest fits, then gives the room that is left: first to what a column is glad to have, the
    /// most important column first, then to the flexible ones.
    private static func widths(_ columns: [Column], room: Int) -> [(column: Int, width: Int)] {
        var kept = Array(columns.indices)
        func need(_ kept: [Int]) -> Int { kept.reduce(-gap) { $0 + columns[$1].minimum + gap } }
        func comfort(_ kept: [Int]) -> Int { kept.reduce(-gap) { $0 + columns[$1].comfortable + gap } }
        while kept.count > 1, let worst = kept.max(by: { (columns[$0].priority, $0) < (columns[$1].priority, $1) }) {
            // What matters less goes before what matters more is squeezed to its least.
            guard need(kept) > room || (comfort(kept) > room && columns[worst].priority > 1) else { break }
            kept.removeAll { $0 == worst }
        }
        var spare = max(0, room - need(kept))
        var widths = Dictionary(uniqueKeysWithValues: kept.map { ($0, columns[$0].minimum) })
        for column in kept.sorted(by: { (columns[$0].priority, $0) < (columns[$1].priority, $1) }) {
            let more = min(spare, columns[column].ideal - columns[column].minimum)
            widths[column, default: 0] += more
            spare -= more
        }
        let flexible = kept.filter { columns[$0].isFlexible }
        for (index, column) in flexible.enumerated() {
            let share = spare / (flexible.count - index)
            widths[column, default: 0] += share
            spare -= share
        }
        return kept.map { ($0, min(widths[$0] ?? 0, max(1, room))) }
    }
}

extension Column {
    /// What the column should have before a less important one gets anything.
    fileprivate var comfortable: Int { minimum + (ideal - minimum) / 4 }
}
