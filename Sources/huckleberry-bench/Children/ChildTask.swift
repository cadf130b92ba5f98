/// What a process of its own measures, so that each measurement begins with the memory of a fresh program. It prints
/// its answer as JSON.
enum ChildTask: String, CaseIterable, Sendable {
    case load, inflate, parse, queries, search, rules, robots, consoleStart, console, follow

    /// Runs the task in this process.
    ///
    /// - Parameters:
    ///   - rules: that `rules` works with.
    ///   - runs: how often `search`, `rules` and `robots` ask each question.
    func answer(path: String, rules: [String], threads: Int, runs: Int) throws -> any Encodable {
        switch self {
        case .load: try LoadRun(path: path, threads: threads)
        case .inflate: try Floor.run(path, .inflate, threads: threads)
        case .parse: try Floor.run(path, .parse, threads: threads)
        case .queries: try QueryRun(path: path, threads: threads).answers()
        case .search: try SearchRun(path: path, threads: threads, runs: runs).answers()
        case .rules: try RuleRun(path: path, rules: rules, threads: threads, runs: runs).answers()
        case .robots: try RobotRun(path: path, threads: threads, runs: runs).answers()
        case .consoleStart: try ConsoleRun(path: path, threads: threads).startAnswers()
        case .console: try ConsoleRun(path: path, threads: threads).answers()
        case .follow: try FollowRun(path: path, threads: threads).answers()
        }
    }
}
