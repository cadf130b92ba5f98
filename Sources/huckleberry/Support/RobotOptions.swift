import ArgumentParser
import Resources
import Robots
import YAML

/// Which robots a command works with.
struct RobotOptions: ParsableArguments {
    @Option(
        name: .customLong("robots"),
        help: ArgumentHelp("Add the robots of a YAML file, or of a folder of them. May be repeated.", valueName: "path")
    )
    var paths: [String] = []

    /// The robots that answer: those of the program, and those of files. What is wrong with a file is reported on
    /// standard error, and costs the robot that it is in.
    ///
    /// - Throws: where a path does not exist.
    func robots(adding others: [String] = []) throws -> [any Robot] {
        try InputFiles.require(paths + others)
        let own: [any Robot] = .standard
        let set = RobotLoader(takenIDs: Set(own.map(\.id))).load([try Self.builtinRobots()] + paths + others)
        StandardError.list(set.problems.map(\.heading), more: "more; huckleberry robots check lists them all")
        return own + set.robots
    }

    /// The folder of the robots that come with the program as YAML.
    static func builtinRobots() throws -> String {
        do {
            return try ResourceFolder.ofThisProgram().robots()
        } catch {
            throw CommandFailure(message: error.description, status: .missingInput)
        }
    }

    /// Says which paths do not exist.
    static func reportMissing(_ set: RobotSet) {
        for path in set.missingPaths { StandardError.write("\(path): there is no such file or folder") }
    }
}
