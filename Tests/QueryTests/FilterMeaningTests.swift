import Events
import Query
import Records
import Testing

/// What filters select from the ten events of `SampleTrail`, by the last digit of their IDs.
@Suite struct FilterMeaningTests {
    private let sample: SampleTrail
    private var trail: Trail { sample.trail }

    init() throws { sample = try SampleTrail() }

    static let cases: [(filter: String, events: String)] = [
        ("*", "1234567890"), ("", "1234567890"), ("NOT *", ""),
        // Whole values without case, wildcards, to the letter, expressions.
        ("name:listbuckets", "1"), ("name:List", ""), ("name:List*", "10"), ("name:*KEY*", "4"),
        ("name:?istUsers", "0"), ("name:=listbuckets", ""), ("name:=ListBuckets", "1"), ("name:/^List/", "10"),
        ("name:/^list/", ""), ("name:/^list/i", "10"), ("name:\"List*\"", ""), ("eventName:ListUsers", "0"),
        ("name:(List* OR Get*) -service:s3", "0"), ("name:(* NOT List*)", "23456789"),
        // Services with and without domain.
        ("service:ec2", "2345"), ("service:ec2.amazonaws.com", "2345"), ("service:s*", "16789"),
        ("service:/^s3$/", "16"),
        // Addresses.
        ("ip:198.51.100.23", "1245"), ("ip:198.51.100.0/24", "1245"), ("ip:10.0.0.0/8", "9"),
        ("ip:2001:db8::/32", "6"), ("ip:2001:DB8:0::0007", "6"), ("ip:0.0.0.0/0", "1234590"), ("ip:::/0", "6"),
        ("ip:\"AWS Internal\"", "7"), ("ip:ec2.amazonaws.com", "8"), ("ip:198.51.*", "1245"),
        ("NOT ip:0.0.0.0/0", "678"),
        // Outcome, errors, read and write, MFA, client.
        ("outcome:denied", "37"), ("outcome:error", "9"), ("outcome:ok", "1245680"), ("error:*Unauthorized*", "3"),
        ("error:*", "39"), ("NOT error:*", "12456780"), ("error:\"\"", "12456780"), ("rw:write", "234579"),
        ("rw:read", "1680"), ("mfa:true", "6"), ("mfa:false", "7"), ("mfa:unrecorded", "12345890"),
        ("client:cli", "1450"), ("client:(sdk OR service)", "23689"), ("outcome:/^d/", "37"),
        // Who.
        ("key:AKIAEXAMPLE000000001", "12345"), ("key:*", "12345690"), ("-key:*", "78"), ("user:svc-backup", "123450"),
        ("user:ZOË", "9"), ("role:deploy", "6"), ("session:ci-4412", "6"), ("session:*", "6"),
        ("principal:arn:aws:iam::111122223333:user/svc-backup", "12345"), ("principal:deploy", "6"),
        ("principal:arn:aws:iam::444455556666:role/ci/deploy", "6"), ("principal:svc-*", "123450"),
        ("principal:DEPLOY", "6"), ("principal:ci/deploy", ""), ("principal:loy", ""), ("principal:/deploy$/", "6"),
        ("principal:ARN:AWS:IAM::444455556666:role/CI/deploy", "6"), ("principal:zo*", "9"),
        ("principal:ec2.amazonaws.com", "8"), ("type:assumedrole", "6"), ("account:444455556666", "60"),
        ("userIdentity.accountId:444455556666", "60"), ("userIdentity.arn:*/svc-backup", "123450"),
        ("userIdentity.sessionContext.sessionIssuer.arn:/role.ci/", "6"), ("NOT userIdentity.arn:*", "78"),
        ("category:Data", "6"), ("vpce:vpce-1", "9"),
        ("eventType:AwsConsoleSignIn", "7"), ("region:eu-*", "59"), ("source:trail.json", "1234567890"),
        ("source:TRAIL.json", "1234567890"), ("source:rail.json", ""), ("source:*/trail.json", "1234567890"),
        ("id:00000000-0000-4000-8000-000000000004", "4"), ("id:*4", "4"), ("agent:Boto3*", "23"),
        // Times; the last event is at 12:00.
        ("time>=2020-05-06T09:00", "234567890"), ("time:>2020-05-06T09:00", "34567890"), ("before:2020-05-06", "1"),
        ("after:2020-05-06 before:2020-05-06T10:00", "2345"), ("time<=2020-05-06T10:00:00Z", "123456"),
        ("after:-2h", "67890"), ("time<-2h", "12345"), ("time:2020-05-05", "1"), ("time:2020-05-06T09:41", "4"),
        ("time:*T09*", "2345"), ("time>=2020-05-06T12:00+02:00", "67890"), ("eventTime:2020-05-06T11:30:00Z", "9"),
        // Paths: through arrays, into objects, in every type.
        ("requestParameters.ipPermissions.items.ipRanges.items.cidrIp:0.0.0.0/0", "2"),
        ("requestParameters.ipPermissions.items.ipProtocol:(-1)", "2"),
        ("requestParameters.cidrIp:203.0.113.9/32", "3"),
        ("requestParameters:0.0.0.0/0", "2"), ("requestParameters.fromPort:5432", "3"),
        ("requestParameters.fromPort:5432.0", "3"), ("requestParameters.maxResults>100", "9"),
        ("requestParameters.maxResults>150", ""), ("requestParameters.limit<=20", "9"),
        ("requestParameters.ratio:1.5", "9"), ("requestParameters.flag:TRUE", "9"),
        ("requestParameters.off:false", "9"),
        ("requestParameters.flag:*", "9"), ("requestParameters.empty:*", ""), ("requestParameters.nothing:*", ""),
        ("requestParameters.nothing:null", "9"), ("requestParameters.none:*", ""), ("requestParameters.object:*", ""),
        ("requestParameters:*", "234569"), ("readOnly:true", "1680"), ("managementEvent:false", "6"),
        ("requestParameters.aws\\:Source:x", "9"), ("requestParameters.name:/żółć/i", "9"),
        ("requestParameters.name:\"/prod/*\"", ""), ("requestParameters.name:\\/prod/*", "9"),
        ("requestParameters.note:*\\*star\\**", "9"), ("requestParameters.note:\"café *star* \\\"q\\\" \\\\b\"", "9"),
        ("eventVersion>1.9", "6"), ("eventVersion>=1.09", "689"), ("eventVersion<1.08", "7"),
        ("userIdentity.sessionContext.attributes.creationDate<2020-05-06T08:00", "6"), ("requestParameters.x:y", ""),
        ("NOT requestParameters.x:y", "1234567890"), ("resources.ARN:*b.json", "6"),
        ("responseElements.ConsoleLogin:failure", "7"), ("errorMessage:*authoriz*", "3"),
        // Resources that calls name.
        ("instance:i-0c1f", "5"), ("instance:i-0d2e", "5"), ("group:sg-0abc", "2"), ("group:web", "3"),
        ("bucket:acme-logs", "6"), ("target:prod-debug", "4"), ("target:*", "234569"), ("instance:*", "5"),
        // ATT&CK, either version.
        ("technique:T1562.007", "23"), ("technique:T1686.001", "23"), ("technique:\"cloud firewall\"", "23"),
        ("technique:T1562", "23"), ("technique:T1098.001", "4"), ("technique:T1098*", "4"), ("technique:T9999", ""),
        ("tactic:discovery", "10"), ("tactic:defense-impairment", "235"), ("tactic:\"Defense Evasion\"", "23578"),
        // Words: part of a key or a value, decoded, without case.
        ("buckets", "1"), ("bucketname", "6"), ("AKIAEXAMPLE000000001", "12345"), ("żółć", "9"), ("CAFÉ", "9"),
        ("\"*star*\"", "9"), ("*star*", "59"), ("pr*debug", "4"), ("arn:aws:iam::444455556666:role/ci/deploy", "6"),
        ("2001:db8::7", "6"), ("aws-cli/1.18.39", "145"), ("5432", "3"), ("\"not authorized\"", "3"),
        ("nosuchword", ""),
        ("svc-backup -ListUsers", "12345"), ("zoë OR ConsoleLogin", "79"),
        // Operators.
        ("name:ListBuckets OR service:ec2 outcome:denied", "13"),
        ("(name:ListBuckets OR service:ec2) outcome:denied", "3"),
        ("NOT service:ec2 NOT service:s3", "7890"), ("NOT (service:ec2 OR service:s3)", "7890"),
        ("NOT NOT service:s3", "16"), ("!service:ec2 -service:s3", "7890"), ("service:s3 NOT bucketName", "1"),
        ("service:s3 (bucketName OR name:ListBuckets)", "16"), ("NOT (prod-debug OR service:s3)", "2357890"),
    ]

    @Test(arguments: cases)
    func aFilterSelects(filter: String, events: String) throws {
        let plan = try Plan(Filter(filter), over: trail.index)
        let rows = try #require(try plan.rows(reading: trail.records))
        let found = rows.rows.map { String(trail.index.eventIDs[Int($0)]?.last ?? "?") }.joined()
        #expect(found == events)
        #expect(trail.records.failures.isEmpty)
    }

    @Test func onlyRecordsThatCanDecideAreRead() throws {
        let plan = try Plan(Filter("service:s3 bucketName"), over: trail.index)
        #expect(plan.certain.isEmpty)
        #expect(plan.undecided.count == 2)
        let decided = try Plan(Filter("service:s3 OR (NOT service:ec2 outcome:ok)"), over: trail.index)
        #expect(decided.undecided.isEmpty)
        let mixed = try Plan(Filter("service:s3 OR bucketName"), over: trail.index)
        #expect(mixed.certain.count == 2)
        #expect(mixed.undecided.count == 8)
    }

    @Test func anAmbiguousShortNameListsWhoItMayBe() throws {
        let filter = try Filter("outcome:ok principal:svc-backup")
        let error = #expect(throws: FilterError.self) { try Plan(filter, over: trail.index) }
        #expect(error?.column == 22)
        #expect(
            error?.message
                == "svc-backup may be any of 2 principals: arn:aws:iam::111122223333:user/svc-backup, "
                + "arn:aws:iam::444455556666:user/svc-backup")
    }

    @Test func whatNobodyKnowsIsAnError() throws {
        let filter = try Filter("name:x is:alerted")
        let error = #expect(throws: FilterError.self) { try Plan(filter, over: trail.index) }
        #expect(error?.column == 11)
        #expect(error?.message == "nothing here can tell is:alerted")
    }

    @Test func factsComeFromOutside() throws {
        struct Facts: FactSource {
            let universe: Int
            func values(of alias: Alias) -> [String] { alias == .tag ? ["case-7", "noise"] : alias.words ?? [] }
            func rows(where alias: Alias, is value: String) -> RowSet? {
                value == "case-7" ? RowSet(sorted: [1, 3], universe: universe) : .none(of: universe)
            }
        }
        let facts = Facts(universe: trail.index.count)
        #expect(try Plan(Filter("tag:case-*"), over: trail.index, facts: facts).certain.rows == [1, 3])
        #expect(try Plan(Filter("NOT tag:*"), over: trail.index, facts: facts).certain.count == 8)
        #expect(try Plan(Filter("is:marked"), over: trail.index, facts: facts).certain.isEmpty)
    }

    @Test func anExpressionThatTakesTooLongIsAnErrorWhereverItMeetsTheText() throws {
        let long = String(repeating: "a", count: 60)
        let sample = try SampleTrail(
            #"{"eventTime":"2020-05-05T22:00:00Z","eventName":"\#(long)!","eventSource":"s3.amazonaws.com","#
                + #""eventID":"00000000-0000-4000-8000-000000000001","requestParameters":{"x":"\#(long)!"}}"#)
        let trail = sample.trail
        for text in ["service:s3 name:/(a+)+$/", "service:s3 requestParameters.x:/(a+)+$/"] {
            let filter = try Filter(text)
            let error = #expect(throws: FilterError.self) {
                try Plan(filter, over: trail.index).rows(reading: trail.records)
            }
            #expect(error?.reason == .regexTooCostly)
            #expect(error?.column == text.count - 7)
        }
    }

    @Test func anEmptyTrailAnswersToo() throws {
        let sample = try SampleTrail("[]")
        let trail = sample.trail
        #expect(
            try Plan(Filter("name:x OR after:-2h NOT word"), over: trail.index).rows(reading: trail.records)?.count == 0
        )
    }
}
