import ArgumentParser
import Foundation

/// Measures how fast trails load and how fast questions about them are answered.
@main
struct HuckleberryBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "huckleberry-bench",
        abstract: "Measure loading and queries, and compare them with the floor, the targets and peers.",
        discussion: """
            Without PATH a synthetic trail is written once and used again. Every load runs in a process of its own, and \
            in turn with the floor: listing, inflating and parsing the same files in C++, with nothing kept. \
            The exit status is 0 whenever something was measured, whether or not targets are reached.
            """)

    @Argument(help: "A folder of CloudTrail files in S3 layout.")
    var path: String?

    @Option(help: "How many events the synthetic trail has.")
    var events = BenchReport.targetEvents

    @Option(help: "How often everything is measured, in turn.")
    var runs = 5

    @Option(help: "Threads of loads, searches, the floor and peers; as many as cores unless said.")
    var threads = ProcessInfo.processInfo.activeProcessorCount

    @Option(
        help: ArgumentHelp(
            "Parts to measure, parted by commas: \(Section.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "parts"),
        transform: Section.list)
    var only: Set<Section>?

    @Option(help: "Sigma rules to measure, a file or folder; those that come with the program unless said.")
    var rules: [String] = []

    @Flag(help: "Also with a cold cache: drops what the system has cached before each run.")
    var cold = false

    @Flag(help: "Also load with DuckDB and chdb, where they are installed.")
    var peers = false

    @Option(help: "The Python that has the peers.")
    var python = "python3"

    @Option(help: "Where written trails are kept.")
    var folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-bench").path

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: .hidden)
    var child: ChildTask?

    func validate() throws {
        guard events > 0 else { throw ValidationError("--events must be above 0.") }
        guard (1...1_000).contains(runs) else { throw ValidationError("--runs is from 1 to 1000.") }
        guard (1...1_024).contains(threads) else { throw ValidationError("--threads is from 1 to 1024.") }
    }

    /// On the main thread, which the console's screen wants for itself.
    @MainActor
    func run() async throws {
        do {
            if let child {
                let answer = try child.answer(path: path ?? ".", rules: rules, threads: threads, runs: runs)
                try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(answer))
                return
            }
            let report = try await measure()
            try FileHandle.standardOutput.write(contentsOf: json ? report.json() : Data(report.text.utf8))
        } catch {
            Self.say("Error: \(error)")
            throw ExitCode.failure
        }
    }

    private var sections: [Section] {
        var sections = only ?? Section.standard
        if cold { sections.insert(.cold) }
        if peers { sections.insert(.ndjson) }
        return Section.allCases.filter(sections.contains)
    }

    private func measure() async throws -> BenchReport {
        let folder = URL(fileURLWithPath: folder)
        let trail =
            if let path { path } else {
                try await SyntheticTrail(folder: folder, events: events).path(saying: Self.say)
            }
        let bench = Bench(
            path: trail, folder: folder, child: ChildProcess(threads: threads, runs: runs), rules: rules,
            python: peers ? python : nil, saying: Self.say)
        let contents = try bench.contents()
        var report = BenchReport(
            trail: .init(
                path: trail, events: contents.records, files: contents.files, storedBytes: contents.storedBytes,
                rawBytes: contents.rawBytes),
            settings: .init(runs: runs, threads: threads, cores: ProcessInfo.processInfo.activeProcessorCount))
        for section in sections {
            report.sections.append((section.title, try await bench.figures(of: section, contents)))
        }
        return report
    }

    private static func say(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}

extension ChildTask: ExpressibleByArgument {}
