public import Athena
internal import JSON

/// What the data catalogue says of a table: where its files lie, and how they are parted.
///
/// Source: the AWS Glue API reference, "GetTable"; the Athena user guide, "Partition projection with Amazon Athena".
public struct TableFacts: Hashable, Sendable {
    /// Where the trail's files lie, as far as it is the same for all; nil where it cannot be told.
    public var location: S3Location?
    /// Nil where the columns are none that are known.
    public var partitions: EventTable.Partitions?
    /// The columns that part the files, in order.
    public var partitionColumns: [String]

    /// Asks the catalogue.
    public init(of table: EventTable, asking aws: AWSCommandLine) async throws(AWSFailure) {
        let words = ["glue", "get-table", "--database-name=\(table.database)", "--name=\(table.name)"]
        let answer = try await aws.json(words)
        guard let facts = answer["Table"] else {
            throw AWSFailure(command: aws.jsonCommand(words), kind: .notJSON("the answer holds no table"))
        }
        self.init(facts)
    }

    init(_ table: JSONValue) {
        let template = table[path: ["Parameters", "storage.location.template"]]?.stringValue
        let place = template ?? table[path: ["StorageDescriptor", "Location"]]?.stringValue ?? ""
        // A template names what differs from part to part as `${column}`.
        let fixed = place.split(separator: "$", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        location = S3Location(fixed)
        partitionColumns = (table["PartitionKeys"]?.arrayValue ?? []).compactMap { $0["Name"]?.stringValue }
        partitions = Self.partitions(partitionColumns)
    }

    private static func partitions(_ columns: [String]) -> EventTable.Partitions? {
        guard !columns.isEmpty else { return EventTable.Partitions.none }
        let account = columns.first { ["account", "account_id", "accountid"].contains($0) }
        let region = columns.first { ["region", "awsregion", "aws_region"].contains($0) }
        let day = columns.first { ["timestamp", "day", "date", "dt"].contains($0) }
        guard let day else { return nil }
        guard let account, let region else { return columns.count == 1 ? .day(day) : nil }
        return columns.count == 3 ? .accountRegionDay(account: account, region: region, day: day) : nil
    }
}
