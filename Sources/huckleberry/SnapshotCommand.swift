import ArgumentParser
import Events
import Ingest
import Records

/// `huckleberry snapshot`: the index of a trail in a file, which opens at once.
struct SnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Save the index of a trail in a file that opens at once.",
        discussion: """
            Name the snapshot where a path is wanted: 'huckleberry open FILE', and query, detect, investigate and export \
            likewise. It holds the index and no record: the logs must stay where they are, or move together with the \
            snapshot when they lie in its folder. When it is opened, each log is held against what it was: one that \
            somebody has touched is hashed again, and where it is another one, that is said, and none of its records is \
            shown.
            """)

    @Argument(help: ArgumentHelp("Files and folders.", valueName: "path"))
    var paths: [String]

    @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("The snapshot.", valueName: "file"))
    var output: String

    @Flag(help: "Replace a file that is there.")
    var force = false

    @OptionGroup var trail: TrailOptions

    func validate() throws {
        guard !paths.contains("-") else {
            throw ValidationError("Standard input cannot be read again later: save it as a file first.")
        }
    }

    func run() async throws {
        try await CommandRun.run { standardOutput in
            let places = paths.map { RawArguments.path($0).madeAbsolute }
            if let snapshot = places.first(where: IndexSnapshot.isSnapshot) {
                throw CommandFailure(
                    message: "\(snapshot.shown) is a snapshot already: name what it was made of", status: .usage)
            }
            let place = OutputFile(path: output, replaces: force)
            try place.requireRoom()
            let loaded = try trail.read(places).trail
            trail.tell(loaded.report)
            if let failure = trail.failure(of: loaded.report, paths) { throw failure }
            let read = Trail(loaded)
            try place.require(sparing: read)
            let selection = try trail.selection()
            let folder = RawArguments.path(output).madeAbsolute.folder
            try place.write { IndexSnapshot.write(loaded, of: places, selection, in: folder, to: $0) }
            try standardOutput.write(
                "\(PlainText.plural(read.index.count, "event")) of \(PlainText.plural(read.report.fileCount, "file")) in "
                    + "\(output)\n")
            try standardOutput.flush()
            return TrailOptions.status(of: read)
        }
    }
}
