import ArgumentParser
import Cases
import CloudTrail
import Exports
import Foundation
import Investigation

/// `huckleberry export`: what was worked out, as files for others.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write what an investigation found to files.",
        discussion: """
            script: the response as a shell script for review, which calls nothing unless it is run with --execute. Of \
            several accounts each has its own, and the path is that of a folder.
            """)

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
    var paths: [String]

    @Option(help: "What to write: markdown, html, json or script.")
    var format: Format

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Where to write it.", valueName: "path"))
    var output: String

    @Flag(help: "Replace what is there already.")
    var force = false

    @OptionGroup var investigation: InvestigationOptions

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case markdown, html, json, script
    }

    func run() async throws {
        try await CommandRun.run { _ in
            let file = OutputFile(path: output, replaces: force)
            try file.requireRoom()
            return try await investigation.run(paths) { found in
                switch format {
                case .markdown: try write(NotesMarkdown.files(of: exported(found)), to: file)
                case .html: try write(NotesHTML.files(of: exported(found)), to: file)
                case .json: try write(CaseJSON.files(of: exported(found)), to: file)
                case .script: try write(ResponseScript.all(found.response, in: found.trail), to: file)
                }
            }
        }
    }

    private func exported(_ found: Investigation) -> ExportedCase {
        let fixed = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { Int64($0) }
        let now = EventTime(milliseconds: (fixed ?? Int64(Date().timeIntervalSince1970)) * EventTime.second)
        let header = CaseHeader(
            name: paths.joined(separator: " "), version: ProgramVersion.current,
            attack: investigation.analysis.attack.version, generated: now)
        let manifest = [ManifestEntry](of: found.trail, threads: investigation.trail.threadCount)
        return ExportedCase(found, header: header, alerts: found.alerts, custody: Custody(manifest: manifest))
    }

    private func write(_ files: [ExportedFile], to file: OutputFile) throws {
        for part in files { try file.write(part.text) }
    }

    private func write(_ scripts: [ResponseScript], to file: OutputFile) throws {
        guard scripts.count != 1 else { return try file.write(scripts[0].text) }
        if scripts.isEmpty { StandardError.write("there is nothing to respond to: no script was written") }
        for (number, script) in scripts.enumerated() {
            // An account's ID is the log's text.
            let isAccount = script.account.utf8.allSatisfy { (0x30...0x39).contains($0) } && !script.account.isEmpty
            try file.write(script.text, inside: "response-\(isAccount ? script.account : "unknown-\(number + 1)").sh")
        }
    }
}
