internal import CloudTrail
internal import Events
internal import Ingest
internal import Records

extension TrailDesk {
    static func summary(
        of trail: Trail, name: String, isSample: Bool, generation: Int = 1, extent: Extent? = nil
    ) -> CaseSummary {
        CaseSummary(
            name: name, facts: facts(of: trail), isSample: isSample, generation: generation,
            extent: extent ?? LoadedPart(trail.report).map { .part($0) } ?? .whole,
            events: trail.index.count, warnings: warnings(of: trail.report), first: trail.index.span?.lowerBound,
            last: trail.index.span?.upperBound)
    }

    private static func facts(of trail: Trail) -> [String] {
        let index = trail.index
        let accounts = index.values(.account, in: .all(of: index.count)).count
        var facts = [counted(index.count, "event"), counted(accounts, "account")]
        if let span = index.span {
            let days = (span.upperBound.milliseconds - span.lowerBound.milliseconds) / EventTime.day + 1
            facts += ["\(days) d", "to \(span.upperBound.date)"]
        }
        return facts
    }

    private static func warnings(of report: LoadReport) -> [String] {
        var parts: [String] = []
        let missing = report.missingPaths.count
        if missing > 0 { parts.append("\(missing) of the paths \(missing == 1 ? "does" : "do") not exist") }
        let rejected = report.rejected
        if rejected > 0 { parts.append("\(counted(rejected, "record")) \(rejected == 1 ? "was" : "were") rejected") }
        let whole = report.rejections.count { $0.record == nil && !report.missingPaths.contains($0.path) }
        if whole > 0 { parts.append("\(counted(whole, "file")) could not be read") }
        return parts.isEmpty ? [] : [parts.joined(separator: ", ") + ": huckleberry inspect lists them"]
    }
}
