extension LoadReport {
    /// The files on disk that this rests on: those that the sources came from, archives among them, and a snapshot.
    public var files: [String] {
        sources.map(\.path).filter { !$0.contains("!/") } + archives.map(\.path) + [snapshot].compactMap(\.self)
    }

    /// Files that were read to their end, or tried, an archive as one. Less than `fileCount` where loading ended early.
    public var filesRead: Int {
        let archived = Set(archives.map(\.path))
        if archived.isEmpty { return sources.count - filesCutShort }
        func isOfArchive(_ path: String) -> Bool {
            archived.contains(path)
                || path.ranges(of: "!/").contains { archived.contains(String(path[..<$0.lowerBound])) }
        }
        return archives.count + sources.count { !isOfArchive($0.path) } - filesCutShort
    }
}
