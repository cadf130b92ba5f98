import ArgumentParser
import Athena
import CloudTrail
import Events
import Exports
import Foundation
import Ingest
import JSON
import Query
import Records
import Sources

/// `huckleberry fetch athena`: the events that a filter takes in, found where the trail lies.
struct FetchAthenaCommand: FetchingCommand {
    static let configuration = CommandConfiguration(
        commandName: "athena",
        abstract: "Bring the events that a filter takes in, found by Athena where the trail lies.",
        discussion: """
            The filter is that of 'huckleberry query'. It becomes a condition in SQL that lets through every event which fits; \
            what SQL cannot say as exactly is named, and looked at here once the events have come. What comes is one record \
            in a line, as the table holds it: members that the table leaves out are missing, and the bytes are not those of \
            CloudTrail's files. For evidence that is to stand up, fetch the files with 'huckleberry fetch s3'.

            Name a time with --from and --to: without one the whole trail is read, and Athena charges for what is read.
            """)

    @Option(help: ArgumentHelp("Which events; all of the window without it.", valueName: "filter"))
    var filter = "*"

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The file to bring events to, as NDJSON.", valueName: "file"))
    var output: String?

    @Flag(help: "Replace a file that is there.")
    var force = false

    @Flag(name: .customLong("sql"), help: "Print the query, and ask nothing.")
    var printsSQL = false

    @Flag(
        name: .customLong("ddl"),
        help: "Print the statement that makes the table: with --location, --account, --region and --from.")
    var printsDDL = false

    @Option(
        help: ArgumentHelp("With --ddl: where the trail lies, without AWSLogs/.", valueName: "s3://bucket/prefix"))
    var location: String?

    @Option(help: ArgumentHelp("With --ddl: the organisation of the trail, o-....", valueName: "id"))
    var organization: String?

    @OptionGroup var window: FetchWindow

    @Option(help: ArgumentHelp("Only this account. May be repeated.", valueName: "id"))
    var account: [String] = []

    @Option(help: ArgumentHelp("Only this region. May be repeated.", valueName: "name"))
    var region: [String] = []

    @OptionGroup var athena: AthenaOptions

    func validate() throws {
        try FetchNames.check(accounts: account, regions: region)
        if printsDDL {
            guard let location, S3Location(location) != nil else {
                throw ValidationError("--ddl needs --location s3://BUCKET or s3://BUCKET/PREFIX.")
            }
            guard !account.isEmpty, !region.isEmpty, window.start != nil else {
                throw ValidationError("--ddl needs --account, --region (all that the table is to hold) and --from.")
            }
        } else if location != nil || organization != nil {
            throw ValidationError("--location and --organization are for --ddl.")
        } else if output == nil, !printsSQL, !athena.aws.isDryRun {
            throw ValidationError("Where to? Name a file with -o; --sql and --dry-run need none.")
        }
    }

    var place: FetchPlace? {
        printsDDL || printsSQL || athena.aws.isDryRun ? nil : output.map { .file($0) }
    }

    func fetch(_ voice: FetchVoice) async throws -> ExitStatus {
        if printsDDL {
            try voice.say(definition + ";\n")
            return .done
        }
        let filter = try parsedFilter()
        let last = window.end ?? ProgramClock.wall()
        let bounds = FilterTranslator(last: last).bounds(filter.predicate)
        for remainder in bounds.remainders { voice.remark("left to be looked at here: \(remainder)") }
        let wanted = EventWindow(from: window.start, to: window.end, accounts: account, regions: region)
        let query = { (table: EventTable) in EventQuery("events that fit", bounds, in: table, window: wanted) }
        if printsSQL || athena.aws.isDryRun {
            try athena.write([query(athena.eventTable)], asSQL: printsSQL, voice)
            return .done
        }
        guard let output else { return .usage }
        let place = OutputFile(path: output, replaces: force)
        try place.requireRoom()
        let (table, facts) = try await athena.inspectedTable()
        try await athena.agree(to: [query(table)], facts, wanted, voice)
        return try await fetch(query(table), filter, wanted, from: table, to: place, voice)
    }

    private var definition: String {
        TableDefinition(
            location: location ?? "", organization: organization, accounts: account, regions: region,
            from: window.start ?? EventTime(milliseconds: 0), table: athena.eventTable
        ).statement
    }

    private func parsedFilter() throws -> Filter {
        do {
            return try Filter(filter)
        } catch {
            throw CommandFailure(message: "--filter, \(error)", status: .usage)
        }
    }

    private func fetch(
        _ query: EventQuery, _ filter: Filter, _ window: EventWindow, from table: EventTable, to place: OutputFile,
        _ voice: FetchVoice
    ) async throws -> ExitStatus {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "huckleberry-\(ProcessInfo.processInfo.globallyUniqueString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let rows = folder.appendingPathComponent("rows.csv").path
        let receipt: QueryReceipt
        do {
            receipt = try await athena.engine(table, voice).run(query, into: rows)
        } catch {
            throw CommandFailure(message: error.description, status: FetchRun.status(of: error))
        }
        voice.endProgress()
        let selection = LoadSelection(
            from: window.from, to: window.to, accounts: Set(window.accounts), regions: Set(window.regions))
        let loader = Loader([rows], selection: selection)
        guard let loaded = loader.load() else { throw CancellationError() }
        let trail = Trail(loaded)
        voice.list(trail.report.rejections.map(\.line), more: "more rows that cannot be read")
        let fitting = try fitting(filter, in: trail)
        var lines: [Int: String] = [:]
        trail.records.forEach(fitting.rows.map { Int($0) }) { row, record in
            lines[row] = JSONWriter().string(record.json) + "\n"
        }
        try place.write([ExportedFile(text: lines.sorted { $0.key < $1.key }.map(\.value).joined())])
        voice.remark(
            "\(PlainText.number(fitting.count)) of \(PlainText.number(trail.index.count)) events that came fit; "
                + "\(PlainText.bytes(Int(receipt.scannedBytes))) read by Athena, query \(receipt.id)")
        return trail.report.rejections.isEmpty ? .done : .inputOutput
    }

    private func fitting(_ filter: Filter, in trail: Trail) throws -> RowSet {
        do {
            let plan = try Plan(filter, over: trail.index)
            guard let rows = try plan.rows(reading: trail.records) else { throw CancellationError() }
            return rows
        } catch let error as FilterError {
            throw CommandFailure(message: "--filter, \(error)", status: .usage)
        }
    }
}
