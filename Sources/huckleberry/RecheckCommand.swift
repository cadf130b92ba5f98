import ArgumentParser
import Exports
import Foundation
import JSON
import Records

/// `huckleberry recheck`: whether what notes rest on is still there, record by record.
struct RecheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recheck",
        abstract: "Confirm every claim of exported notes against the sources.",
        discussion: """
            Reads the evidence table of an export as JSON again and confirms, claim by claim, that each event is in its file, \
            at its record, with its hash. Files may have moved: they are known by their SHA-256. What is not confirmed is \
            named, and ends with status 1. A claim that rests on no record is told apart, and is no error.
            """)

    @Argument(help: ArgumentHelp("A file that export --format json wrote.", valueName: "notes.json"))
    var notes: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Files and folders to look in.", valueName: "path"))
    var sources: [String]

    @Option(help: "text or json.")
    var format = Format.text

    @OptionGroup var trail: TrailOptions

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    func run() async throws {
        try await CommandRun.run { output in
            let notes = try read()
            let whole = try trail.load(sources)
            let recheck = Recheck(notes, in: whole) { path in try? trail.read([path]) }
            switch format {
            case .text: try output.write(RecheckText(recheck).text)
            case .json:
                try output.write(bytes: JSONWriter(.pretty).bytes(RecheckJSON(recheck).value))
                try output.write("\n")
            }
            try output.flush()
            let status = TrailOptions.status(of: whole)
            return status == .done && !recheck.isConfirmed ? .checkFailed : status
        }
    }

    private func read() throws -> CheckedNotes {
        try InputFiles.require([notes])
        guard let bytes = FileManager.default.contents(atPath: notes) else {
            throw CommandFailure(message: "\(notes): it cannot be read", status: .inputOutput)
        }
        do throws(CheckedNotesProblem) {
            return try CheckedNotes.read(Array(bytes))
        } catch {
            throw CommandFailure(message: "\(notes): \(error)", status: .unreadable)
        }
    }
}
