internal import Cases
internal import CloudTrail
internal import Digests
internal import Events
internal import Ingest
internal import Investigation
internal import Records
internal import Text

/// What the case rests on: coverage, what was not read, gaps, and every file with its hash. Parts with many lines are
/// closed until somebody opens them.
struct EvidenceView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    private var report: LoadReport { desk.trail.report }

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let chosen: [Int: Int]? = isWhole ? nil : try selected(isCancelled)
        let rows = EvidenceRows(
            desk.trail, in: desk.paths.count == 1 ? desk.paths[0] : "", parts: parts, chosen: chosen,
            levels: desk.digests()?.levels,
            toggled: request.toggled, sort: request.sort)
        return Listing(
            columns: rows.columns, rows: rows, summary: summary(chosen), sort: request.sort, firstColumn: 1,
            emptyText: "Nothing was read.")
    }

    /// By source, how many of the events that the place speaks of it holds.
    private func selected(_ isCancelled: @Sendable () -> Bool) throws(Problem) -> [Int: Int] {
        let rows = try desk.rows(for: request, isCancelled: isCancelled)
        return Dictionary(
            index.rowsBySource(rows).map { ($0.source, $0.rows.count) }, uniquingKeysWith: { first, _ in first })
    }

    private var parts: [EvidencePart] {
        let whole = report.rejections.filter { $0.record == nil && !report.missingPaths.contains($0.path) }
        let records = report.rejections.filter { $0.record != nil }
        return [
            EvidencePart(.coverage, coverage),
            EvidencePart(.contradicted, findings(areFailures: true)),
            EvidencePart(.digests, digests),
            EvidencePart(.changes, changes),
            EvidencePart(
                .notRead,
                stop + report.missingPaths.map { EvidencePart.Item(path: $0, note: "no such file or folder") }
                    + whole.map { EvidencePart.Item(rejected: $0) }),
            EvidencePart(.rejected, records.map { EvidencePart.Item(rejected: $0) }),
            EvidencePart(
                .unreadable,
                desk.trail.records.failures.map {
                    EvidencePart.Item(path: $0.path, note: ($0.record.map { "record \($0): " } ?? "") + $0.reason)
                }),
            EvidencePart(.gaps, desk.trail.gaps.map(EvidencePart.Item.init(gap:))),
            EvidencePart(.passedOver, report.passedOver.map { EvidencePart.Item(path: $0.path, note: $0.reason) }),
            EvidencePart(
                .archives,
                report.archives.map {
                    EvidencePart.Item(path: $0.path, note: "\(counted($0.members, "member")), SHA-256 \($0.sha256)")
                }),
        ]
    }

    /// What digests prove of the files.
    private var digests: [EvidencePart.Item] {
        guard let report = desk.digests() else { return [] }
        let levels = DigestLevel.allCases.reversed().compactMap { level -> EvidencePart.Item? in
            let count = report.logCount(at: level)
            if count == 0 { return nil }
            return EvidencePart.Item(path: "\(level.word), \(counted(count, "log file"))", note: level.proves)
        }
        return levels + findings(areFailures: false)
    }

    /// What speaks against the files, or is to be known.
    private func findings(areFailures: Bool) -> [EvidencePart.Item] {
        (desk.digests()?.findings ?? []).filter { $0.isFailure == areFailures }
            .map { EvidencePart.Item(path: $0.path ?? $0.object?.description ?? "", note: $0.words) }
    }

    private var changes: [EvidencePart.Item] {
        (desk.recorder?.changes(in: desk.trail).list ?? []).map { change in
            EvidencePart.Item(path: change.newPath ?? change.path, note: change.note)
        }
    }

    private var stop: [EvidencePart.Item] {
        LoadedPart(report).map { [EvidencePart.Item(path: "", note: $0.sentence)] } ?? []
    }

    /// The grade and what keeps it from being better; before alerts are known of the trail as a whole.
    private var coverage: [EvidencePart.Item] {
        let scope = desk.knowsAlerts ? desk.incident(for: request).scope : .empty
        let coverage = Coverage(
            of: scope, in: desk.trail, baselineDays: desk.settings.thresholds.baselineDays)
        let window = "\(EventIndex.minute(coverage.from)) to \(EventIndex.minute(coverage.to))"
        let what = scope.onset == nil ? "of the whole trail" : "of the incident"
        let grade = EvidencePart.Item(
            path: "grade \(coverage.grade.rawValue) \(what)",
            note: "\(window), \(coverage.historyDays) d of history before")
        return [grade] + coverage.reasons.map { EvidencePart.Item(path: "", note: $0) }
    }

    private func summary(_ chosen: [Int: Int]?) -> StyledText {
        var parts = [
            chosen.map { "\($0.count.grouped) of \(counted(report.sources.count, "file")) with such events" }
                ?? counted(report.sources.count, "file"),
            counted(report.events, "event"),
        ]
        if report.duplicates > 0 { parts.append("\(report.duplicates.grouped) copies") }
        let rejected = report.rejected > 0 ? " · \(report.rejected.grouped) rejected" : ""
        return StyledText([Span(parts.joined(separator: " · ")), Span(rejected, .toastWarn)])
    }

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        for part in parts {
            for (number, item) in part.items.enumerated() where EvidenceRows.key(part.kind, number) == key {
                let words = LineWrap.lines(of: String(item.note.prefix(2_000)), width: 76).map { StyledText($0) }
                return Preview(title: StyledText(part.kind.title), lines: [StyledText(item.path)] + words)
            }
        }
        guard let source = report.sources.first(where: { EvidenceRows.key($0) == key }) else {
            return Preview(
                title: "evidence", lines: ["Enter opens a part, the events of a file, or what was rejected."])
        }
        var lines = [StyledText(source.path), StyledText("SHA-256 \(source.sha256 ?? "none")")]
        lines.append(
            StyledText(
                "\(source.byteCount.byteWords), \(source.shape.rawValue) · \(counted(source.events, "event")), "
                    + "\(source.duplicates.grouped) copies, \(source.rejected.grouped) rejected, "
                    + "\(source.excluded.grouped) outside of what was asked for"))
        if let levels = desk.digests()?.levels,
            let validation = SourceValidation(levels, path: source.path, sha256: source.sha256)
        {
            lines.append(StyledText("digests: \(validation.word), \(validation.state)"))
        }
        if let note = source.note { lines.append(StyledText(note, .toastWarn)) }
        return Preview(title: StyledText(Entity(source: source.path).label), lines: lines)
    }
}

extension SourceChange {
    /// What became of it, with the hashes by which that can be checked.
    fileprivate var note: String {
        let since = since.map { " since \($0.iso8601)" } ?? ""
        let was = before.map { "; SHA-256 was \($0)" } ?? ""
        return switch kind {
        case .changed: "its bytes are not those that the case was worked on with\(was), is \(now ?? "unknown")"
        case .missing: "missing\(since)\(was)"
        case .unread: "there, but not read\(since)\(was)"
        case .moved: "the same bytes were at \(path)"
        case .added: "new"
        }
    }
}
