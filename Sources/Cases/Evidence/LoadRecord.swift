public import CloudTrail

/// One time that sources were loaded into a case: a link of the chain of custody.
public struct LoadRecord: Hashable, Sendable, Codable {
    public var time: EventTime
    /// Who loaded them.
    public var analyst: String
    /// The version of the program.
    public var version: String
    /// The options that decide what is read and how it is judged, as they would be written on the command line.
    public var options: [String]
    /// What was named.
    public var paths: [String]
    public var files: Int
    public var events: Int
    public var duplicates: Int
    public var rejected: Int
    /// How the sources differed from those of the loads before; nil where there was nothing to compare them with.
    public var changes: [SourceChange]?

    public init(
        time: EventTime, analyst: String, version: String, options: [String], paths: [String], files: Int, events: Int,
        duplicates: Int, rejected: Int, changes: [SourceChange]? = nil
    ) {
        self.time = time
        self.analyst = analyst
        self.version = version
        self.options = options
        self.paths = paths
        self.files = files
        self.events = events
        self.duplicates = duplicates
        self.rejected = rejected
        self.changes = changes
    }
}
