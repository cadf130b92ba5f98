import Cases
import Events
import Exports
import Ingest
import Records

extension Custody {
    /// The sources of a trail that was loaded once, just now.
    ///
    /// - Parameters:
    ///   - header: who loaded it, when, with which version.
    ///   - paths: what was named.
    ///   - options: what decides what is read and how it is judged.
    init(of trail: Trail, loadedBy header: CaseHeader, from paths: [String], as options: [String]) {
        let index = trail.index
        let rows = index.rowsBySource(.all(of: index.count))
        let spans = Dictionary(uniqueKeysWithValues: rows.map { ($0.source, $0.rows) })
        let report = trail.report
        let manifest = report.sources.enumerated().map { number, source in
            ManifestEntry(
                path: source.path, byteCount: source.byteCount, sha256: source.sha256, logSHA256: nil,
                shape: source.shape,
                records: source.events + source.duplicates + source.rejected + source.excluded,
                rejected: source.rejected, first: spans[number]?.first.map { index.time(Int($0)) },
                last: spans[number]?.last.map { index.time(Int($0)) })
        }
        self.init(
            manifest: manifest,
            loads: [
                LoadRecord(
                    time: header.generated, analyst: header.analyst, version: header.version, options: options,
                    paths: paths, files: report.fileCount, events: report.events, duplicates: report.duplicates,
                    rejected: report.rejected)
            ])
    }
}
