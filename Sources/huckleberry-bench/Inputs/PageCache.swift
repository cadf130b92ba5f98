import Foundation

/// What the system holds of files in memory.
enum PageCache {
    /// Has the system forget the files of a folder; where it lets us, also everything else and the folders themselves.
    ///
    /// - Returns: whether folders were forgotten too.
    static func drop(_ path: String) throws -> Bool {
        try Floor.forget(path)
        // Writable by root alone, and not in every container.
        guard let handle = FileHandle(forWritingAtPath: "/proc/sys/vm/drop_caches") else { return false }
        defer { try? handle.close() }
        do {
            try handle.write(contentsOf: Data("3\n".utf8))
            return true
        } catch {
            return false
        }
    }
}
