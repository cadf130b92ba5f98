internal import CStructure

/// Where backslashes stand in a text: in blocks of a fixed length, which are asked for from the text's beginning to its end.
struct BackslashBlocks: Equatable {
    /// Where blocks begin that hold one, ascending; nil where nobody has looked.
    private let starts: [UInt32]?
    private var next = 0

    private static let length = Int(HUCKLEBERRY_STRUCTURE_BLOCK)

    init(_ starts: [UInt32]) {
        self.starts = starts
    }

    private init() {
        starts = nil
    }

    /// For a text at which nobody has looked: they may stand anywhere.
    static var anywhere: BackslashBlocks { BackslashBlocks() }

    /// Whether a part of the text may hold a backslash. Parts must be asked for in their order.
    mutating func mayLie(in part: Range<Int>) -> Bool {
        guard let starts else { return true }
        while next < starts.count, Int(starts[next]) + Self.length <= part.lowerBound { next += 1 }
        return next < starts.count && Int(starts[next]) < part.upperBound
    }
}
