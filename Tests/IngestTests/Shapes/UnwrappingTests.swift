import Events
import JSON
import Testing

@testable import Ingest

@Suite struct UnwrappingTests {
    private static let record: JSONValue = [
        "eventVersion": "1.09", "eventName": "ListUsers", "eventSource": "iam.amazonaws.com",
    ]

    private func unwrap(_ element: JSONValue) -> Unwrapped { Unwrapping.unwrap(element) }

    /// The record that an element carries.
    private func record(_ element: JSONValue) throws -> JSONValue {
        guard case .record(let json, _) = unwrap(element) else {
            Issue.record("no record: \(unwrap(element))")
            return .null
        }
        return try JSONValue.parse(json)
    }

    @Test func aRecordThatTravelledAsTextKeepsItsBytes() {
        let text = #" {"eventName" : "A", "eventVersion":"1.10","n":1.0} "#
        #expect(unwrap(["CloudTrailEvent": .string(text)]) == .record(Array(text.utf8), .lookupEvents))
    }

    @Test func escapesInACarriedRecordAreUndoneInNamesAndTimesToo() throws {
        let own =
            #"{"eventVersion":"1.08","eventN\u0061me":"A","eventTime":"2024-01-01T00:00:01\u002b00:00","#
            + #""userIdentity":{"\u0061rn":"u","type":"IAMUser"}}"#
        let folder = try TemporaryFolder()
        try folder.write("trail.json", JSONWriter().bytes(["CloudTrailEvent": .string(own)]))
        let trail = try #require(Loader([folder.path]).load())
        #expect(trail.report.rejected == 0)
        let index = trail.index
        #expect((0..<index.count).map { index.text(.name, $0) } == ["A"])
        #expect(index.times == [1_704_067_201_000])
        #expect(index.text(.arn, of: index.identity(0)) == "u")
    }

    @Test func aRecordInColumnsIsPutTogetherThoughItsOtherNamesAreCloudTrails() throws {
        let columns: JSONValue = [
            "eventVersion": "1.09", "eventName": "A", "eventSource": "iam.amazonaws.com", "userIdentity.type": "Root",
            "userIdentity.sessionContext.attributes.mfaAuthenticated": "false",
        ]
        let whole: JSONValue = [
            "eventVersion": "1.09", "eventName": "A", "eventSource": "iam.amazonaws.com",
            "userIdentity": ["type": "Root", "sessionContext": ["attributes": ["mfaAuthenticated": "false"]]],
        ]
        #expect(try record(columns) == whole)
        #expect(try record(["detail-type": "AWS API Call via CloudTrail", "detail": columns]) == whole)
    }

    @Test func aRecordAsABareTextIsLookupEventsWithoutItsSummary() {
        let text = #"{"eventName":"A","eventVersion":"1.10"}"#
        #expect(unwrap(.string(text)) == .record(Array(text.utf8), .lookupEvents))
    }

    @Test func splunkNeedsNoFieldButTheEvent() throws {
        #expect(try record(["event": Self.record]) == Self.record)
        #expect(try record(["event": Self.record, "fields": ["team": "blue"]]) == Self.record)
        #expect(unwrap(["event": ["a": 1]]) == .rejected("it lacks the members of a CloudTrail record", .notCloudTrail))
    }

    @Test func actionLinesOfElasticsearchAreNoBadRecords() {
        let action = Unwrapped.notEvent(.notCloudTrail, "an action line of Elasticsearch's bulk interface")
        #expect(unwrap(["index": ["_index": "logs", "_id": "1"]]) == action)
        #expect(unwrap(["create": [:]]) == action)
        #expect(unwrap(["index": "main", "_raw": "{}"]) != action)
    }

    @Test func rowsOfALakeQueryAreOneMemberEach() throws {
        let row: JSONValue = [
            ["eventName": "ListUsers"], ["eventSource": "iam.amazonaws.com"], ["eventVersion": "1.09"],
        ]
        #expect(try record(row)["eventName"] == "ListUsers")
        #expect(try record([["eventJson": .string(JSONWriter().string(Self.record))]]) == Self.record)
    }

    @Test func envelopesWithinEnvelopesAreOpenedToALimit() throws {
        func wrapped(_ levels: Int) -> JSONValue {
            (0..<levels).reduce(Self.record) { inner, _ in
                ["timestamp": 1, "message": .string(JSONWriter().string(inner))]
            }
        }
        #expect(try record(wrapped(3)) == Self.record)
        #expect(unwrap(wrapped(8)) == .rejected("more than 4 messages within each other", .notCloudTrail))
    }

    @Test(
        arguments: [
            (["CloudTrailEvent": "{\"eventName\":\"A\""], "the message in it is cut off after 16 bytes", .lookupEvents),
            (["EventId": "1", "EventName": "A"], "a LookupEvents summary without its CloudTrailEvent", .lookupEvents),
            (
                ["detail-type": "AWS API Call via CloudTrail", "detail": ["a": 1]],
                "the detail of this EventBridge event is no CloudTrail record", .eventbridge
            ),
            (["_raw": "plain"], "the message in it is not JSON: no JSON value begins with 'p' at byte 0", .splunk),
            (["_source": 1], "an Elasticsearch hit whose _source is no object", .elastic),
            (
                ["awslogs": ["data": "H4s="]],
                "CloudWatch Logs data still compressed in base64: decode awslogs.data first", .cloudwatchLogs
            ),
            (["a": 1], "it lacks the members of a CloudTrail record", .notCloudTrail),
            ([:], "an empty object", .notCloudTrail),
            ([1], "an array where a record was due", .notCloudTrail),
            ("text", "a string where a record was due", .notCloudTrail),
            (nil, "a constant where a record was due", .notCloudTrail),
        ] as [(JSONValue, String, Shape)])
    func whatShouldHoldAnEventAndDoesNotIsRejected(element: JSONValue, reason: String, shape: Shape) {
        #expect(unwrap(element) == .rejected(reason, shape))
    }

    @Test func athenaColumnsGetTheirSpellingBack() throws {
        let rebuilt = try record([
            "eventname": "ListUsers", "eventsource": "iam.amazonaws.com", "sourceipaddress": "198.51.100.23",
            "eventtime": "2024-03-05 14:00:00.000", "readonly": "true", "errorcode": "",
            "useridentity":
                "{type=IAMUser, accesskeyid=AKIAEXAMPLE000000001, sessioncontext={attributes={mfaauthenticated=false}}}",
            "resources": "[{arn=arn:aws:s3:::b, accountid=111122223333}]",
            "requestparameters": #"{"userName":"a","x.y":1}"#,
            "partition_date": "2024/03/05",
        ])
        #expect(
            rebuilt == [
                "eventName": "ListUsers", "eventSource": "iam.amazonaws.com", "sourceIPAddress": "198.51.100.23",
                "eventTime": "2024-03-05T14:00:00Z", "readOnly": true,
                "userIdentity": [
                    "type": "IAMUser", "accessKeyId": "AKIAEXAMPLE000000001",
                    "sessionContext": ["attributes": ["mfaAuthenticated": "false"]],
                ],
                "resources": [["ARN": "arn:aws:s3:::b", "accountId": "111122223333"]],
                "requestParameters": ["userName": "a", "x.y": 1], "partition_date": "2024/03/05",
            ])
    }

    @Test func agentsAndMessagesInBracketsStayTexts() throws {
        let rebuilt = try record([
            "eventname": "ListBuckets", "eventsource": "s3.amazonaws.com", "eventtime": "2024-03-05T14:00:00Z",
            "useragent": "[aws-cli/1.29.0 Python/3.9]", "errormessage": #"{"code":"NoSuchBucket"}"#,
        ])
        #expect(rebuilt["userAgent"] == "[aws-cli/1.29.0 Python/3.9]")
        #expect(rebuilt["errorMessage"] == #"{"code":"NoSuchBucket"}"#)
    }

    @Test func dottedFieldsAreNestedAgain() throws {
        let rebuilt = try record([
            "result": [
                "eventName": "PutBucketPolicy", "eventSource": "s3.amazonaws.com",
                "userIdentity.arn": "arn:aws:iam::111122223333:user/a",
                "userIdentity.sessionContext.attributes.mfaAuthenticated": "true", "requestParameters.bucketName": "b",
                "resources{}.ARN": ["arn:aws:s3:::b", "arn:aws:s3:::c"], "resources{}.type": ["X", "Y"],
                "requestParameters.tags{}": "one", "host": "h",
            ]
        ])
        #expect(
            rebuilt == [
                "eventName": "PutBucketPolicy", "eventSource": "s3.amazonaws.com",
                "userIdentity": [
                    "arn": "arn:aws:iam::111122223333:user/a",
                    "sessionContext": ["attributes": ["mfaAuthenticated": "true"]],
                ],
                "requestParameters": ["bucketName": "b", "tags": ["one"]],
                "resources": [["ARN": "arn:aws:s3:::b", "type": "X"], ["ARN": "arn:aws:s3:::c", "type": "Y"]],
                "host": "h",
            ])
    }

    @Test func elasticFieldsMakeARecord() throws {
        let rebuilt = try record([
            "@timestamp": "2024-03-05T14:50:10.000Z",
            "event": ["provider": "iam.amazonaws.com", "action": "DeleteAccessKey", "id": "e1"],
            "aws.cloudtrail.event_version": "1.09",
            "aws": [
                "cloudtrail": [
                    "request_parameters": "{userName=a, accessKeyId=b}",
                    "user_identity": ["session_context": ["mfa_authenticated": "true"]],
                    "console_login": ["additional_eventdata": ["mfa_used": "No"]],
                ]
            ],
            "source": ["ip": "198.51.100.23"],
        ])
        #expect(
            rebuilt == [
                "eventVersion": "1.09",
                "userIdentity": ["sessionContext": ["attributes": ["mfaAuthenticated": "true"]]],
                "eventTime": "2024-03-05T14:50:10Z", "eventSource": "iam.amazonaws.com", "eventName": "DeleteAccessKey",
                "sourceIPAddress": "198.51.100.23", "requestParameters": ["userName": "a", "accessKeyId": "b"],
                "additionalEventData": ["MFAUsed": "No"], "eventID": "e1",
            ])
    }

    @Test func theOriginalOfAnElasticDocumentComesFirst() throws {
        let document: JSONValue = [
            "@timestamp": "2024-03-05T14:50:10.000Z",
            "event": ["action": "Other", "provider": "x", "original": .string(JSONWriter().string(Self.record))],
        ]
        #expect(try record(document) == Self.record)
        #expect(try record(["_index": "i", "_source": document]) == Self.record)
        #expect(
            try record(["_index": "i", "fields": ["event.original": [.string(JSONWriter().string(Self.record))]]])
                == Self.record)
    }
}

extension UnwrappingTests {
    @Test func tooManyColumnsAreNoRecord() {
        let names = (0...FlatRecord.columnLimit).map { JSONObject.Member(key: "eventname.\($0)", value: "x") }
        #expect(FlatRecord.rebuild(JSONObject(members: names)) == nil)
    }

    @Test func aNameThatLeadsTooDeepIsNoPath() throws {
        let deep = "requestParameters" + String(repeating: ".a", count: FlatRecord.depthLimit + 1)
        let columns: JSONValue = [
            "eventname": "A", "eventsource": "iam.amazonaws.com", "useridentity.type": "Root",
        ]
        guard case .object(var object) = columns else { return }
        object.append(deep, "x")
        let rebuilt = try #require(FlatRecord.rebuild(object))
        #expect(rebuilt[deep] == "x")
        #expect(rebuilt["userIdentity"] == ["type": "Root"])
        #expect(rebuilt["requestParameters"] == nil)
        // A megabyte of dots takes no more.
        object.append("userIdentity" + String(repeating: ".a", count: 500_000), "x")
        #expect(FlatRecord.rebuild(object) == nil)
    }
}
