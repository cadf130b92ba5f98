public import ArgumentParser
import Cases
import CloudTrail
import Detections
import Digests
public import Exports
import Foundation
import Ingest
import Investigation
import Query
import Records

/// `huckleberry export`: what was worked out, as files for others.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write what an investigation found to files.",
        discussion: """
            csv: a folder of tables, with a manifest of all sources. timesketch: a timeline, to be called *.jsonl. \
            navigator: a layer for the ATT&CK Navigator. stix: a bundle of STIX 2.1. script: the response as a shell \
            script for review, which calls nothing unless it is run with --execute; of several accounts each has its \
            own, and the path is that of a folder.

            What is written appears as a whole or not at all.
            """)

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
    var paths: [String] = []

    @Option(
        name: .customLong("case"),
        help: ArgumentHelp(
            "Tell a case with its decisions and notes, over the sources that it was last opened with unless others are named.",
            valueName: "file"))
    var caseFile: String?

    @Option(help: ArgumentHelp("What to write: \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", "))."))
    var format: ExportFormat

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Where to write it.", valueName: "path"))
    var output: String

    @Flag(help: "Replace what is there already; a folder only where it holds nothing else.")
    var force = false

    @OptionGroup var selection: SelectionOptions

    @Flag(help: "Put pseudonyms in the place of accounts, names, keys and addresses.")
    var redact = false

    @OptionGroup var head: HeaderOptions

    @OptionGroup var digests: DigestOptions

    @OptionGroup var investigation: InvestigationOptions

    func validate() throws {
        if output == "-" { throw ValidationError("-o: an export is written to files; name one.") }
        if paths.isEmpty, caseFile == nil { throw ValidationError("Name what to read, or a case with --case.") }
        if caseFile != nil, investigation.isStarted {
            throw ValidationError("With --case its own decisions hold: where it starts, and who is in its scope.")
        }
        if caseFile == nil, selection.select == .annotated {
            throw ValidationError("--select annotated needs --case: without one nothing is marked or written about.")
        }
        if redact, !format.isRedactable {
            throw ValidationError(
                "--redact: the commands of --format \(format.rawValue) would not work with pseudonyms.")
        }
    }

    func run() async throws {
        if let caseFile { return try await CommandRun.run { _ in try export(caseFile) } }
        try await CommandRun.run { _ in
            let filter = try selection.parsedFilter()
            let place = OutputFile(path: output, replaces: force)
            try place.requireRoom()
            var report: DigestReport?
            return try await investigation.run(paths) { trail in
                report = try digestReport(on: trail)
                DigestOptions.tell(report)
                return report?.doubts ?? []
            } _: { found, alerts in
                var exported = ExportedCase(
                    found,
                    header: try head.header(of: found, named: paths, attack: investigation.analysis.attack.version),
                    alerts: alerts, selection: try selection.selection(filter, of: found, alerts: alerts))
                exported.custody = try custody(of: found.trail, exported.header, report)
                if redact { exported.redactor = redactor(for: exported) }
                let files = format.export.files(of: exported)
                if files.isEmpty {
                    StandardError.write("there is nothing to respond to: no \(format.rawValue) was written")
                }
                try place.require(sparing: found.trail)
                try place.write(files)
            }
        }
    }

    /// The chain of custody of a trail that was loaded once, just now.
    private func custody(of trail: Trail, _ header: CaseHeader, _ digestReport: DigestReport?) throws -> Custody {
        var manifest = [ManifestEntry](of: trail, threads: investigation.trail.threadCount)
        if let digestReport { manifest = manifest.validated(by: digestReport.levels) }
        let report = trail.report
        return Custody(
            manifest: manifest,
            loads: [
                LoadRecord(
                    time: header.generated, analyst: header.analyst, version: header.version,
                    options: investigation.words + digests.words, paths: paths, files: report.filesRead,
                    events: report.events, duplicates: report.duplicates, rejected: report.rejected)
            ])
    }

    /// What digests say of the files; nil where there are none among them.
    private func digestReport(on trail: Trail) throws -> DigestReport? {
        guard trail.report.sources.contains(where: { $0.shape == .digest }) else { return nil }
        return try digests.verifier(threads: investigation.trail.threadCount).report(on: paths)
    }

    private func redactor(for exported: ExportedCase) -> Redactor {
        let redactor = Redactor(for: exported)
        StandardError.write(
            "\(redactor.key.count) values have pseudonyms; the key to them is kept nowhere without a case")
        return redactor
    }
}

extension ExportFormat: ExpressibleByArgument {}
