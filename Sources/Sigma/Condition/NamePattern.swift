/// A pattern for names of selections: `*` stands for any characters, all others for themselves.
struct NamePattern {
    private let pattern: [UInt8]

    init(_ pattern: String) { self.pattern = Array(pattern.utf8) }

    /// - Complexity: O(name × pattern) at worst.
    func matches(_ name: String) -> Bool {
        let star = UInt8(ascii: "*")
        let name = Array(name.utf8)
        var (index, place) = (0, 0)
        // Where to go on when the rest does not fit: behind the last `*`, one byte further.
        var retry: (index: Int, place: Int)?
        while index < name.count {
            if place < pattern.count, pattern[place] == star {
                place += 1
                retry = (index, place)
            } else if place < pattern.count, pattern[place] == name[index] {
                index += 1
                place += 1
            } else if let last = retry {
                retry = (last.index + 1, last.place)
                (index, place) = (last.index + 1, last.place)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == star }
    }
}
