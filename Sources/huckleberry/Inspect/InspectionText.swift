import CloudTrail
import Console
import Ingest
import Records
import Text

/// What `inspect` says to a person: the numbers first, then what is wrong, then every source.
struct InspectionText {
    private let inspection: Inspection
    private let style: TextStyle

    init(_ inspection: Inspection, style: TextStyle) {
        self.inspection = inspection
        self.style = style
    }

    private var report: LoadReport { inspection.report }

    var text: String {
        let blocks = [
            summary, rejections, list("Not events", notEvents), list("Read in part", readInPart),
            list("Passed over", passedOver), gaps, archives, sources,
        ]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    // MARK: Numbers

    private var summary: [String] {
        var lines = [
            row(
                "events",
                PlainText.number(report.events) + (report.events == 1 ? " event" : " events")
                    + " in \(PlainText.number(report.eventSources)) of \(PlainText.plural(report.sources.count, "source"))"
            ),
            row("read", "\(PlainText.plural(report.fileCount, "file")), \(PlainText.number(report.byteCount)) bytes"),
        ]
        if report.skipped.files > 0 { lines.append(row("skipped", skipped)) }
        if let part = LoadedPart(report) { lines.append(row("stopped", style.warning(part.sentence))) }
        if report.duplicates > 0 { lines.append(row("duplicates", PlainText.number(report.duplicates))) }
        if report.excluded > 0 {
            lines.append(row("excluded", PlainText.number(report.excluded) + " by --from, --to, --account or --region"))
        }
        if report.rejected > 0 {
            lines.append(row("rejected", style.warning(PlainText.plural(report.rejected, "record"))))
        }
        if !report.findings.isEmpty {
            lines.append(row("findings", PlainText.plural(report.findings.count, "GuardDuty finding")))
        }
        if let span = inspection.span {
            lines.append(row("first", span.lowerBound.iso8601))
            lines.append(row("last", span.upperBound.iso8601))
        }
        if !inspection.accounts.isEmpty { lines.append(row("accounts", Self.joined(inspection.accounts))) }
        if !inspection.regions.isEmpty { lines.append(row("regions", Self.joined(inspection.regions))) }
        return lines
    }

    /// What was not read, and why.
    private var skipped: String {
        let words = SkippedFiles.Reason.allCases.filter { report.skipped.count($0) > 0 }.map { reason in
            let count = PlainText.number(report.skipped.count(reason))
            return switch reason {
            case .account: "\(count) of other accounts"
            case .region: "\(count) of other regions"
            case .deliveredBefore: "\(count) delivered before --from"
            case .deliveredAfter: "\(count) delivered 2 days after --to, or later"
            }
        }
        return PlainText.plural(report.skipped.files, "file") + " unread, by their keys: "
            + words.joined(separator: ", ")
    }

    private func row(_ name: String, _ value: String) -> String { PlainText.padded(name, to: 12) + value }

    /// The largest few by name, the rest as a number.
    private static func joined(_ counts: [Inspection.Count]) -> String {
        let shown = 8
        let names = counts.prefix(shown).map { "\(Neutral.text($0.value)) \(PlainText.number($0.count))" }
        return (names + (counts.count > shown ? ["and \(counts.count - shown) more"] : [])).joined(separator: ", ")
    }

    // MARK: What is wrong

    private var rejections: [String] {
        list("Rejected", report.rejections.map { Neutral.text($0.line) }, heading: style.warning)
    }

    /// What is unreadable stands among the rejected.
    private var notEvents: [String] {
        report.sources.filter { !$0.shape.isEventShape && $0.shape != .unreadable }.map { source in
            Neutral.text("\(source.path): \(source.note ?? Self.meaning(of: source.shape))")
        }
    }

    /// Sources that hold events and other things. A source of copies alone says so in the table.
    private var readInPart: [String] {
        report.sources.filter { $0.shape.isEventShape && $0.events + $0.rejected + $0.excluded > 0 }.compactMap {
            source in
            source.note.map { Neutral.text("\(source.path): \($0)") }
        }
    }

    private static func meaning(of shape: Shape) -> String {
        switch shape {
        case .empty: "empty"
        case .guardduty: "GuardDuty findings"
        case .digest: "a CloudTrail digest file"
        default: "no CloudTrail records"
        }
    }

    private var passedOver: [String] {
        report.passedOver.map { Neutral.text("\($0.path): \($0.reason)") }
    }

    private var gaps: [String] {
        list(
            "Gaps",
            inspection.gaps.map { gap in
                let place = Neutral.text(gap.account + (gap.region.map { " " + $0 } ?? ""))
                return "\(gap.from.iso8601) to \(gap.to.iso8601)  \(place): \(Neutral.text(gap.reason))"
            })
    }

    private func list(_ heading: String, _ lines: [String]) -> [String] {
        list(heading, lines, heading: style.heading)
    }

    private func list(_ name: String, _ lines: [String], heading: (String) -> String) -> [String] {
        lines.isEmpty ? [] : [heading("\(name) (\(PlainText.number(lines.count)))")] + lines.map { "  " + $0 }
    }

    // MARK: Sources

    private var archives: [String] {
        list(
            "Archives",
            report.archives.map { archive in
                "\(archive.sha256)  \(Neutral.text(archive.path)), \(PlainText.plural(archive.members, "member"))"
            })
    }

    private var sources: [String] {
        guard !report.sources.isEmpty else { return [] }
        let shapeWidth = (report.sources.map { $0.shape.rawValue.count }.max() ?? 0) + 2
        let missingHash = String(repeating: "-", count: 64)
        let header =
            PlainText.aligned("EVENTS", to: 9) + PlainText.aligned("COPIES", to: 8)
            + PlainText.aligned("REJECTED", to: 10) + "  "
            + PlainText.padded("SHAPE", to: shapeWidth) + PlainText.padded("SHA-256", to: 66) + "PATH"
        return [style.heading("Sources (\(PlainText.number(report.sources.count)))"), style.heading(header)]
            + report.sources.map { source in
                PlainText.aligned(PlainText.number(source.events), to: 9)
                    + PlainText.aligned(PlainText.number(source.duplicates), to: 8)
                    + PlainText.aligned(PlainText.number(source.rejected), to: 10) + "  "
                    + PlainText.padded(source.shape.rawValue, to: shapeWidth)
                    + PlainText.padded(source.sha256 ?? missingHash, to: 66) + Neutral.text(source.path)
            }
    }
}
