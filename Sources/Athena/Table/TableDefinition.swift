public import CloudTrail

/// The statement that makes the table, for a trail whose files lie where CloudTrail puts them.
///
/// Source: the Athena user guide, "Create the table for CloudTrail logs in Athena using partition projection" and "Create
/// a table for an organization wide trail".
public struct TableDefinition: Sendable {
    /// Where the trail's files lie, without what CloudTrail adds: `s3://bucket/prefix`.
    public var location: String
    /// `o-…`, for a trail of an organisation.
    public var organization: String?
    public var accounts: [String]
    public var regions: [String]
    /// The first day.
    public var from: EventTime
    public var table: EventTable

    public init(
        location: String, organization: String? = nil, accounts: [String], regions: [String], from: EventTime,
        table: EventTable = EventTable()
    ) {
        self.location = location.last == "/" ? String(location.dropLast()) : location
        self.organization = organization
        self.accounts = accounts
        self.regions = regions
        self.from = from
        self.table = table
    }

    /// The statement.
    public var statement: String {
        let base = "\(location)/AWSLogs/" + (organization.map { "\($0)/" } ?? "")
        let day = from.date.split(separator: "-").joined(separator: "/")
        let properties = [
            ("projection.enabled", "true"),
            ("projection.account.type", "enum"), ("projection.account.values", accounts.joined(separator: ",")),
            ("projection.region.type", "enum"), ("projection.region.values", regions.joined(separator: ",")),
            ("projection.timestamp.type", "date"), ("projection.timestamp.format", "yyyy/MM/dd"),
            ("projection.timestamp.interval", "1"), ("projection.timestamp.interval.unit", "DAYS"),
            ("projection.timestamp.range", "\(day),NOW+1DAYS"),
            ("storage.location.template", base + "${account}/CloudTrail/${region}/${timestamp}"),
        ]
        let columns = Self.columns.map { "  \($0.name) \($0.type)" }.joined(separator: ",\n")
        return """
            CREATE EXTERNAL TABLE IF NOT EXISTS \(table.database).\(table.name) (
            \(columns)
            )
            PARTITIONED BY (account string, region string, `timestamp` string)
            ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
            STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
            OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
            LOCATION \(Self.quoted(base))
            TBLPROPERTIES (
            \(properties.map { "  \(Self.quoted($0.0)) = \(Self.quoted($0.1))" }.joined(separator: ",\n"))
            )
            """
    }

    /// A text as Hive's statements quote it.
    private static func quoted(_ text: String) -> String {
        var written = "'"
        for character in text {
            if character == "'" || character == "\\" { written += "\\" }
            written.append(character)
        }
        return written + "'"
    }

    /// The columns and their types.
    private static let columns: [(name: String, type: String)] = {
        let identity = """
            struct<type:string, principalid:string, arn:string, accountid:string, invokedby:string, \
            accesskeyid:string, username:string, onbehalfof:struct<userid:string, identitystorearn:string>, \
            sessioncontext:struct<attributes:struct<mfaauthenticated:string, creationdate:string>, \
            sessionissuer:struct<type:string, principalid:string, arn:string, accountid:string, username:string>, \
            ec2roledelivery:string, webidfederationdata:struct<federatedprovider:string, \
            attributes:map<string,string>>>>
            """
        return [
            ("eventversion", "string"), ("useridentity", identity), ("eventtime", "string"), ("eventsource", "string"),
            ("eventname", "string"), ("awsregion", "string"), ("sourceipaddress", "string"), ("useragent", "string"),
            ("errorcode", "string"), ("errormessage", "string"), ("requestparameters", "string"),
            ("responseelements", "string"), ("additionaleventdata", "string"), ("requestid", "string"),
            ("eventid", "string"), ("readonly", "string"),
            ("resources", "array<struct<arn:string, accountid:string, type:string>>"), ("eventtype", "string"),
            ("apiversion", "string"), ("recipientaccountid", "string"), ("serviceeventdetails", "string"),
            ("sharedeventid", "string"), ("vpcendpointid", "string"), ("vpcendpointaccountid", "string"),
            ("eventcategory", "string"),
            (
                "addendum",
                "struct<reason:string, updatedfields:string, originalrequestid:string, originaleventid:string>"
            ),
            ("sessioncredentialfromconsole", "string"), ("edgedevicedetails", "string"),
            ("tlsdetails", "struct<tlsversion:string, ciphersuite:string, clientprovidedhostheader:string>"),
        ]
    }()
}
