/// The records that claims rest on, numbered in the order in which they are first cited.
public struct EvidenceList: Sendable {
    private var numbers: [Int: Int] = [:]
    /// Rows by evidence number, the first being E1; nil for a number whose event is not in the trail.
    public private(set) var rows: [Int?] = []

    /// - Parameter rows: those that have their numbers already, E1 first.
    public init(_ rows: [Int?] = []) {
        for row in rows {
            if let row, numbers[row] == nil { number(row) } else { self.rows.append(nil) }
        }
    }

    /// The number of a row: 12 of `E12`. A row that has none gets the next.
    @discardableResult
    public mutating func number(_ row: Int) -> Int {
        if let known = numbers[row] { return known }
        rows.append(row)
        numbers[row] = rows.count
        return rows.count
    }

    /// More references than these beside each other are a wall.
    private static let mostBeside = 20

    /// The numbers of several rows; of very many those of the first and the last.
    public mutating func numbers(of rows: [Int]) -> [Int] {
        guard rows.count > Self.mostBeside, let first = rows.first, let last = rows.last else {
            return rows.map { number($0) }
        }
        return [number(first), number(last)]
    }

    /// The numbers of the first and the last of several rows.
    public mutating func numbers(spanning rows: [Int]) -> [Int] {
        guard let first = rows.first, let last = rows.last else { return [] }
        return first == last ? [number(first)] : [number(first), number(last)]
    }
}
