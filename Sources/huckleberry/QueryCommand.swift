import ArgumentParser
import CloudTrail
import Events
import JSON
import Query
import Records
import Text

/// `huckleberry query`: events that a filter selects, counted, grouped, or written in the form a script reads.
struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Select events by a filter; count, group or export them.",
        discussion: """
            FILTER is made of words and conditions: name:List* -service:s3 outcome:denied after:-2h. \
            An empty filter and * select everything. A filter that begins with - stands behind --.
            """)

    @Argument(help: "Which events.")
    var filter: String

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
    var paths: [String]

    @Option(help: "table, csv, json, ndjson, raw, timesketch or timeline.")
    var format = QueryFormat.table

    @Option(help: ArgumentHelp("Fields to show, parted by commas.", valueName: "a,b"))
    var columns: String?

    @Option(help: ArgumentHelp("Show at most so many, counted behind --reverse.", valueName: "n"))
    var limit: Int?

    @Flag(help: "The last first.")
    var reverse = false

    @Flag(help: "Only say how many events there are.")
    var count = false

    @Option(help: ArgumentHelp("Group by a field: value, count, first and last time.", valueName: "field"))
    var by: String?

    @Option(help: "Count by span of time: 1m, 5m, 1h or 1d.")
    var histogram: HistogramStep?

    @OptionGroup var rules: RuleOptions

    @OptionGroup var attack: AttackOptions

    @OptionGroup var trail: TrailOptions

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit must not be negative.") }
        if [count, by != nil, histogram != nil].count(where: { $0 }) > 1 {
            throw ValidationError("--count, --by and --histogram exclude each other.")
        }
        if by != nil || histogram != nil, format.rows(columns: []) == nil {
            throw ValidationError("--format \(format.rawValue) writes events only.")
        }
        if format == .timeline, reverse || columns != nil {
            throw ValidationError("--format timeline has its own columns, in the order of time.")
        }
    }

    /// Options without a value.
    private static let flags = ["--reverse", "--count", "--strict", "--no-builtin-rules"]

    /// What to say where the command line cannot be read because its filter begins with `-`, which then looks like an
    /// option.
    static func hint(for arguments: [String]) -> String? {
        guard arguments.first == configuration.commandName, !arguments.contains("--"),
            let filter = zip(arguments, arguments.dropFirst()).first(where: { before, word in
                // Behind an option it is the option's value that is wrong.
                word.hasPrefix("-") && !word.hasPrefix("--") && word.count > 2
                    && (!before.hasPrefix("--") || flags.contains(before))
            })?.1
        else { return nil }
        return "A filter that begins with - stands behind --: huckleberry query -- '\(filter)' PATH"
    }

    func run() async throws {
        try await CommandRun.run { output in
            let query = try parsedFilter()
            let fields = try QueryColumn.list(columns)
            let grouping = try by.map { try QueryColumn($0, option: "--by") }
            let loaded = try trail.load(paths)
            let rows = try select(query, in: loaded)
            let report = QueryReport(
                trail: loaded, rows: rows, reader: FieldReader(loaded.index, attack: attack.version), format: format,
                isReversed: reverse, limit: limit)
            if count {
                try output.write("\(rows.count)\n")
            } else if let grouping {
                try report.writeGroups(by: grouping.field, to: output)
            } else if let histogram {
                try report.writeHistogram(histogram, to: output)
            } else if format == .timeline {
                try report.writeTimeline(to: output)
            } else {
                try report.writeEvents(fields, to: output)
            }
            try output.flush()
            TrailOptions.reportFailures(of: loaded)
            return TrailOptions.status(of: loaded)
        }
    }

    private func parsedFilter() throws -> Filter {
        do {
            return try Filter(filter)
        } catch {
            throw CommandFailure(message: "filter, \(error)", status: .usage)
        }
    }

    private func select(_ filter: Filter, in loaded: Trail) throws -> RowSet {
        do {
            let facts = TrailFacts(loaded) { [rules, threads = trail.threadCount] in
                try rules.detectors(threads: threads)
            }
            let plan = try Plan(filter, over: loaded.index, facts: facts)
            guard let rows = try plan.rows(reading: loaded.records, threads: trail.threadCount) else {
                throw CancellationError()
            }
            try facts.check()
            return rows
        } catch let error as FilterError {
            throw CommandFailure(message: "filter, \(error)", status: .usage)
        }
    }
}

/// The spans of `--histogram`.
enum HistogramStep: String, CaseIterable, ExpressibleByArgument {
    case minute = "1m"
    case fiveMinutes = "5m"
    case hour = "1h"
    case day = "1d"

    var milliseconds: Int64 {
        switch self {
        case .minute: EventTime.minute
        case .fiveMinutes: 5 * EventTime.minute
        case .hour: EventTime.hour
        case .day: EventTime.day
        }
    }
}
