import ArgumentParser
import Athena
import Sources

/// Which table Athena is asked for, and how it is reached.
struct AthenaOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The table of CloudTrail's events.", valueName: "database.table"))
    var table = TableName(database: "default", table: "cloudtrail_logs")

    @Option(
        help: ArgumentHelp(
            "The columns that part the table's files: three for account, region and day, one for the day, or none. "
                + "The catalogue is asked unless said.",
            valueName: "columns"))
    var partitions: PartitionColumns?

    @Option(help: ArgumentHelp("The work group of Athena.", valueName: "name"))
    var workgroup: String?

    @Option(
        help: ArgumentHelp("Where Athena writes results, where the work group does not say.", valueName: "s3://..."))
    var results: String?

    @Option(
        help: ArgumentHelp("Stop a query that reads more than this, such as 100G.", valueName: "size"),
        transform: ByteSize.init)
    var maxScan: ByteSize?

    @Flag(name: .customLong("yes"), help: "Do not ask before much is read.")
    var isAgreed = false

    @Option(help: ArgumentHelp("The region in which Athena is asked.", valueName: "name"))
    var athenaRegion: String?

    @OptionGroup var aws: AWSOptions

    var eventTable: EventTable {
        EventTable(
            database: table.database, name: table.table,
            partitions: partitions?.partitions ?? EventTable().partitions)
    }

    var commandLine: AWSCommandLine {
        var commandLine = aws.commandLine
        commandLine.region = athenaRegion
        return commandLine
    }

    /// The table as the catalogue has it, unless its parts are named; and where its files lie.
    func inspectedTable() async throws -> (table: EventTable, facts: TableFacts?) {
        let facts: TableFacts
        do {
            facts = try await TableFacts(of: eventTable, asking: commandLine)
        } catch {
            guard partitions != nil else {
                throw CommandFailure(
                    message: "\(error)\nwithout it, name the columns that part the table with --partitions",
                    status: FetchRun.status(of: error))
            }
            return (eventTable, nil)
        }
        guard partitions == nil else { return (eventTable, facts) }
        guard let found = facts.partitions else {
            throw CommandFailure(
                message:
                    "\(table.database).\(table.table) is parted by \(facts.partitionColumns.joined(separator: ", ")), "
                    + "which is neither account, region and day nor day alone; say --partitions none",
                status: .usage)
        }
        return (EventTable(database: table.database, name: table.table, partitions: found), facts)
    }

    /// More than this is not read without a question, in bytes: half a dollar at Athena's price.
    private static let unasked: Int64 = 100_000_000_000

    /// Says how much queries will read, and asks where it is much.
    ///
    /// - Throws: where it is too much, or the person does not agree.
    func agree(
        to queries: [EventQuery], _ facts: TableFacts?, _ window: EventWindow, _ voice: FetchVoice
    ) async throws {
        guard let location = facts?.location else {
            voice.remark("where the table's files lie is not known: how much will be read cannot be told")
            return
        }
        let estimate: ScanEstimate
        do {
            estimate = try await ScanEstimate(of: window, at: location, asking: commandLine)
        } catch {
            voice.remark("how much will be read cannot be told: \(error)")
            return
        }
        let bytes = estimate.bytes(for: queries)
        let most = queries.map { estimate.bytes(for: [$0]) }.max() ?? 0
        voice.remark(
            "\(PlainText.number(estimate.files)) files of \(PlainText.bytes(Int(estimate.bytes))): "
                + "about \(PlainText.bytes(Int(bytes))) will be read by \(queries.count) "
                + (queries.count == 1 ? "query" : "queries"))
        if let maxScan, most > Int64(maxScan.bytes) {
            throw CommandFailure(message: "one query would read more than --max-scan allows", status: .usage)
        }
        guard bytes > Self.unasked, !isAgreed, maxScan == nil else { return }
        guard voice.isProgram, StandardError.isTerminal else {
            throw CommandFailure(
                message: "that is much: say --yes, or --max-scan with what one query may read", status: .usage)
        }
        voice.remark("Go on? y or n")
        guard readLine()?.lowercased().hasPrefix("y") == true else {
            throw CommandFailure(message: "nothing was asked", status: .interrupted)
        }
    }

    /// Athena, which tells how much it has read.
    func engine(_ table: EventTable, _ voice: FetchVoice) -> AthenaEngine {
        let scanned = voice.scanned ?? { _, _ in }
        return AthenaEngine(
            commandLine, table: table, workgroup: workgroup, output: results,
            scanLimit: maxScan.map { Int64($0.bytes) },
            progress: { scanned($0.subject, $1) })
    }

    /// Prints queries: as they are, or the commands that ask them.
    func write(_ queries: [EventQuery], asSQL: Bool, _ voice: FetchVoice) throws {
        let engine = engine(eventTable, voice)
        var text = ""
        for (number, query) in queries.enumerated() {
            let (statement, rows) = ("query-\(number + 1).sql", "query-\(number + 1).csv")
            text += "\(asSQL ? "--" : "#") \(query.subject)\n"
            if asSQL {
                text += query.text + ";\n\n"
                continue
            }
            text += "# \(statement) holds the statement that --sql prints\n"
            for command in engine.commands(statement: statement, into: rows) {
                text += AWSCommandLine.shellText(command) + "\n"
            }
        }
        try voice.say(text)
    }

    /// `database.table`.
    struct TableName: ExpressibleByArgument {
        var database: String
        var table: String

        init(database: String, table: String) {
            self.database = database
            self.table = table
        }

        init?(argument: String) {
            let parts = argument.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts.contains("") else { return nil }
            self.init(database: parts[0], table: parts[1])
        }

        var defaultValueDescription: String { "\(database).\(table)" }
    }

    /// `account,region,timestamp`, `timestamp`, `none`.
    struct PartitionColumns: ExpressibleByArgument {
        var partitions: EventTable.Partitions

        init(partitions: EventTable.Partitions) { self.partitions = partitions }

        init?(argument: String) {
            let names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            switch names.count {
            case _ where names.contains(""): return nil
            case 1: partitions = names[0] == "none" ? .none : .day(names[0])
            case 3: partitions = .accountRegionDay(account: names[0], region: names[1], day: names[2])
            default: return nil
            }
        }
    }
}
