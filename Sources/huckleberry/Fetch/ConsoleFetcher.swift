import ArgumentParser
import Cases
import CloudTrail
import Console
import Foundation
import Sources
import Synchronization
import Text

/// Fetches for the console: with the words of `huckleberry fetch`, read by the same commands, which run inside of the program
/// and say to the screen what they would print.
struct ConsoleFetcher: EventFetcher {
    /// What the person opened: events come to a place beside the first of them.
    let paths: [String]
    let isSample: Bool
    /// What `~` stands for.
    let home: String?

    private static let commands: [any FetchingCommand.Type] = [
        FetchS3Command.self, FetchLookupCommand.self, FetchGuardDutyCommand.self, FetchAthenaCommand.self,
    ]

    var sources: [FetchSource] {
        Self.commands.map { command in
            FetchSource(
                command.configuration.commandName ?? "", note: command.configuration.abstract,
                options: Self.options(of: command).filter { !Self.printing.contains($0) })
        }
    }

    /// The long names of a command's options, in the order of its help: each has a line of its own there.
    private static func options(of command: any FetchingCommand.Type) -> [String] {
        FetchCommand.helpMessage(for: command, columns: 200).split(separator: "\n").compactMap { line in
            guard line.hasPrefix("  -") else { return nil }
            return line.split { " ,".contains($0) }.first { $0.hasPrefix("--") }.map(String.init)
        }
    }

    /// What makes a command print something in place of fetching, and what goes with that.
    private static let printing = [
        "--dry-run", "--sql", "--ddl", "--location", "--organization", "--version", "--help",
    ]

    func order(_ line: String) throws(Problem) -> FetchOrder {
        let named = try words(line)
        let source = named.first ?? ""
        if isSample {
            throw Problem("What comes would mix with the sample case: leave, and open a folder with --follow.")
        }
        if paths.contains("-") {
            throw Problem("What came through standard input can be read once: nothing can be added to it.")
        }
        let isKnown = Self.commands.contains { $0.configuration.commandName == source }
        let base = isKnown && !Self.namesPlace(named) ? fetchedFolder : nil
        let words = named + (base.map { ["-o", Self.place(of: source, in: $0)] } ?? [])
        switch try command(words)?.place {
        case .folder(let path):
            try make(path)
            return FetchOrder(source: source, words: words, place: path, folder: path)
        case .file(let path):
            try make((path as NSString).deletingLastPathComponent)
            return FetchOrder(source: source, words: words, place: path, folder: base)
        case nil: throw Problem("That prints: 'huckleberry fetch \(line)' does it on the command line.")
        }
    }

    private func words(_ line: String) throws(Problem) -> [String] {
        do throws(ShellWords.Problem) {
            return try ShellWords.words(line, home: home)
        } catch {
            throw Problem("fetch: \(error)")
        }
    }

    /// The command that words mean, with its words checked; nil where it brings nothing, such as help.
    private func command(_ words: [String]) throws(Problem) -> (any FetchingCommand)? {
        do {
            return try FetchCommand.parseAsRoot(words) as? any FetchingCommand
        } catch {
            if FetchCommand.exitCode(for: error) == .success { return nil }
            throw Problem(
                FetchCommand.message(for: error).split(whereSeparator: \.isNewline).joined(separator: " "))
        }
    }

    private func make(_ folder: String) throws(Problem) {
        guard !folder.isEmpty else { return }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Problem("\(folder) cannot be made: \(error.localizedDescription) Name another place with -o.")
        }
    }

    // MARK: The place

    private static func namesPlace(_ words: [String]) -> Bool {
        words.contains { $0 == "-o" || $0 == "--output" || $0.hasPrefix("--output=") }
    }

    /// The folder of what nobody names a place for: beside the first path that was opened, and under none that was, as it is
    /// not to mix with what lies there. The same in every session, so that only what is missing comes.
    private var fetchedFolder: String {
        var folder = Self.beside(paths.first ?? "trail")
        // It may be one of them, where the case is gone on with.
        while let path = paths.first(where: { $0 != "/" && SourcePath.holds($0, folder) }),
            !SourcePath.holds(folder, path)
        {
            folder = Self.beside(path)
        }
        return folder
    }

    /// What is a file is named after the moment in which it is asked for.
    private static func place(of source: String, in folder: String) -> String {
        guard source == FetchAthenaCommand.configuration.commandName else { return folder }
        return "\(folder)/athena/\(ProgramClock.wall().iso8601.filter { $0 != "-" && $0 != ":" }).ndjson"
    }

    private static func beside(_ path: String) -> String {
        let whole = path.hasSuffix("/") || [".", ".."].contains((path as NSString).lastPathComponent)
        var text = whole ? SourcePath.absolute(path) : path
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        return text + "-fetched"
    }

    // MARK: The work

    func fetch(_ order: FetchOrder, _ progress: @escaping @Sendable (FetchedSoFar) -> Void) async -> FetchResult {
        let (said, remarks) = (Lines(), Lines())
        let voice = FetchVoice(
            say: { said.add($0) }, remark: { remarks.add($0) }, progress: { progress(FetchedSoFar($0)) },
            scanned: { progress(.read(bytes: Int($1))) }, isProgram: false)
        do {
            let isDone = try await command(order.words)?.fetch(voice) == .done
            if Task.isCancelled, !isDone { return Self.cancelled(said) }
            // Where nothing was to be printed, what was said last is the sum.
            var (sum, others) = (said.all, remarks.all)
            if sum.isEmpty { sum = others.popLast().map { [$0] } ?? [] }
            return FetchResult(isDone ? .done : .failed, sum: sum.joined(separator: "; "), remarks: others)
        } catch {
            if Task.isCancelled || (error as? ExitCode) == FetchRun.interrupted { return Self.cancelled(said) }
            let words = (error as? CommandFailure)?.message ?? (error as? Problem)?.message ?? "\(error)"
            let lines = words.split(separator: "\n").map(String.init)
            return FetchResult(
                .failed, sum: lines.first ?? "", remarks: lines.dropFirst() + said.all + remarks.all)
        }
    }

    private static func cancelled(_ said: Lines) -> FetchResult {
        FetchResult(.cancelled, sum: said.all.joined(separator: "; "))
    }
}

/// Lines that are said.
private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ text: String) {
        lines.withLock { $0 += text.split(separator: "\n").map(String.init) }
    }
}

extension FetchedSoFar {
    init(_ progress: FetchProgress) {
        switch progress.phase {
        case .listing: self = .found(progress.done)
        case .fetching: self = .brought(progress.done, of: progress.total)
        }
    }
}
