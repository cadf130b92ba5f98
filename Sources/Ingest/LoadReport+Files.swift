extension LoadReport {
    /// Files that were read or tried, an archive as one. Less than `fileCount` where loading ended early.
    public var filesRead: Int {
        let archived = Set(archives.map(\.path))
        if archived.isEmpty { return sources.count }
        return archives.count
            + sources.count { source in
                !archived.contains(source.path)
                    && !source.path.ranges(of: "!/").contains { archived.contains(String(source.path[..<$0.lowerBound])) }
            }
    }
}
