internal import Events

/// The first events of a large file, to be shown while the whole is read.
enum FileBeginning {
    /// Smaller files are read whole before anybody would miss them, in bytes as stored.
    static let leastBytes = 4 << 20

    /// - Parameters:
    ///   - number: the file's place in the order of the walk.
    ///   - seed: of the dictionaries' hashes.
    /// - Returns: nil where its beginning holds no event.
    static func part(
        of file: SourceFile, number: Int, _ selection: LoadSelection, limits: LoadLimits, seed: UInt64
    ) -> LoadPart? {
        guard file.byteCount >= leastBytes else { return nil }
        var scanner = DocumentScanner(selection, limits: limits, seed: seed)
        let source = SourceReader(limits: limits.reading).beginning(of: file) { info, text in
            let scan = scanner.scanBeginning(text, source: 0, path: info.path)
            return LoadedSource(file: number, member: 0, info: info, scan: scan)
        }
        guard let source, scanner.eventCount > 0 else { return nil }
        return LoadPart(shard: scanner.shard, sources: [source])
    }
}
