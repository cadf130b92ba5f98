import ArgumentParser
import Exports
import JSON
import Records

/// `huckleberry recheck`: whether what notes rest on is still there, record by record.
struct RecheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recheck",
        abstract: "Confirm every claim of exported notes against the sources.",
        discussion: """
            Reads the evidence table of an export as JSON again and confirms, claim by claim, that each event is in its file, \
            at its record, with its hash, and that each source of the manifest is here as it was. Files may have moved: they \
            are known by their SHA-256. What is not confirmed is named, each thing once, and ends with status 1; so do notes in \
            which nothing rests on a record. A claim that rests on none is told apart, and is no error. What the claims say is for people to judge: the last line \
            tells what was checked and what was not.
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

    func validate() throws {
        if let option = trail.words.first(where: { $0.hasPrefix("--") && $0 != "--strict" }) {
            throw ValidationError("\(option): sources are checked whole, or sound records would seem to be gone.")
        }
    }

    func run() async throws {
        try await CommandRun.run { output in
            let notes = try read()
            // Also where nothing of them is readable: then nothing is confirmed, and that is said.
            let whole = try trail.readAndReport(sources)
            let recheck = Recheck(notes, in: whole, threads: trail.threadCount) { path in try? trail.read([path]) }
            switch format {
            case .text: try output.write(RecheckText(recheck).text)
            case .json:
                try output.write(bytes: JSONWriter(.pretty).bytes(RecheckJSON(recheck).value))
                try output.write("\n")
            }
            try output.flush()
            if let failure = trail.failure(of: whole.report, sources) { throw failure }
            let status = TrailOptions.status(of: whole)
            return status == .done && !recheck.isConfirmed ? .checkFailed : status
        }
    }

    private func read() throws -> CheckedNotes {
        let bytes = try InputFiles.contents(of: notes)
        do throws(CheckedNotesProblem) {
            return try CheckedNotes.read(bytes)
        } catch {
            throw CommandFailure(message: "\(notes): \(error)", status: .unreadable)
        }
    }
}
