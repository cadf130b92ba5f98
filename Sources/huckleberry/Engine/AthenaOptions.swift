import ArgumentParser
import Athena
import Foundation
import Ingest
import Sources

/// Which table Athena is asked for, and how it is reached.
struct AthenaOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The table of CloudTrail's events.", valueName: "database.table"))
    var table = TableName(database: "default", table: "cloudtrail_logs")

    @Option(
        help: ArgumentHelp(
            "The columns by which the table's files are parted: account,region,day columns, a day column, or none.",
            valueName: "columns"))
    var partitions = PartitionColumns(partitions: EventTable().partitions)

    @Option(help: ArgumentHelp("The work group of Athena.", valueName: "name"))
    var workgroup: String?

    @Option(
        help: ArgumentHelp("Where Athena writes results, where the work group does not say.", valueName: "s3://..."))
    var results: String?

    @Option(help: ArgumentHelp("Stop a query that reads more than this, such as 100G.", valueName: "size"))
    var maxScan: ByteSize?

    @Option(help: ArgumentHelp("A profile of the AWS CLI.", valueName: "name"))
    var profile: String?

    @Option(help: ArgumentHelp("The region in which Athena is asked.", valueName: "name"))
    var athenaRegion: String?

    @Option(help: ArgumentHelp("Another address than AWS' own.", valueName: "url"))
    var endpointURL: String?

    @Option(help: ArgumentHelp("The program of the AWS CLI.", valueName: "path"))
    var aws = "aws"

    var eventTable: EventTable {
        EventTable(database: table.database, name: table.table, partitions: partitions.partitions)
    }

    var commandLine: AWSCommandLine {
        AWSCommandLine(program: aws, profile: profile, region: athenaRegion, endpointURL: endpointURL)
    }

    /// Athena, which tells on a terminal how much it has read.
    var engine: AthenaEngine {
        let showsProgress = StandardError.isTerminal
        return AthenaEngine(
            commandLine, table: eventTable, workgroup: workgroup, output: results,
            scanLimit: maxScan.map { Int64($0.bytes) },
            progress: { query, scanned in
                if showsProgress { StandardError.show("\(query.subject): \(ByteCount.text(scanned)) read") }
            })
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

        var defaultValueDescription: String {
            switch partitions {
            case .none: "none"
            case .day(let day): day
            case .accountRegionDay(let account, let region, let day): "\(account),\(region),\(day)"
            }
        }
    }
}

/// A number of bytes as people read it.
enum ByteCount {
    /// `1.2 GB`, of 1,000 bytes to the kilobyte, as Athena's prices count.
    static func text(_ bytes: Int64) -> String {
        var value = Double(bytes)
        var unit = 0
        let units = ["B", "kB", "MB", "GB", "TB", "PB"]
        while value >= 999.5, unit + 1 < units.count {
            value /= 1000
            unit += 1
        }
        let tenths = Int((value * 10).rounded())
        return unit == 0 || value >= 99.95 ? "\(Int(value.rounded())) \(units[unit])"
            : "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
