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

    @Flag(help: "No boxes and rules: for screen readers.")
    var plain = false

    @Option(help: ArgumentHelp("Which theme; 'huckleberry theme list' names them.", valueName: "name"))
    var theme = ThemeLibrary.defaultName

    @OptionGroup var rules: RuleOptions

    @OptionGroup var analysis: AnalysisOptions

    @OptionGroup var trail: TrailOptions

    @MainActor
    func run() async throws {
        try await CommandRun.run { output in
            let registry = try Self.registry()
            let sources = try existing(paths.isEmpty ? [folder("SampleData")] : paths)
            if let script { return try run(script, over: sources, registry, output) }
            return try show(sources, registry)
        }
    }

    static func registry() throws -> ActionRegistry {
        do {
            return try ActionRegistry.standard()
        } catch {
            throw CommandFailure(message: "the keymap is wrong: \(error)", status: .checkFailed)
        }
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
    private var now: @Sendable () -> EventTime {
        let fixed = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { Int64($0) }
        return { EventTime(milliseconds: (fixed ?? Int64(Date().timeIntervalSince1970)) * EventTime.second) }
    }

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
        _ file: String, over sources: [String], _ registry: ActionRegistry, _ output: StandardOutput
    ) throws -> ExitStatus {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw CommandFailure(message: "\(file) cannot be read as a script", status: .missingInput)
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
            registry: registry, drawing: Drawing(isPlain: plain), savedViews: store?.read() ?? SavedViewList(),
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

    private func show(_ sources: [String], _ registry: ActionRegistry) throws -> ExitStatus {
        let session = TerminalSession(
            theme: try chosenTheme(), terminalName: ProcessInfo.processInfo.environment["TERM"] ?? "",
            allowsColor: trail.color.isOn, isPlain: plain, viewStore: viewStore, now: now)
        let problem: Problem?
        do {
            problem = try session.run(registry: registry, opener: opener(sources))
        } catch let error as TerminalError {
            throw CommandFailure(message: error.description, status: .usage)
        }
        if let problem { throw CommandFailure(message: problem.message, status: .unreadable) }
        return .done
    }

    /// The theme by name; the compiled-in base where no theme files are found and none was asked for.
    private func chosenTheme() throws -> Theme {
        do {
            return try ThemeLibrary.chosen(theme)
        } catch let missing as ResourceFolder.Missing {
            guard theme == ThemeLibrary.defaultName else {
                throw CommandFailure(message: missing.description, status: .missingInput)
            }
            return .base
        } catch let error as ThemeError {
            throw CommandFailure(message: error.description, status: .usage)
        }
    }
}

extension ThemeLibrary {
    /// The themes that come with the program.
    static func shipped() throws -> ThemeLibrary {
        try ThemeLibrary(folder: ResourceFolder.ofThisProgram().path(of: "Themes"))
    }

    static func chosen(_ name: String) throws -> Theme {
        let library = try shipped()
        if let theme = try library.theme(named: name) { return theme }
        let guess = library.suggestion(for: name).map { "; did you mean '\($0)'?" } ?? ""
        throw CommandFailure(
            message: "there is no theme '\(name)'\(guess) There are: \(library.names.joined(separator: ", ")).",
            status: .usage)
    }
}
