/// A screen as a grid of cells: what `render` makes, what tests compare, and what the driver puts on a terminal.
///
/// Nothing else in the program writes text to a terminal, so its one door, ``write(_:at:width:paint:fit:)``, is where
/// hostile text is made visible.
public struct Screen: Sendable {
    public let size: Size
    /// Row by row, from the top left.
    public private(set) var cells: [Cell]
    /// Where the terminal's own cursor rests; screen readers follow it.
    public var cursor: Point?
    /// Whether the screen is drawn with ASCII alone.
    public let isASCII: Bool

    private var clusters: [[Unicode.Scalar]] = []

    public init(size: Size, isASCII: Bool = false) {
        self.size = size
        self.isASCII = isASCII
        let blank = Cell(glyph: .space, paint: Paint(.uiText), width: 1)
        cells = Array(repeating: blank, count: size.columns * size.rows)
    }

    /// The cell at a place, nil outside.
    public subscript(column: Int, row: Int) -> Cell? {
        guard contains(column: column, row: row) else { return nil }
        return cells[row * size.columns + column]
    }

    /// The scalars of a glyph, a base and its combining marks.
    public func scalars(of glyph: GlyphID) -> [Unicode.Scalar] {
        if let scalar = Unicode.Scalar(glyph.rawValue) { return [scalar] }
        let index = Int(glyph.rawValue - GlyphID.clusterBase)
        return clusters.indices.contains(index) ? clusters[index] : ["?"]
    }

    /// Puts one sign; half of a wide sign that it covers becomes a space. Outside the grid, or where a wide sign does not
    /// fit, nothing happens. The sign must be one that may be shown: see ``write(_:at:width:paint:fit:)``.
    mutating func put(
        _ base: Unicode.Scalar, marks: [Unicode.Scalar] = [], width: Int = 1, column: Int, row: Int, paint: Paint
    ) {
        guard width >= 1, contains(column: column, row: row), column + width <= size.columns else { return }
        let glyph = marks.isEmpty ? GlyphID(rawValue: base.value) : cluster([base] + marks)
        for offset in 0..<width {
            clearWideHalves(column: column + offset, row: row)
        }
        for offset in 0..<width {
            cells[row * size.columns + column + offset] = Cell(
                glyph: offset == 0 ? glyph : .space, paint: paint, width: offset == 0 ? UInt8(width) : 0)
        }
    }

    /// Changes the paint of a stretch of cells and leaves what they show.
    public mutating func repaint(row: Int, columns: Range<Int>, _ change: (inout Paint) -> Void) {
        guard row >= 0, row < size.rows else { return }
        for column in columns.clamped(to: 0..<size.columns) {
            change(&cells[row * size.columns + column].paint)
        }
    }

    /// Fills a rectangle with spaces.
    public mutating func clear(_ region: Region, paint: Paint = Paint(.uiText)) {
        for row in max(0, region.top)..<max(0, region.top, min(region.bottom, size.rows)) {
            for column in max(0, region.left)..<max(0, region.left, min(region.right, size.columns)) {
                put(" ", column: column, row: row, paint: paint)
            }
        }
    }

    private func contains(column: Int, row: Int) -> Bool {
        column >= 0 && column < size.columns && row >= 0 && row < size.rows
    }

    private mutating func clearWideHalves(column: Int, row: Int) {
        let index = row * size.columns + column
        if cells[index].width == 0, column > 0 {
            cells[index - 1].glyph = .space
            cells[index - 1].width = 1
        }
        if cells[index].width == 2, column + 1 < size.columns {
            cells[index + 1].glyph = .space
            cells[index + 1].width = 1
        }
    }

    private mutating func cluster(_ scalars: [Unicode.Scalar]) -> GlyphID {
        // A screen holds few clusters: a look through them is cheaper than a dictionary in every screen.
        let index = clusters.firstIndex(of: scalars) ?? clusters.count
        if index == clusters.count { clusters.append(scalars) }
        return GlyphID(rawValue: GlyphID.clusterBase + UInt32(index))
    }
}
