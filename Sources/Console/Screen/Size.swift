/// The size of a terminal or of a part of one, in cells. Never negative.
public struct Size: Hashable, Sendable {
    public let columns: Int
    public let rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

/// A place on the screen, counted from 0 at the top left.
public struct Point: Hashable, Sendable {
    public var column: Int
    public var row: Int

    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// A rectangle on the screen.
public struct Region: Hashable, Sendable {
    public var origin: Point
    public var size: Size

    public init(column: Int, row: Int, columns: Int, rows: Int) {
        origin = Point(column: column, row: row)
        size = Size(columns: columns, rows: rows)
    }

    public var columns: Int { size.columns }
    public var rows: Int { size.rows }
    public var left: Int { origin.column }
    public var top: Int { origin.row }
    /// The first column to the right of the rectangle.
    public var right: Int { origin.column + size.columns }
    /// The first row below the rectangle.
    public var bottom: Int { origin.row + size.rows }
}
