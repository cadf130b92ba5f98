extension StringProtocol {
    /// Without spaces, tabs and carriage returns at both ends.
    public func trimmingSpaces() -> String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
        guard let first = firstIndex(where: { !isSpace($0) }) else { return "" }
        var end = endIndex
        while isSpace(self[index(before: end)]) { end = index(before: end) }
        return String(self[first..<end])
    }
}
