import ArgumentParser
import CloudTrail
import Console
import Foundation
import Resources
import Terminal

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

    @Flag(inversion: .prefixedNo, help: "Words and ASCII, no boxes, rules and bars: for screen readers.")
    var plain: Bool?

    @Flag(inversion: .prefixedNo, help: "Nothing but ASCII on the screen.")
    var ascii: Bool?

    @Flag(inversion: .prefixedNo, help: "Take the mouse: a press selects, a second one opens, the wheel scrolls.")
    var mouse: Bool?

    @Option(help: ArgumentHelp("Which theme; 'huckleberry theme list' names them.", valueName: "name"))
    var theme: String?

    @OptionGroup var rules: RuleOptions

    @OptionGroup var analysis: AnalysisOptions

    @OptionGroup var trail: TrailOptions

    @MainActor
    func run() async throws {
        try await CommandRun.run { output in
            let settings = try UserSettings.read()
            let sources = try existing(paths.isEmpty ? [folder("SampleData")] : paths)
            if let script { return try run(script, over: sources, settings, output) }
            return try show(sources, settings)
        }
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

    /// The moment that notes and decisions carry.
    private var now: @Sendable () -> EventTime { ProgramClock.now }

    private var viewStore: SavedViewStore? { SavedViewStore(environment: ProcessInfo.processInfo.environment) }

    private func opener(_ sources: [String]) throws -> TrailOpener {
        TrailOpener(
            try trail.loader(sources), paths: sources, isSample: paths.isEmpty, isStrict: trail.strict,
            threads: trail.threadCount, notes: NotesWriter(folder: ".", now: now),
            settings: try analysis.settings(beside: sources),
            rules: try rules.source(threads: trail.threadCount))
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
        _ file: String, over sources: [String], _ settings: UserSettings, _ output: StandardOutput
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
        let loaded = try trail.load(sources)
        let desk = try opener(sources).desk(over: loaded)
        let store = viewStore
        var runner = ScriptRunner(
            registry: settings.registry, drawing: drawing(settings), themes: ThemeSet(settings.themes).choices,
            savedViews: store?.read() ?? SavedViewList(),
            keepsViews: { views throws(Problem) in try store?.write(views) }, now: now)
        var screens = ""
        let failure: Script.Failure?
        do throws(Script.Failure) {
            try runner.run(steps, on: desk) { screens += $0 }
            failure = nil
        } catch {
            failure = error
        }
        try output.write(screens)
        try output.flush()
        if let failure { throw CommandFailure(message: failure.description, status: .checkFailed) }
        return TrailOptions.status(of: loaded)
    }

    // MARK: Terminal

    private func show(_ sources: [String], _ settings: UserSettings) throws -> ExitStatus {
        let color = trail.color ?? settings.configuration.color.map(ColorChoice.init) ?? .auto
        let environment = ProcessInfo.processInfo.environment
        let session = TerminalSession(
            themes: try settings.themeSet(theme), theme: settings.themeName(theme),
            terminalName: environment["TERM"] ?? "",
            isInTmux: !(environment["TMUX"] ?? "").isEmpty, allowsColor: color.isOn,
            usesMouse: mouse ?? settings.configuration.usesMouse ?? false, drawing: drawing(settings),
            viewStore: viewStore, now: now)
        let problem: Problem?
        do {
            problem = try session.run(registry: settings.registry, opener: opener(sources))
        } catch let error as TerminalError {
            throw CommandFailure(message: error.description, status: .usage)
        }
        if let problem { throw CommandFailure(message: problem.message, status: .unreadable) }
        return .done
    }
}
