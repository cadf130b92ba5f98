import Detections
import Records
import Sigma
import Testing

/// What rules match, one by one: the numbers of the events are what a reader sees in the list.
@Suite struct RuleMatchTests {
    /// The events of `events` that a rule with this detection matches, by number.
    private func matches(_ detection: String, in events: [String]) throws -> [Int] {
        let made = try TestTrail(records: events)
        defer { made.remove() }
        return try matches(detection, in: made.trail)
    }

    private func matches(_ detection: String, in trail: Trail) throws -> [Int] {
        let lines = detection.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        let rule = """
            title: Test
            id: test
            level: low
            logsource:
                product: aws
                service: cloudtrail
            detection:
            \(lines.joined(separator: "\n"))
            """
        let set = RuleLoader().load(rule, path: "test.yml")
        #expect(set.errors == [])
        return SigmaDetector(set).alerts(in: trail, options: DetectionOptions()).flatMap(\.rows)
    }

    private func call(_ number: Int, _ name: String, _ members: String = "") -> String {
        TestTrail.record(number, name, members)
    }

    @Test func `An indexed field is compared whole and without case`() throws {
        let events = [call(0, "CreateKeyPair"), call(1, "createkeypair"), call(2, "CreateKeyPairs")]
        #expect(try matches("sel:\n  eventName: CREATEKEYPAIR\ncondition: sel", in: events) == [0, 1])
        #expect(try matches("sel:\n  eventName|cased: CreateKeyPair\ncondition: sel", in: events) == [0])
        #expect(try matches("sel:\n  eventName|startswith: createkey\ncondition: sel", in: events) == [0, 1, 2])
        #expect(try matches("sel:\n  eventName: '*pair?'\ncondition: sel", in: events) == [2])
        #expect(try matches("sel:\n  eventName|re: ^Create.*s$\ncondition: sel", in: events) == [2])
    }

    @Test func `Exists asks for the key, null for a value, and an empty text is neither`() throws {
        let events = [
            call(0, "A"), call(1, "A", #""errorCode":null,"#), call(2, "A", #""errorCode":"","#),
            call(3, "A", #""errorCode":"AccessDenied","errorMessage":"no","#), call(4, "A", #""errorMessage":"no","#),
        ]
        #expect(try matches("sel:\n  errorCode|exists: true\ncondition: sel", in: events) == [1, 2, 3])
        #expect(try matches("sel:\n  errorCode|exists: false\ncondition: sel", in: events) == [0, 4])
        #expect(try matches("sel:\n  errorCode: null\ncondition: sel", in: events) == [0, 1, 4])
        #expect(try matches("sel:\n  errorCode: ''\ncondition: sel", in: events) == [2])
        #expect(try matches("sel:\n  errorMessage|exists: true\ncondition: sel", in: events) == [3, 4])
        #expect(try matches("sel:\n  errorMessage: null\ncondition: sel", in: events) == [0, 1, 2])
        #expect(try matches("sel:\n  errorMessage|contains: n\ncondition: not sel", in: events) == [0, 1, 2])
    }

    @Test func `What is asked of the caller is answered for all its events, and read where it has no text`() throws {
        func caller(_ number: Int, _ identity: String) -> String {
            call(number, "A", "\"userIdentity\":\(identity),")
        }
        let session = #"""
            {"type":"AssumedRole","principalId":"AROAEXAMPLE:eve",\#
            "arn":"arn:aws:sts::111122223333:assumed-role/admin/eve",\#
            "sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/admin"}}}
            """#
        let events = [
            caller(0, session), caller(1, session.replacing("eve", with: "mallory")),
            caller(2, #"{"type":"AWSService","invokedBy":"ec2.amazonaws.com"}"#),
            caller(3, #"{"type":"IAMUser","invokedBy":null,"arn":{"of":"nobody"}}"#),
            caller(4, #"{"type":"IAMUser","invokedBy":"","arn":["x","arn:aws:iam::111122223333:user/ana"]}"#),
            call(5, "A"), caller(6, #"[{"invokedBy":"s3.amazonaws.com"}]"#), caller(7, "null"),
            caller(8, session),
        ]
        func rows(_ test: String) throws -> [Int] {
            try matches("sel:\n  userIdentity.\(test)\ncondition: sel", in: events)
        }
        #expect(try rows("arn|endswith: /EVE") == [0, 8])
        #expect(try rows("arn|re: 'assumed-role/admin/(eve|mal)'") == [0, 1, 8])
        #expect(try rows("arn|contains: user/ana") == [4])
        #expect(try rows("arn: nobody") == [3])
        #expect(try rows("principalId: AROAEXAMPLE:mallory") == [1])
        #expect(try rows("sessionContext.sessionIssuer.type: Role") == [0, 1, 8])
        #expect(try rows("invokedBy|endswith: .amazonaws.com") == [2, 6])
        #expect(try rows("invokedBy|exists: true") == [2, 3, 4, 6])
        #expect(try rows("invokedBy|exists: false") == [0, 1, 5, 7, 8])
        #expect(try rows("invokedBy: null") == [0, 1, 3, 5, 7, 8])
        #expect(try rows("invokedBy: ''") == [4])
        #expect(try rows("invokedBy: '*'") == [2, 4, 6])
        #expect(
            try matches("sel:\n  userIdentity.invokedBy: '*'\ncondition: not sel", in: events) == [0, 1, 3, 5, 7, 8])
        #expect(try rows("type|neq: IAMUser") == [0, 1, 2, 5, 6, 7, 8])
    }

    @Test func `What a path finds elsewhere than the index is read from the record`() throws {
        let events = [
            call(0, "A", #""sourceIPAddress":["9.9.9.9","8.8.8.8"],"vpcEndpointId":{},"#),
            call(1, "A", #""userIdentity":{"accessKeyId":[["Deep"]]},"#),
            call(2, "A", #""userIdentity":{"arn":"x","sessionContext.sessionIssuer.arn":"dotted"},"#),
            call(3, "A", #""userIdentity":{"arn":"x","sessionContext":{"sessionIssuer.arn":"half"}},"#),
            call(4, "A", #""userIdentity":{"onBehalfOf.userId":"d-1"},"userAgent":{"x":"y"},"#),
            call(5, "A", #""sourceIPAddress":"9.9.9.9","userAgent":"curl","#),
        ]
        func rows(_ test: String) throws -> [Int] { try matches("sel:\n  \(test)\ncondition: sel", in: events) }
        #expect(try rows("sourceIPAddress: 9.9.9.9") == [0, 5])
        #expect(try rows("sourceIPAddress|cidr: 8.0.0.0/8") == [0])
        #expect(try rows("userIdentity.accessKeyId|startswith: deep") == [1])
        #expect(try rows("userIdentity.sessionContext.sessionIssuer.arn|contains: d") == [2])
        #expect(try rows("userIdentity.sessionContext.sessionIssuer.arn|exists: true") == [2, 3])
        #expect(try rows("userIdentity.onBehalfOf.userId: d-1") == [4])
        #expect(try rows("userAgent|neq: y") == [0, 1, 2, 3, 5])
        #expect(try rows("vpcEndpointId|neq: '{}'") == [1, 2, 3, 4, 5])
    }

    @Test func `A record in columns is put together before it is asked`() throws {
        let flat = #""userIdentity.type":"AssumedRole","userIdentity.arn":"arn:aws:sts::1:assumed-role/R/s","#
        let events = [call(0, "A", flat), call(1, "A")]
        func rows(_ test: String) throws -> [Int] { try matches("sel:\n  \(test)\ncondition: sel", in: events) }
        #expect(try rows("userIdentity.arn|endswith: /s") == [0])
        #expect(try rows("userIdentity.arn: null") == [1])
        #expect(try rows("userIdentity.type: AssumedRole") == [0])
    }

    @Test(arguments: ["userIdentity.arn", "userAgent", "requestParameters.text"])
    func `What takes too long to judge neither matches nor does its contrary`(field: String) throws {
        let text = String(repeating: "a", count: 50) + "!"
        let value =
            switch field {
            case "userAgent": "\"userAgent\":\"\(text)\","
            case "userIdentity.arn": "\"userIdentity\":{\"arn\":\"\(text)\"},"
            default: "\"requestParameters\":{\"text\":\"\(text)\"},"
            }
        let events = [call(0, "A", value), call(1, "B", value), call(2, "A")]
        #expect(try matches("sel:\n  \(field)|re: '^(a+)+$'\ncondition: sel", in: events) == [])
        #expect(try matches("sel:\n  \(field)|re: '^(a+)+$'\ncondition: not sel", in: events) == [2])
        // Where something else decides, be it another value that is wanted, it does not matter.
        func rows(_ condition: String) throws -> [Int] {
            let tests = "b:\n  eventName: B\nr:\n  awsRegion|fieldref: awsRegion\nsel:\n  \(field)|re: '^(a+)+$'"
            return try matches("\(tests)\ncondition: \(condition)", in: events)
        }
        for condition in ["sel or b", "b or sel", "not (sel and not b)", "not (not b and sel)"] {
            #expect(try rows(condition) == (condition.hasPrefix("not") ? [1, 2] : [1]), "\(condition)")
        }
        #expect(try rows("sel or r") == [0, 1, 2])
        #expect(try rows("not (sel and not r)") == [0, 1, 2])
        #expect(try matches("sel:\n  \(field)|re: ['^(a+)+$', '!$']\ncondition: sel", in: events) == [0, 1])
    }

    @Test func `Of several elements or keywords another decides where one takes too long`() throws {
        let long = String(repeating: "a", count: 50) + "!"
        let events = [
            call(0, "A", "\"requestParameters\":{\"items\":[\"\(long)\",\"aa\"]},"),
            call(1, "A", "\"requestParameters\":{\"items\":[\"aa\",\"\(long)\"]},"),
            call(2, "A", "\"requestParameters\":{\"items\":[\"\(long)\",\"b\"]},"),
        ]
        let items = "sel:\n  requestParameters.items|re: '^(a+)+$'"
        #expect(try matches("\(items)\ncondition: sel", in: events) == [0, 1])
        #expect(try matches("\(items)\ncondition: not sel", in: events) == [])
        let keywords = "sel:\n  '|re':\n    - '^(a+)+$'\n    - '^b$'\ncondition:"
        #expect(try matches("\(keywords) sel", in: events) == [0, 1, 2])
        #expect(try matches("\(keywords) not sel", in: events) == [])
    }

    @Test func `What takes too long is tried eight times in a record`() throws {
        let long = "\"" + String(repeating: "a", count: 50) + "!\","
        let events = [8, 9].map { count in
            let items = String(repeating: long, count: count) + "\"aa\""
            return call(count, "A", "\"requestParameters\":{\"items\":[\(items)]},")
        }
        #expect(
            try matches("sel:\n  requestParameters.items|re: '^(a+)+$'\ncondition: sel", in: events) == [0])
    }

    @Test func `A path fans out through arrays, and a key with dots in it wins`() throws {
        let events = [
            call(0, "A", #""requestParameters":{"items":[{"cidr":"10.0.0.0/8"},{"cidr":"0.0.0.0/0"}]},"#),
            call(1, "A", #""requestParameters":{"items":[{"cidr":"10.0.0.0/8"}]},"#),
            call(2, "A", #""requestParameters":{"items.cidr":"0.0.0.0/0","items":{"cidr":"x"}},"#),
        ]
        #expect(
            try matches("sel:\n  requestParameters.items.cidr: 0.0.0.0/0\ncondition: sel", in: events) == [0, 2])
        // All wanted, each by some element.
        #expect(
            try matches(
                "sel:\n  requestParameters.items.cidr|contains|all:\n    - '0.0.0.0/0'\n    - '10.'\ncondition: sel",
                in: events) == [0])
    }

    @Test func `An object is compared as JSON and by its leaves`() throws {
        let events = [
            call(0, "A", #""requestParameters":{"status": "Suspended", "deep":{"name":"x"}},"#),
            call(1, "A", #""requestParameters":{"status":"Enabled"},"#),
        ]
        #expect(
            try matches(
                "sel:\n  requestParameters|contains: '\"status\":\"Suspended\"'\ncondition: sel", in: events) == [0])
        #expect(try matches("sel:\n  requestParameters: enabled\ncondition: sel", in: events) == [1])
        #expect(try matches("sel:\n  requestParameters.deep: X\ncondition: sel", in: events) == [0])
    }

    @Test func `Numbers and truth values compare as text, and relations as numbers`() throws {
        let events = [
            call(0, "A", #""requestParameters":{"port":22,"open":true},"#),
            call(1, "A", #""requestParameters":{"port":"22","open":"true"},"#),
            call(2, "A", #""requestParameters":{"port":5432},"#),
        ]
        #expect(try matches("sel:\n  requestParameters.port: 22\ncondition: sel", in: events) == [0, 1])
        #expect(try matches("sel:\n  requestParameters.open: true\ncondition: sel", in: events) == [0, 1])
        #expect(try matches("sel:\n  requestParameters.port|gt: 22\ncondition: sel", in: events) == [2])
        #expect(try matches("sel:\n  requestParameters.port|lte: 22\ncondition: sel", in: events) == [0, 1])
        #expect(try matches("sel:\n  requestParameters.port|neq: 22\ncondition: sel", in: events) == [2])
    }

    @Test func `Networks, of both families`() throws {
        let events = [
            call(0, "A", #""sourceIPAddress":"198.51.100.23","#), call(1, "A", #""sourceIPAddress":"2001:DB8::1","#),
            call(2, "A", #""sourceIPAddress":"ec2.amazonaws.com","#),
        ]
        #expect(try matches("sel:\n  sourceIPAddress|cidr: 198.51.100.0/24\ncondition: sel", in: events) == [0])
        #expect(try matches("sel:\n  sourceIPAddress|cidr: 2001:db8::/32\ncondition: sel", in: events) == [1])
    }

    @Test func `A field is compared with another`() throws {
        let user = #""userIdentity":{"type":"IAMUser","userName":"Ana"},"#
        let events = [
            call(0, "A", user + #""requestParameters":{"userName":"ana"},"#),
            call(1, "A", user + #""requestParameters":{"userName":"bob"},"#), call(2, "A", user),
        ]
        #expect(
            try matches(
                "sel:\n  userIdentity.userName|fieldref: requestParameters.userName\ncondition: sel", in: events)
                == [0])
        #expect(
            try matches(
                """
                has:
                  requestParameters.userName|exists: true
                same:
                  userIdentity.userName|fieldref: requestParameters.userName
                condition: has and not same
                """, in: events) == [1])
    }

    @Test func `Parts of a time`() throws {
        let events = [
            call(0, "A", #""requestParameters":{"at":"2026-01-01T09:30:00Z"},"#),
            call(1, "A", #""requestParameters":{"at":"2024-12-30T23:05:00Z"},"#),
        ]
        #expect(try matches("sel:\n  requestParameters.at|hour: 9\ncondition: sel", in: events) == [0])
        // 1 January 2026 is a Thursday; 30 December 2024 a Monday of the year's first week of 2025.
        #expect(try matches("sel:\n  requestParameters.at|week: 1\ncondition: sel", in: events) == [0, 1])
        #expect(try matches("sel:\n  requestParameters.at|year: 2024\ncondition: sel", in: events) == [1])
    }

    @Test func `Keywords are looked for in names and values`() throws {
        let events = [
            call(0, "A", #""requestParameters":{"userData":"curl evil.example"},"#), call(1, "A"),
        ]
        #expect(try matches("kw:\n  - EVIL.example\n  - nothing\ncondition: kw", in: events) == [0])
        #expect(try matches("kw:\n  '|all':\n    - curl\n    - userdata\ncondition: kw", in: events) == [0])
    }

    @Test func `Conditions bind as the specification says`() throws {
        let events = (0..<4).map { call($0, ["A", "B", "C", "D"][$0]) }
        let selections = "a:\n  eventName: A\nb:\n  eventName: B\nc:\n  eventName: C\n"
        #expect(try matches(selections + "condition: a or b and c", in: events) == [0])
        #expect(try matches(selections + "condition: not a and not b", in: events) == [2, 3])
        #expect(try matches(selections + "condition: 1 of them", in: events) == [0, 1, 2])
        #expect(try matches(selections + "condition: not 1 of them", in: events) == [3])
        #expect(try matches(selections + "condition: 2 of them", in: events) == [])
        #expect(try matches(selections + "condition:\n  - a\n  - c", in: events) == [0, 2])
    }

    @Test func `An expression that takes too long on one event costs that event's answer and no other`() throws {
        let long = String(repeating: "a", count: 60)
        let made = try TestTrail(records: [
            call(0, "A", #""requestParameters":{"x":"\#(long)!"},"userAgent":"\#(long)!","#),
            call(1, "A", #""requestParameters":{"x":"aaa"},"userAgent":"aaa","#),
        ])
        defer { made.remove() }
        let rules = ["requestParameters.x", "userAgent"].map { field in
            """
            title: Endless \(field)
            id: \(field)
            level: low
            logsource: {product: aws, service: cloudtrail}
            detection:
                sel:
                    \(field)|re: ^(a|aa|a+)+$
                condition: sel
            """
        }
        let report = SigmaDetector(RuleLoader().load(rules.joined(separator: "\n---\n"), path: "test.yml"))
            .report(in: made.trail, options: DetectionOptions())
        #expect(report.alerts.map(\.rows) == [[1], [1]])
        #expect(
            report.problems == [
                "Endless requestParameters.x: a regular expression takes too many steps on 1 value, which may or may "
                    + "not match",
                "Endless userAgent: a regular expression takes too many steps on 1 value, which may or may not match",
            ])
    }

    @Test func `A match says which selection fits, and by which value`() throws {
        let made = try TestTrail(records: [call(0, "CreateKeyPair", #""errorCode":"AccessDenied","#)])
        defer { made.remove() }
        let rule = """
            title: Test
            id: test
            level: low
            logsource: {product: aws, service: cloudtrail}
            detection:
                selection:
                    eventName|startswith:
                        - Import
                        - Create
                denied:
                    errorCode|exists: true
                other:
                    eventName: X
                condition: selection and denied and not other
            """
        let detector = SigmaDetector(RuleLoader().load(rule, path: "test.yml"))
        let alert = try #require(detector.alerts(in: made.trail, options: DetectionOptions()).first)
        let explanation = try #require(detector.explanation(of: 0, in: alert, of: made.trail))
        #expect(
            explanation.selections == [
                SelectionMatch(
                    name: "selection",
                    fields: [FieldMatch(field: "eventName|startswith", value: "CreateKeyPair", wanted: "Create*")]),
                SelectionMatch(
                    name: "denied",
                    fields: [FieldMatch(field: "errorCode|exists", value: "AccessDenied", wanted: "present")]),
            ])
    }
}
