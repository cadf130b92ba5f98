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

    /// What an engine is asked first.
    func questions(_ rules: [SigmaRule], _ selection: LoadSelection) -> EngineQuestions {
        EngineQuestions(of: athena.eventTable, window: EventWindow(selection), rules: rules)
    }

    /// Prints what would be asked first.
    func write(_ queries: [EventQuery], to output: StandardOutput) throws {
        for query in queries { try output.write("-- \(query.subject)\n\(query.text);\n\n") }
        try output.flush()
    }

    /// Calls the engine with a folder for its answers, which is kept where somebody said so.
    func withSlices<Result>(_ work: (SliceFolder) async throws -> Result) async throws -> Result {
        let isKept = slices != nil
        let path =
            slices ?? FileManager.default.temporaryDirectory.appendingPathComponent(
                "huckleberry-\(ProcessInfo.processInfo.globallyUniqueString)").path
        if let held = try? FileManager.default.contentsOfDirectory(atPath: path), !held.isEmpty {
            throw CommandFailure(
                message: "--slices \(path): there are files in it; name a new folder", status: .cannotCreate)
        }
        defer { if !isKept { try? FileManager.default.removeItem(atPath: path) } }
        do {
            return try await work(try SliceFolder(path, engine: athena.engine))
        } catch let failure as AWSFailure {
            throw CommandFailure(message: failure.description, status: ExitStatus(failure))
        }
    }

    /// Says what was asked, and what it took.
    func report(_ folder: SliceFolder) {
        if StandardError.isTerminal { StandardError.clearProgress() }
        StandardError.write(
            "\(folder.asked.count) queries, \(ByteCount.text(folder.scannedBytes)) read by the engine"
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

extension ExitStatus {
    /// How a command ends whose call of AWS failed.
    init(_ failure: AWSFailure) {
        switch failure.kind {
        case .cancelled: self = .interrupted
        case .noSuchBucket, .notFound, .missingProgram: self = .missingInput
        default: self = .inputOutput
        }
    }
}
