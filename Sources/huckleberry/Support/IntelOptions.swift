import ArgumentParser
import Intelligence

/// What a command knows of addresses.
struct IntelOptions: ParsableArguments {
    @Option(
        name: .customLong("intel"),
        help: ArgumentHelp(
            """
            Say of addresses what a file says: a MaxMind, IPinfo or DB-IP database (.mmdb), a list of addresses and blocks \
            with labels, ip-ranges.json; or a folder of them. May be repeated.
            """, valueName: "path"))
    var paths: [String] = []

    /// At most this many problems of files.
    private static let listed = 20

    /// Loads the files, and those that lie in a folder `intel` beside the trails, and reports on standard error what is
    /// wrong with them. What the analyst names comes first.
    ///
    /// - Throws: where a path that was named does not exist.
    func load(beside trails: [String]) throws -> AddressIntelligence {
        try InputFiles.require(paths)
        let folders = AddressIntelligence.paths(beside: trails.flatMap(InputFiles.origin(of:)))
        let loaded = AddressIntelligence.load(paths: paths + folders)
        for problem in loaded.problems.prefix(Self.listed) { StandardError.write(problem.description) }
        if loaded.problems.count > Self.listed {
            StandardError.write("\(loaded.problems.count - Self.listed) more problems of files for --intel")
        }
        return loaded.intelligence
    }
}
