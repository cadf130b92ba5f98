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

    /// References to the first and the last of several rows, with their count in words: `[E3] to [E9] (318 events)`.
    public mutating func cite(span rows: [Int]) -> String {
        guard let first = rows.first, let last = rows.last, first != last else {
            return rows.first.map { cite($0) } ?? ""
        }
        return "\(cite(first)) to \(cite(last))"
    }
}
