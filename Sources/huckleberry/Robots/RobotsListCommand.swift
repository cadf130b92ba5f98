import ArgumentParser
import JSON
import Robots
import YAML

/// `huckleberry robots list`: the robots that answer questions about alerts.
struct RobotsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List robots: those of the program, and those of files and folders.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("Files, or folders of .yml and .yaml files.", valueName: "path"))
    var paths: [String] = []

    @Option(help: "text or json.")
    var format = Format.text

    @OptionGroup var options: RobotOptions

    func run() async throws {
        try await CommandRun.run { output in
            let robots = try options.robots(adding: paths).map(ListedRobot.init)
            switch format {
            case .json:
                try output.write(JSONWriter(.pretty).string(.array(robots.map(\.json))) + "\n")
            case .text:
                var table = TableFormat(columns: ["id", "kind", "question"])
                try output.write(table.start())
                for robot in robots { try output.write(table.row(robot.cells)) }
                try output.write(table.finish())
            }
            try output.flush()
            return .done
        }
    }
}

/// A robot as it is listed, in the order in which robots are asked.
private struct ListedRobot {
    /// How a robot is made.
    enum Kind: String {
        /// A part of the program.
        case builtin
        /// Written in a file.
        case yaml
    }

    let robot: any Robot
    let kind: Kind
    let path: String?

    init(_ robot: any Robot) {
        self.robot = robot
        path = (robot as? YAMLRobot)?.position.path
        kind = path == nil ? .builtin : .yaml
    }

    var cells: [JSONValue] { [.string(robot.id), .string(kind.rawValue), .string(robot.question)] }

    var json: JSONValue {
        [
            "id": .string(robot.id), "question": .string(robot.question), "motive": .string(robot.motive),
            "kind": .string(kind.rawValue), "path": path.map { .string($0) } ?? .null,
        ]
    }
}
