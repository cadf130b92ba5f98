/// What a case is about: what was named, and the options that decide what of it is read and how it is judged. With these it
/// is gone on with.
public struct CaseSources: Hashable, Sendable, Codable {
    /// As they are found from any folder; none for the sample case.
    public var paths: [String]
    /// As they would be written on the command line.
    public var options: [String]

    public init(paths: [String], options: [String]) {
        self.paths = paths
        self.options = options
    }
}
