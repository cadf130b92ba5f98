import CloudTrail
import Query
import Testing

@testable import Athena

@Suite("The table of CloudTrail's events")
struct EventTableTests {
    private let window = EventWindow(
        from: EventTime("2026-05-01"), to: EventTime("2026-05-03T12:00:00Z"),
        accounts: ["222222222222", "111111111111"],
        regions: ["eu-west-1"])

    @Test("a window names parts first, with a day for files that come late")
    func parts() {
        let sql = EventTable().condition(window).text
        #expect(
            sql.hasPrefix(
                "\"account\" IN ('111111111111', '222222222222') AND \"region\" IN ('eu-west-1') "
                    + "AND \"timestamp\" >= '2026/05/01' AND \"timestamp\" <= '2026/05/04' AND "))
        #expect(sql.hasSuffix("AND awsregion IN ('eu-west-1')"))
        #expect(sql.contains("try(from_iso8601_timestamp(eventtime)) < from_iso8601_timestamp('2026-05-03T12:00:00Z')"))
    }

    @Test("a table that is not parted is asked by events alone")
    func noParts() {
        let table = EventTable(database: "d", name: "t", partitions: .none)
        #expect(!table.condition(window).text.contains("2026/05"))
        #expect(table.condition(EventWindow()).text == "TRUE")
    }

    @Test("names are quoted")
    func names() {
        #expect(EventTable(database: "d", name: "a\"b").reference == #""d"."a""b""#)
    }

    @Test("the table's statement names where the trail lies, and its parts")
    func definition() throws {
        let from = try #require(EventTime("2026-01-31"))
        let statement = TableDefinition(
            location: "s3://bucket/prefix/", organization: "o-abc123", accounts: ["111111111111", "222222222222"],
            regions: ["us-east-1", "eu-west-1"], from: from
        ).statement
        #expect(statement.hasPrefix("CREATE EXTERNAL TABLE IF NOT EXISTS default.cloudtrail_logs ("))
        #expect(statement.contains("PARTITIONED BY (account string, region string, `timestamp` string)"))
        #expect(statement.contains("LOCATION 's3://bucket/prefix/AWSLogs/o-abc123/'"))
        #expect(statement.contains("'projection.account.values' = '111111111111,222222222222'"))
        #expect(statement.contains("'projection.timestamp.range' = '2026/01/31,NOW+1DAYS'"))
        #expect(
            statement.contains(
                "'storage.location.template' = 's3://bucket/prefix/AWSLogs/o-abc123/${account}/CloudTrail/${region}/${timestamp}'"
            ))
        // Every column that queries name is one of the table's.
        for column in EventColumns.all {
            let name = column.name.split(separator: ".").last.map(String.init) ?? ""
            #expect(statement.contains("\(name) string") || statement.contains("\(name):string"), "\(column.name)")
        }
    }

    @Test("a query counts how often it reads the files")
    func passes() {
        #expect(EventQuery.frame(of: EventTable(), window: window).passes == 1)
        #expect(EventQuery.probes(of: EventTable(), window: window).passes == 2)
    }

    @Test("members are asked by key, address and name, in one fixed order")
    func members() {
        let members = Members(keys: ["AKIAB", "AKIAA"], addresses: ["198.51.100.23"])
        #expect(
            members.bounds.whereClause
                == "lower(useridentity.accesskeyid) IN ('akiaa', 'akiab') OR lower(sourceipaddress) IN ('198.51.100.23')"
        )
        #expect(members.bounds.isExact)
        #expect(Members().bounds.whereClause == "FALSE")
    }

    @Test("mentions are whole values, or their last parts")
    func mentions() {
        #expect(
            Mentions(["sg-1", "a.b"]).bounds.whereClause
                == #"regexp_like(requestparameters, '["/](a[.]b|sg-1)"') OR regexp_like(responseelements, '["/](a[.]b|sg-1)"')"#
        )
        #expect(Mentions([]).bounds.whereClause == "FALSE")
    }
}
