import Foundation
import JSON
import Testing

@Suite struct QueryCommandTests {
    private let folder: InputFolder

    init() throws { folder = try InputFolder(["a.json": Self.trail]) }

    /// Four events: two calls, a denied one, and one whose texts are hostile.
    private static let trail = #"""
        {"Records":[
        {"eventVersion":"1.08","eventTime":"2020-05-06T09:00:00Z","eventID":"00000000-0000-4000-8000-000000000001","eventName":"ListBuckets","eventSource":"s3.amazonaws.com","awsRegion":"us-east-1","sourceIPAddress":"198.51.100.23","userAgent":"aws-cli/1.18","recipientAccountId":"111122223333","readOnly":true,"userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ana","userName":"ana","accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000001"}},
        {"eventVersion":"1.08","eventTime":"2020-05-06T09:05:30Z","eventID":"00000000-0000-4000-8000-000000000002","eventName":"GetSessionToken","eventSource":"sts.amazonaws.com","awsRegion":"us-east-1","sourceIPAddress":"198.51.100.23","userAgent":"aws-cli/1.18","recipientAccountId":"111122223333","requestParameters":{"durationSeconds":3600},"responseElements":{"credentials":{"accessKeyId":"ASIAEXAMPLE000000002","sessionToken":"FwoGZXIvYXdzEXAMPLE"}},"userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ana","userName":"ana","accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000001"}},
        {"eventVersion":"1.08","eventTime":"2020-05-06T09:20:00Z","eventID":"00000000-0000-4000-8000-000000000003","eventName":"ListUsers","eventSource":"iam.amazonaws.com","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.77","userAgent":"aws-cli/1.18","recipientAccountId":"111122223333","errorCode":"AccessDenied","readOnly":true,"userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ana","userName":"ana","accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000001"}},
        {"eventVersion":"1.08","eventTime":"2020-05-06T09:21:00Z","eventID":"00000000-0000-4000-8000-000000000004","eventName":"CreateKeyPair","eventSource":"ec2.amazonaws.com","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.77","userAgent":"=cmd|' /C calc'!A0","recipientAccountId":"111122223333","requestParameters":{"keyName":"\u001b[31mred\u202e, \"x\"","tags":["a","b"]},"userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ana","userName":"ana","accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000001"}}
        ]}
        """#

    /// Runs a query on the trail.
    private func query(_ arguments: String...) throws -> Program.Result {
        try Program.run(["query"] + arguments + ["a.json"], folder: folder.url)
    }

    @Test func aTableIsTheDefault() throws {
        let result = try query("service:(s3 OR iam)", "--columns=time,name,service,error")
        #expect(
            result.output == """
                time                  name         service            error
                2020-05-06T09:00:00Z  ListBuckets  s3.amazonaws.com   -
                2020-05-06T09:20:00Z  ListUsers    iam.amazonaws.com  AccessDenied

                """)
        #expect(result.errors.isEmpty)
        #expect(result.status == 0)
    }

    @Test func theColumnsAreTenUnlessOthersAreAskedFor() throws {
        let result = try query("service:iam", "--format=csv")
        #expect(
            result.output == """
                time,name,service,principal,key,ip,client,outcome,region,account
                2020-05-06T09:20:00Z,ListUsers,iam.amazonaws.com,arn:aws:iam::111122223333:user/ana,\
                AKIAEXAMPLE000000001,203.0.113.77,cli,denied,us-east-1,111122223333

                """)
    }

    @Test func aTimelineHasALineForEachCallAndIsHarmless() throws {
        let result = try query("name:(ListBuckets OR ListUsers)", "--format=timeline")
        #expect(
            result.output == """
                  time                  call         target  by                    from           outcome
                  2020-05-06T09:00:00Z  ListBuckets  -       AKIAEXAMPLE000000001  198.51.100.23  ok
                  2020-05-06T09:20:00Z  ListUsers    -       AKIAEXAMPLE000000001  203.0.113.77   denied

                """)
        #expect(try !query("*", "--format=timeline").output.contains("\u{1B}"))
        #expect(try query("*", "--format=timeline", "--reverse").status == 64)
    }

    @Test func limitCountsBehindReverse() throws {
        let result = try query("*", "--reverse", "--limit=1", "--format=csv", "--columns=time,name")
        #expect(result.output == "time,name\n2020-05-06T09:21:00Z,CreateKeyPair\n")
    }

    @Test func csvIsHarmlessInSpreadsheetsAndTerminals() throws {
        let result = try query(
            "name:CreateKeyPair", "--format=csv", "--columns", "agent,requestParameters.keyName,requestParameters.tags",
            "--strict")
        #expect(
            result.output
                == "agent,requestParameters.keyName,requestParameters.tags\n"
                + #"'=cmd|' /C calc'!A0,"\u{1B}[31mred\u{202E}, ""x""","a, b""# + "\n")
    }

    @Test func jsonIsTypedNullWhereMissingAndWithoutSecrets() throws {
        let columns =
            "name,error,readOnly,requestParameters.durationSeconds,requestParameters.tags,responseElements,eventID"
        let result = try query("name:(CreateKeyPair OR GetSessionToken)", "--format=json", "--columns=\(columns)")
        #expect(
            result.output == #"""
                [
                {"name":"GetSessionToken","error":null,"readOnly":null,"requestParameters.durationSeconds":3600,\#
                "requestParameters.tags":null,"responseElements":{"credentials":{"accessKeyId":\#
                "ASIAEXAMPLE000000002","sessionToken":"[masked]"}},"eventID":"00000000-0000-4000-8000-000000000002"},
                {"name":"CreateKeyPair","error":null,"readOnly":null,"requestParameters.durationSeconds":null,\#
                "requestParameters.tags":["a","b"],"responseElements":null,\#
                "eventID":"00000000-0000-4000-8000-000000000004"}
                ]

                """#)
        #expect(try query("nothing", "--format=json").output == "[]\n")
    }

    @Test func ndjsonIsOneObjectALine() throws {
        let result = try query("service:s3", "--format=ndjson", "--columns=time,ip")
        #expect(result.output == #"{"time":"2020-05-06T09:00:00Z","ip":"198.51.100.23"}"# + "\n")
    }

    @Test func rawIsTheRecordsOwnBytes() throws {
        let result = try query("name:GetSessionToken", "--format=raw")
        let line = Self.trail.split(separator: "\n").first { $0.contains("GetSessionToken") }
        #expect(result.output == String(line?.dropLast() ?? "") + "\n")
    }

    @Test func timesketchHasWhatTimesketchNeeds() throws {
        let result = try query("outcome:denied", "--format=timesketch", "--columns=name,id")
        #expect(
            result.output == #"""
                {"message":"ListUsers by arn:aws:iam::111122223333:user/ana from 203.0.113.77: denied",\#
                "datetime":"2020-05-06T09:20:00Z","timestamp_desc":"API call completed","name":"ListUsers",\#
                "id":"00000000-0000-4000-8000-000000000003"}

                """#)
    }

    @Test func countIsOneNumber() throws {
        #expect(try query("*", "--count").output == "4\n")
        #expect(try query("nosuchword", "--count").output == "0\n")
    }

    @Test func groupsAreByCountThenValue() throws {
        #expect(
            try query("*", "--by=ip", "--format=json").output == #"""
                [
                {"value":"198.51.100.23","count":2,"first":"2020-05-06T09:00:00Z","last":"2020-05-06T09:05:30Z"},
                {"value":"203.0.113.77","count":2,"first":"2020-05-06T09:20:00Z","last":"2020-05-06T09:21:00Z"}
                ]

                """#)
        #expect(
            try query("*", "--by=requestParameters.tags", "--format=csv").output
                == "value,count,first,last\na,1,2020-05-06T09:21:00Z,2020-05-06T09:21:00Z\n"
                + "b,1,2020-05-06T09:21:00Z,2020-05-06T09:21:00Z\n")
    }

    @Test func aHistogramHasItsEmptySpans() throws {
        #expect(
            try query("name:(List* OR CreateKeyPair)", "--histogram=5m", "--format=csv").output == """
                time,count,denied
                2020-05-06T09:00:00Z,1,0
                2020-05-06T09:05:00Z,0,0
                2020-05-06T09:10:00Z,0,0
                2020-05-06T09:15:00Z,0,0
                2020-05-06T09:20:00Z,2,1

                """)
    }

    @Test func aFaultyFilterEndsWith64AndShowsWhere() throws {
        let result = try query("name:x evenName:y")
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(
            result.errors == """
                filter, column 8: no field is called evenName; did you mean eventName?
                  name:x evenName:y
                         ^

                """)
    }

    @Test func aFilterThatBeginsWithMinusStandsBehindTwo() throws {
        let refused = try Program.run(["query", "-name:ListBuckets", "a.json"], folder: folder.url)
        #expect(refused.status == 64)
        #expect(refused.errors.contains("huckleberry query -- '-name:ListBuckets' PATH"))
        let behindFlag = try Program.run(["query", "--count", "-name:ListBuckets", "a.json"], folder: folder.url)
        #expect(behindFlag.errors.contains("huckleberry query -- '-name:ListBuckets' PATH"))
        let optionsValue = try Program.run(["query", "*", "a.json", "--from", "-2h"], folder: folder.url)
        #expect(optionsValue.status == 64)
        #expect(optionsValue.errors.contains("Missing value for '--from"))
        let answered = try Program.run(["query", "--count", "--", "-name:ListBuckets", "a.json"], folder: folder.url)
        #expect(answered.output == "3\n")
    }

    @Test func usageErrorsEndWith64() throws {
        #expect(try query("*", "--columns=nme").errors == "--columns: no field is called nme; did you mean name?\n")
        #expect(try query("*", "--columns=is").status == 64)
        #expect(try query("*", "--by=x.y").status == 64)
        #expect(try query("*", "--count", "--by=ip").status == 64)
        #expect(try query("*", "--limit=-1").status == 64)
        #expect(try query("*", "--format=xml").status == 64)
        #expect(try query("*", "--from=yesterday").status == 64)
        #expect(try query("*", "--histogram=2m").status == 64)
        #expect(try Program.run(["query", "*"]).status == 64)
    }

    @Test func onlyTheEventsAskedForAreLoaded() throws {
        let result = try query("*", "--count", "--from=2020-05-06T09:05", "--to=2020-05-06T09:21")
        #expect(result.output == "2\n")
    }

    @Test func relativeTimesCountFromTheLastEvent() throws {
        #expect(try query("after:-1m", "--count").output == "2\n")
    }

    @Test func standardInputIsADash() throws {
        #expect(try Program.run(["query", "*", "-", "--count"], input: Self.trail).output == "4\n")
    }

    @Test func aMissingInputIsToldAndTheOthersAreRead() throws {
        let result = try Program.run(["query", "*", "a.json", "b.json", "--count"], folder: folder.url)
        #expect(result.output == "4\n")
        #expect(result.errors == "b.json: no such file or folder\n")
        #expect(result.status == 66)
    }

    @Test func nothingReadableEndsWith65() throws {
        let folder = try InputFolder(["a.txt": "hello"])
        let result = try Program.run(["query", "*", "a.txt"], folder: folder.url)
        #expect(result.status == 65)
        #expect(result.errors.hasSuffix("no CloudTrail event in a.txt\n"))
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        let first = try query("*", "--by=name", "--format=json").output
        for _ in 0..<3 { #expect(try query("*", "--by=name", "--format=json").output == first) }
    }
}
