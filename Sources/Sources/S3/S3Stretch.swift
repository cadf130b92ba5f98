/// A stretch of a bucket's keys in their order: what is listed.
struct S3Stretch: Hashable, Sendable {
    /// What every key begins with.
    var prefix: String
    /// Keys come behind it; nil from the first on.
    var after: String?
    /// Keys that come behind it and do not begin with it are behind the end; nil to the last.
    var last: String?

    /// The part of a folder of days between two days, as `2026/03/01`; nil where none of it is.
    ///
    /// - Parameters:
    ///   - folder: ends with a slash.
    ///   - within: the part of the day's path that the folder names already: empty, `2026/`, `2026/03/`, `2026/03/01/`.
    init?(folder: String, within: String, first: String?, last: String?) {
        prefix = folder
        // A part of a path is compared with as much of the day.
        if let first {
            let part = String(first.prefix(within.isEmpty ? 0 : within.count - 1))
            if !within.isEmpty, within.dropLast() < part { return nil }
            if within.isEmpty || within.dropLast() == part { after = folder + first.dropFirst(within.count) }
        }
        if let last {
            let part = String(last.prefix(within.isEmpty ? 0 : within.count - 1))
            if !within.isEmpty, within.dropLast() > part { return nil }
            if within.isEmpty || within.dropLast() == part { self.last = folder + last.dropFirst(within.count) }
        }
        guard let first, let last else { return }
        if first > last { return nil }
        // The parts of the days that both share need not be walked.
        let shared = zip(first.split(separator: "/"), last.split(separator: "/")).prefix { $0 == $1 }
            .map { $0.0 + "/" }.joined()
        if shared.count > within.count { prefix = folder + shared.dropFirst(within.count) }
    }

    /// A whole folder, or a single key.
    init(prefix: String) { self.prefix = prefix }

    /// Whether a key lies behind the end.
    func isBehind(_ key: String) -> Bool {
        guard let last else { return false }
        return !key.hasPrefix(last) && last.utf8.lexicographicallyPrecedes(key.utf8)
    }
}
