import ArgumentParser
import Robots
import YAML

/// `huckleberry robots check`: what is wrong with robots, with the places.
struct RobotsCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check robots that are written in YAML.",
        discussion: "Ends with 1 if a robot was rejected.")

    @Argument(help: ArgumentHelp("Files, or folders of .yml and .yaml files.", valueName: "path"))
    var paths: [String]

    func run() async throws {
        try await CommandRun.run { output in
            let set = RobotLoader().load(paths)
            for problem in set.problems { try output.write(problem.text + "\n") }
            func count(_ number: Int, _ one: String) -> String { "\(number) \(one)\(number == 1 ? "" : "s")" }
            let parts = [
                count(set.fileCount, "file"), count(set.robots.count, "robot"), "\(set.rejectedCount) rejected",
            ]
            try output.write(parts.joined(separator: ", ") + "\n")
            try output.flush()
            RobotOptions.reportMissing(set)
            if !set.missingPaths.isEmpty { return .missingInput }
            return set.rejectedCount == 0 ? .done : .checkFailed
        }
    }
}
