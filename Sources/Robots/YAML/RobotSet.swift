public import YAML

/// The robots of some files, and what could not be taken of them.
public struct RobotSet: Sendable {
    /// In the order of the files and of the documents in them.
    public var robots: [YAMLRobot] = []
    /// In the order of the files; what is wrong with a robot leaves that robot out, and no other.
    public var problems: [FileProblem] = []
    /// Files that were read.
    public var fileCount = 0
    /// Robots that were left out.
    public var rejectedCount = 0
    /// Paths that were asked for and do not exist, in the order asked.
    public var missingPaths: [String] = []

    public init() {}
}
