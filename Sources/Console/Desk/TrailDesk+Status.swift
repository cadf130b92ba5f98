internal import Events
internal import Ingest
internal import Investigation
internal import Records

extension TrailDesk {
    /// `48,000 events in 188 files · coverage B: the trail begins 20 d before the window`. What is not loaded yet is no gap:
    /// the coverage is told of what will not grow any more.
    public func status(_ request: ViewRequest) throws(Problem) -> String {
        let size = "\(counted(index.count, "event")) in \(counted(trail.report.sources.count, "file"))"
        switch summary.extent {
        case .growing: return "so far \(size) · the coverage is told once everything is loaded"
        case .part(let part):
            return "\(counted(index.count, "event")) in \(part.amount) · the coverage of a part says nothing"
        case .whole: break
        }
        guard !summary.isSeekingAlerts else { return "\(size) · the coverage is told once the alerts are there" }
        let coverage = Coverage(of: incident(for: request).scope, in: trail)
        return "\(size) · coverage \(coverage.grade.rawValue)" + (coverage.reasons.first.map { ": \($0)" } ?? "")
    }
}
