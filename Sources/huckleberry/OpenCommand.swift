import ArgumentParser
import CloudTrail
import Console
import Foundation
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

    @OptionGroup var trail: TrailOptions

    @MainActor
    func run() async throws {
        try CommandRun.run { output in
            let registry = try Self.registry()
            let opener = try opener()
            if let script {
                try run(script, registry, opener, output)
            } else {
                try show(registry, opener)
            }
            return .done
        }
    }

    static func registry() throws -> ActionRegistry {
        do {
            return try ActionRegistry.standard()
        } catch {
            throw CommandFailure(message: "the keymap is wrong: \(error)", status: .checkFailed)
        }
    }

    private func opener() throws -> TrailOpener {
        let environment = ProcessInfo.processInfo.environment
        let notes = NotesWriter(folder: ".") {
            let fixed = environment["SOURCE_DATE_EPOCH"].flatMap { Int64($0) }.map { $0 * EventTime.second }
            return EventTime(milliseconds: fixed ?? Int64(Date().timeIntervalSince1970) * EventTime.second)
        }
        let sources = paths.isEmpty ? [try folder("SampleData")] : paths
        return TrailOpener(
            try trail.loader(sources), paths: sources, isSample: paths.isEmpty, threads: trail.threadCount, notes: notes)
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
        _ file: String, _ registry: ActionRegistry, _ opener: TrailOpener, _ output: StandardOutput
    ) throws {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw CommandFailure(message: "\(file) cannot be read as a script", status: .missingInput)
        }
        let steps: Script
        do {
            steps = try Script(text, file: file)
        } catch {
            throw CommandFailure(message: error.description, status: .usage)
        }
        let desk: any Desk
        do {
            desk = try opener.open(report: { _ in }, isCancelled: { false })
        } catch {
            throw CommandFailure(message: error.message, status: .unreadable)
        }
        var runner = ScriptRunner(registry: registry, drawing: Drawing(isPlain: plain))
        var screens = ""
        defer { try? output.flush() }
        do {
            try runner.run(steps, on: desk) { screens += $0 }
        } catch {
            try output.write(screens)
            throw CommandFailure(message: error.description, status: .checkFailed)
        }
        try output.write(screens)
    }

    // MARK: Terminal

    private func show(_ registry: ActionRegistry, _ opener: TrailOpener) throws {
        guard TerminalSession.isPossible else {
            throw CommandFailure(message: TerminalError.notATerminal.description, status: .usage)
        }
        let environment = ProcessInfo.processInfo.environment
        let session = TerminalSession(
            theme: try chosenTheme(), terminalName: environment["TERM"] ?? "",
            allowsColor: trail.color.isOn, isPlain: plain)
        do {
            try session.run(registry: registry, opener: opener)
        } catch {
            throw CommandFailure(message: error.description, status: .usage)
        }
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
