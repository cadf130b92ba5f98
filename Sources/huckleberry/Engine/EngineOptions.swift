import ArgumentParser
import Athena
import CloudTrail
import Foundation
import Ingest
import Query
import Sigma
import Sources

/// Where questions go that are not answered from files.
struct EngineOptions: ParsableArguments {
    @Option(help: "Ask an engine that reads the trail where it lies: athena. Paths are read besides.")
    var engine: Engine?

    @Flag(name: .customLong("sql"), help: "With --engine: print what would be asked first, and ask nothing.")
    var printsSQL = false

    @Option(
        help: ArgumentHelp(
            "With --engine: keep what was fetched in this folder, to open it later.", valueName: "folder"))
    var slices: String?

    @OptionGroup(title: "Athena") var athena: AthenaOptions

    enum Engine: String, ExpressibleByArgument, CaseIterable {
        case athena
    }

    func validate() throws {
        guard engine == nil else { return }
        if printsSQL { throw ValidationError("--sql needs --engine athena.") }
        if slices != nil { throw ValidationError("--slices needs --engine athena.") }
    }

    /// - Throws: where there is nothing to read.
    func require(_ paths: [String]) throws {
        if engine == nil, paths.isEmpty { throw ValidationError("Missing expected argument '<path> ...'") }
    }

    /// Whether what would be asked is to be shown, and nothing asked.
    var isPlan: Bool { engine != nil && (printsSQL || athena.aws.isDryRun) }

    /// Prints what would be asked before anything is known: the statements, or the commands that ask them.
    ///
    /// - Parameter start: the events that are named as a start.
    func writePlan(
        _ rules: [SigmaRule], _ selection: LoadSelection, start: Query.Predicate? = nil, to output: StandardOutput
    ) throws {
        let window = EventWindow(selection)
        let queries = EngineQuestions(of: athena.eventTable, window: window, rules: rules).opening(start: start)
        try athena.write(queries, asSQL: printsSQL, .program(output))
    }

    /// Asks the engine what detections look at, and for what an investigation starts from; then more in rounds.
    ///
    /// What it says lies in a folder, which is kept where somebody said so.
    func rounds<Result>(
        _ rules: [SigmaRule], _ selection: LoadSelection, start: Query.Predicate? = nil,
        _ work: (inout EngineRounds) async throws -> Result
    ) async throws -> Result {
        let path = try slicesFolder()
        defer { if slices == nil { try? FileManager.default.removeItem(atPath: path) } }
        let window = EventWindow(selection)
        let (table, facts) = try await athena.inspectedTable()
        let questions = EngineQuestions(of: table, window: window, rules: rules)
        let opening = questions.opening(start: start)
        let voice = FetchVoice.program(StandardOutput())
        try await athena.agree(to: opening, facts, window, voice)
        do {
            var rounds = EngineRounds(try SliceFolder(path, engine: athena.engine(table, voice)), questions: questions)
            try await rounds.open(opening)
            let result = try await work(&rounds)
            report(rounds.folder)
            if rounds.isCut {
                StandardError.write(
                    "ended after many rounds: events of some keys, addresses and principals are missing")
            }
            return result
        } catch let failure as SliceFailure {
            if slices != nil { StandardError.write("what was fetched before is in \(path)") }
            switch failure {
            case .engine(let failure):
                throw CommandFailure(message: failure.description, status: FetchRun.status(of: failure))
            case .file(let file, let words): throw CommandFailure(message: "\(file): \(words)", status: .inputOutput)
            }
        }
    }

    private func slicesFolder() throws -> String {
        let name = "huckleberry-\(ProcessInfo.processInfo.globallyUniqueString)"
        let path = slices ?? FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        if let held = try? FileManager.default.contentsOfDirectory(atPath: path), !held.isEmpty {
            throw CommandFailure(
                message: "--slices \(path): there are files in it; name a new folder", status: .cannotCreate)
        }
        return path
    }

    private func report(_ folder: SliceFolder) {
        if StandardError.isTerminal { StandardError.clearProgress() }
        StandardError.list(folder.rejections.map(\.line), more: "more rows that cannot be read")
        StandardError.write(
            "\(folder.asked.count) queries, \(PlainText.bytes(Int(folder.scannedBytes))) read by the engine"
                + (slices.map { "; what it found is in \($0)" } ?? ""))
    }
}

extension EventWindow {
    /// The window of what is loaded.
    init(_ selection: LoadSelection) {
        self.init(
            from: selection.from, to: selection.to, accounts: Array(selection.accounts),
            regions: Array(selection.regions))
    }
}
