import Foundation

/// Runs this program again, to measure one thing in a fresh process.
struct ChildProcess {
    let threads: Int
    let runs: Int

    func load(_ path: String) throws -> LoadRun { try run(.load, path, threads) }

    func floor(_ depth: Floor.Depth, _ path: String, threads: Int? = nil) throws -> Floor.Pass {
        try run(depth == .parse ? .parse : .inflate, path, threads ?? self.threads)
    }

    func queries(_ path: String) throws -> [Answer] { try run(.queries, path, threads) }

    func search(_ path: String) throws -> [Answer] { try run(.search, path, threads) }

    func rules(_ path: String, rules: [String]) throws -> [Answer] {
        try run(.rules, path, threads, rules.flatMap { ["--rules", $0] })
    }

    func robots(_ path: String) throws -> [Answer] { try run(.robots, path, threads) }

    func consoleStart(_ path: String) throws -> [Answer] { try run(.consoleStart, path, threads) }

    func console(_ path: String) throws -> [Answer] { try run(.console, path, threads) }

    func follow(_ path: String) throws -> [Answer] { try run(.follow, path, threads) }

    private func run<Result: Decodable>(
        _ task: ChildTask, _ path: String, _ threads: Int, _ more: [String] = []
    ) throws -> Result {
        // The path itself may be another program by now.
        let output = try Self.output(
            of: "/proc/self/exe",
            ["--child", task.rawValue, "--threads", "\(threads)", "--runs", "\(runs)"] + more + ["--", path])
        guard output.status == 0 else { throw BenchError.child(task: task.rawValue, status: output.status) }
        do {
            return try JSONDecoder().decode(Result.self, from: output.data)
        } catch {
            throw BenchError.unreadableAnswer(of: task.rawValue)
        }
    }

    /// What a program prints, and its exit status; its messages go where ours go.
    static func output(of program: String, _ arguments: [String]) throws -> (data: Data, status: Int) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (data, Int(process.terminationStatus))
    }
}
