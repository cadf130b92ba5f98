/// The records that claims rest on, numbered in the order in which they are first cited.
public struct EvidenceList: Sendable {
    private var numbers: [Int: Int] = [:]
    /// Rows by evidence number, the first being E1.
    public private(set) var rows: [Int] = []

    public init() {}

    /// The reference to a row: `[E12]`.
    public mutating func cite(_ row: Int) -> String {
        if numbers[row] == nil {
            rows.append(row)
            numbers[row] = rows.count
        }
        return "[E\(numbers[row] ?? 0)]"
    }

    /// More references than these beside each other are a wall.
    private static let mostBeside = 20

    /// References to each of several rows: `[E3] [E4]`. Of very many to the first and the last one, with their count.
    public mutating func cite(all rows: [Int]) -> String {
        guard rows.count > Self.mostBeside else { return rows.map { cite($0) }.joined(separator: " ") }
        return "\(cite(span: rows)) (\(rows.count) events)"
    }

    /// References to the first and the last of several rows, with their count in words: `[E3] to [E9] (318 events)`.
    public mutating func cite(span rows: [Int]) -> String {
        guard let first = rows.first, let last = rows.last, first != last else {
            return rows.first.map { cite($0) } ?? ""
        }
        return "\(cite(first)) to \(cite(last))"
    }
}
