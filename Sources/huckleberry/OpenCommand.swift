import ArgumentParser
import Cases
import CloudTrail
import Console
import Foundation
import Resources
import Terminal
import Text

/// `huckleberry open`: the console, on a terminal or by script.
struct OpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Investigate a trail in the console; without a path, the sample case.",
        discussion: "Keys: ? shows them, : finds any action by name, q leaves. 'huckleberry keys' lists them all.")

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
    var paths: [String] = []

    @Option(help: ArgumentHelp("Run a script of keys and expectations, without a terminal.", valueName: "file"))
    var script: String?

    @Flag(help: "Show new files as they come into the folders; :unfollow ends it.")
    var follow = false

    @Flag(inversion: .prefixedNo, help: "Words and ASCII, no boxes, rules and bars: for screen readers.")
    var plain: Bool?

    @Flag(inversion: .prefixedNo, help: "Nothing but ASCII on the screen.")
    var ascii: Bool?

    @Flag(inversion: .prefixedNo, help: "Take the mouse: a press selects, a second one opens, the wheel scrolls.")
    var mouse: Bool?

    @Option(help: ArgumentHelp("Which theme; 'huckleberry theme list' names them.", valueName: "name"))
    var theme: String?

    @Option(
        name: .customLong("case"),
        help: ArgumentHelp(
            "Keep the case in a file, which is made or gone on with; else 'huckleberry resume' finds it.",
            valueName: "file"))
    var caseFile: String?

    @Option(help: ArgumentHelp("Who decides and writes; the name of the account unless said.", valueName: "name"))
    var analyst: String?

    @OptionGroup var rules: RuleOptions

    @OptionGroup var analysis: AnalysisOptions

    @OptionGroup var digests: DigestOptions

    @OptionGroup var trail: TrailOptions

    @MainActor
    func run() async throws {
        try await CommandRun.run { output in
            let settings = try UserSettings.read()
            // A case is not begun for a path that is not there.
            if !paths.isEmpty { _ = try existing(paths) }
            return try run(try openCase(settings), settings, output)
        }
    }

    @MainActor
    private func run(_ opened: OpenedCase, _ settings: UserSettings, _ output: StandardOutput) throws -> ExitStatus {
        let command = try adopting(try opened.sources()?.options ?? [])
        return try command.work(on: opened, settings, output)
    }

    /// The same with the options that a case was opened with, where it is gone on with over its own sources and nothing
    /// else is said.
    private func adopting(_ options: [String]) throws -> OpenCommand {
        guard paths.isEmpty, !options.isEmpty else { return self }
        let kept = try OpenCommand.parse(options)
        var command = self
        command.trail = trail.adopting(kept.trail)
        command.rules = rules.adopting(kept.rules)
        command.analysis = analysis.adopting(kept.analysis)
        command.digests = digests.adopting(kept.digests)
        return command
    }

    @MainActor
    private func work(on opened: OpenedCase, _ settings: UserSettings, _ output: StandardOutput) throws -> ExitStatus {
        let named = paths.isEmpty ? try opened.sources()?.paths ?? [] : paths
        // What a case knows may be gone: the rest of it is there to be read.
        let sources =
            named.isEmpty
            ? [try folder("SampleData")] : opened.known.manifest.isEmpty ? try existing(named) : named
        let about = CaseSources(
            paths: named.map(SourcePath.absolute),
            options: rules.words + analysis.words + digests.words + trail.words)
        do throws(CaseProblem) {
            try opened.keeper.keep(about)
        } catch {
            throw CommandFailure(message: error.description, status: error.status)
        }
        let work = Work(
            sources: sources, isSample: named.isEmpty, settings: settings, opened: opened,
            recorder: CaseRecorder(
                opened.keeper, known: opened.known, paths: about.paths, options: about.options, now: now))
        if let script { return try run(script, work, output) }
        return try show(work)
    }

    /// What the command line says goes before what the person's file says.
    private func drawing(_ settings: UserSettings) -> Drawing {
        Drawing(
            isASCII: ascii ?? settings.configuration.isASCII ?? false,
            isPlain: plain ?? settings.configuration.isPlain ?? false)
    }

    /// The paths, when at least one of them is there: a word that is no path is nearly a command, perhaps.
    private func existing(_ paths: [String]) throws -> [String] {
        // A name that is no UTF-8 cannot be looked up here; the loader can.
        let isThere = { (path: String) in
            path == "-" || path.unicodeScalars.contains("\u{FFFD}") || FileManager.default.fileExists(atPath: path)
        }
        if paths.contains(where: isThere) { return paths }
        let lines = paths.map { "\($0): no such file or folder" + CommandName.hint(forMissing: $0) }
        throw CommandFailure(message: lines.joined(separator: "\n"), status: .missingInput)
    }

    /// What the console works on.
    private struct Work {
        var sources: [String]
        var isSample: Bool
        var settings: UserSettings
        var opened: OpenedCase
        var recorder: CaseRecorder
    }

    /// The case of the file that is named; else one that gets its file in the person's folder when something is decided. A
    /// script's ends with it, unless a file is named.
    private func openCase(_ settings: UserSettings) throws -> OpenedCase {
        let name = Analyst(analyst, settings.configuration.analyst).name
        if let caseFile {
            let file: CaseFile
            do throws(CaseProblem) {
                file = try CaseFile(caseFile, analyst: name, at: now())
            } catch {
                throw CommandFailure(message: error.description, status: error.status)
            }
            return try OpenedCase(file, analyst: name)
        }
        guard script == nil, let folder = CaseFolder(environment: ProcessInfo.processInfo.environment) else {
            return OpenedCase(analyst: name)
        }
        let first = paths.first.map { $0 == "-" ? "stdin" : URL(fileURLWithPath: $0).lastPathComponent }
        return OpenedCase(in: folder, name: first ?? "sample", analyst: name)
    }

    /// The moment that decisions carry.
    private var now: @Sendable () -> EventTime { ProgramClock.wall }

    private var viewStore: SavedViewStore? { SavedViewStore(environment: ProcessInfo.processInfo.environment) }

    /// The person's own views, and those of the case that have other names.
    private func views(_ work: Work) -> SavedViewList {
        (viewStore?.read() ?? SavedViewList()).adding(work.opened.views)
    }

    private func opener(_ work: Work) throws -> TrailOpener {
        TrailOpener(
            try trail.loader(work.sources), paths: work.sources, isSample: work.isSample, isStrict: trail.strict,
            threads: trail.threadCount,
            notes: NotesWriter(folder: ".", keeper: work.opened.keeper, now: ProgramClock.now),
            settings: try analysis.settings(beside: work.sources),
            rules: try rules.source(threads: trail.threadCount), recorder: work.recorder,
            verifier: try digests.verifier(threads: trail.threadCount), follows: follow)
    }

    /// What brings further events to the case.
    private func fetcher(_ work: Work) -> ConsoleFetcher {
        ConsoleFetcher(
            paths: work.sources, isSample: work.isSample, home: ProcessInfo.processInfo.environment["HOME"])
    }

    private func folder(_ name: String) throws -> String {
        do {
            return try ResourceFolder.ofThisProgram().path(of: name)
        } catch {
            throw CommandFailure(message: "\(error)", status: .missingInput)
        }
    }

    // MARK: Script

    private func run(
        _ file: String, _ work: Work, _ output: StandardOutput
    ) throws -> ExitStatus {
        let text: String
        do {
            text = try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            let isThere = FileManager.default.fileExists(atPath: file)
            throw CommandFailure(
                message: "--script \(file): " + (isThere ? "cannot be read as a text in UTF-8" : "no such file"),
                status: .missingInput)
        }
        let steps: Script
        do {
            steps = try Script(text, file: file)
        } catch {
            throw CommandFailure(message: error.description, status: .usage)
        }
        let (loaded, follower) = try trail.load(
            work.sources, isWhatIsLeft: !work.opened.known.manifest.isEmpty, toFollow: follow || steps.fetches)
        let opener = try opener(work)
        let desk = opener.desk(over: loaded)
        if work.opened.keeper.file != nil {
            do throws(CaseProblem) {
                try opener.record(desk)
            } catch {
                StandardError.write(error.description)
            }
        }
        var resuming = work.opened.resumed
        resuming.warnings += desk.sourceWarnings
        let store = viewStore
        let fetcher = fetcher(work)
        var runner = ScriptRunner(
            registry: work.settings.registry, drawing: drawing(work.settings),
            themes: ThemeSet(work.settings.themes).choices, savedViews: views(work), resuming: resuming,
            keeper: work.opened.keeper, fetchSources: fetcher.sources,
            keepsViews: { views throws(Problem) in try store?.write(views) }, now: now)
        var problem: (any Error)?
        let failure: Script.Failure?
        do throws(Script.Failure) {
            // Each screen is out before the script goes on: who reads along sees what has happened.
            try runner.run(
                steps, on: desk, feed: follower.map { opener.feed(over: desk, $0) }, follows: follow,
                fetching: (fetcher, opener)
            ) { screen in
                do {
                    try output.write(screen)
                    try output.flush()
                } catch {
                    problem = problem ?? error
                }
            }
            failure = nil
        } catch {
            failure = error
        }
        if work.opened.keeper.file != nil {
            do throws(CaseProblem) {
                try opener.recordAdded()
            } catch {
                StandardError.write(error.description)
            }
        }
        if let problem { throw problem }
        if let failure { throw CommandFailure(message: failure.description, status: .checkFailed) }
        return TrailOptions.status(of: loaded)
    }

    // MARK: Terminal

    private func show(_ work: Work) throws -> ExitStatus {
        let settings = work.settings
        let color = trail.color ?? settings.configuration.color.map(ColorChoice.init) ?? .auto
        let environment = ProcessInfo.processInfo.environment
        let session = TerminalSession(
            themes: try settings.themeSet(theme), theme: settings.themeName(theme),
            terminalName: environment["TERM"] ?? "",
            isInTmux: !(environment["TMUX"] ?? "").isEmpty, allowsColor: color.isOn,
            usesMouse: mouse ?? settings.configuration.usesMouse ?? false, drawing: drawing(settings),
            viewStore: viewStore, savedViews: views(work), resuming: work.opened.resumed,
            keeper: work.opened.keeper, fetcher: fetcher(work), now: now)
        let problem: Problem?
        do {
            problem = try session.run(registry: settings.registry, opener: opener(work))
        } catch let error as TerminalError {
            throw CommandFailure(message: error.description, status: .usage)
        }
        work.opened.keeper.file?.settle()
        if let problem { throw CommandFailure(message: problem.message, status: .unreadable) }
        let lost = work.opened.keeper.waiting
        guard lost.isEmpty else {
            let steps = lost.map { "not on disk: \($0.time.iso8601) \(Neutral.text($0.step.title))" }
            throw CommandFailure(message: steps.joined(separator: "\n"), status: .inputOutput)
        }
        return .done
    }
}
