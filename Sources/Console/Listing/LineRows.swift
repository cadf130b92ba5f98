internal import Cases

/// Rows made from lines when they are looked at. A line is a few numbers, so that a list of very many is made, sorted and
/// let go of in no time; a row is text, and only a screenful is ever wanted.
struct LineRows<Line: Sendable>: RowSource {
    private let lines: [Line]
    private let places: [UInt32: Int]
    private let code: @Sendable (Entity.Kind?, String) -> UInt32?
    private let cells: @Sendable (Line) -> [TableCell]
    private let finish: @Sendable (Line, [TableCell]) -> Row
    private let shows: @Sendable (SearchText) -> @Sendable (Line) -> Bool?

    /// - Parameters:
    ///   - lines: in the order of the list.
    ///   - number: tells lines apart.
    ///   - code: the number of the line whose row has such a key (no kind), or is about such a value; nil for none.
    ///   - cells: makes the cells of a row.
    ///   - finish: makes the row around them.
    ///   - shows: whether the cells of a row show a text, where that can be told without making them.
    init(
        _ lines: [Line], by number: (Line) -> UInt32, code: @escaping @Sendable (Entity.Kind?, String) -> UInt32?,
        cells: @escaping @Sendable (Line) -> [TableCell], finish: @escaping @Sendable (Line, [TableCell]) -> Row,
        shows: @escaping @Sendable (SearchText) -> @Sendable (Line) -> Bool? = { _ in { _ in nil } }
    ) {
        self.lines = lines
        self.code = code
        self.cells = cells
        self.finish = finish
        self.shows = shows
        places = Dictionary(lines.enumerated().map { (number($1), $0) }, uniquingKeysWith: { first, _ in first })
    }

    var count: Int { lines.count }

    func row(at index: Int) -> Row { finish(lines[index], cells(lines[index])) }

    func index(of key: RowKey) -> Int? { code(nil, key.text).flatMap { places[$0] } }

    func index(about entity: Entity) -> Int? {
        entity.value.flatMap { code(entity.kind, $0) }.flatMap { places[$0] }
    }

    func matcher(of search: RowSearch) -> (Int) -> Bool {
        if case .text(let text) = search {
            let shows = shows(SearchText(text))
            return { shows(lines[$0]) ?? search.matches(cells(lines[$0])) }
        }
        return search.isAboutCells ? { search.matches(cells(lines[$0])) } : { search.matches(row(at: $0)) }
    }
}
