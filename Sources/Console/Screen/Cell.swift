/// What a cell shows: the value of one scalar, or a number at or above ``clusterBase`` for a scalar with combining
/// marks, which the screen that holds the cell knows (``Screen/scalars(of:)``).
public struct GlyphID: Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The first number that is no Unicode scalar.
    public static let clusterBase: UInt32 = 0x110000
    public static let space = GlyphID(rawValue: 0x20)
}

/// How a cell is to look, by meaning: a role, and a role laid over it (the cursor over a row's severity). A theme says
/// what that is on a given terminal.
public struct Paint: Hashable, Sendable {
    public var role: Role
    public var over: Role?

    public init(_ role: Role, over: Role? = nil) {
        self.role = role
        self.over = over
    }
}

/// One cell of the screen. A sign two cells wide fills its second cell with ``Cell/width`` 0.
public struct Cell: Hashable, Sendable {
    public var glyph: GlyphID
    public var paint: Paint
    /// The cells that the glyph takes: 1 or 2, or 0 for the second half of a wide one.
    public var width: UInt8
}
