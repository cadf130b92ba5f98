import CloudTrail
import Query
import Testing

@Suite struct FilterParserTests {
    /// A filter and its canonical form.
    static let valid: [(String, String)] = [
        // Everything.
        ("", "*"), ("   ", "*"), ("*", "*"), ("(*)", "*"), ("* name:x", "name:x"), ("name:x OR *", "name:x OR *"),
        ("NOT *", "NOT *"), ("\"\"", "*"),
        // Words.
        ("ListBuckets", "ListBuckets"), ("  a   b ", "a AND b"), ("\"a b\"", "\"a b\""), ("a\\ b", "\"a b\""),
        ("and or not", "and AND or AND not"), ("\"AND\"", "\"AND\""), ("Bucket*policy", "Bucket*policy"),
        ("a\\*b", "\"a*b\""), ("he\"l l\"o", "\"hel lo\""), ("/etc/passwd", "\"/etc/passwd\""), ("=x", "\"=x\""),
        ("żółć", "żółć"), ("日本", "日本"), ("foo:bar", "\"foo:bar\""), ("a=b", "\"a=b\""), ("a>b", "\"a>b\""),
        // Pasted texts are words.
        ("arn:aws:iam::111122223333:user/svc-backup", "\"arn:aws:iam::111122223333:user/svc-backup\""),
        ("2001:db8::1", "\"2001:db8::1\""), ("fe80::1", "\"fe80::1\""), ("::1", "\"::1\""),
        ("dead:beef::1", "\"dead:beef::1\""),
        ("aws-cli/2.15.0", "aws-cli/2.15.0"), ("s3:GetObject", "\"s3:GetObject\""),
        ("events:PutRule", "\"events:PutRule\""), ("kms:Decrypt", "\"kms:Decrypt\""),
        ("https://example.com/x", "\"https://example.com/x\""), ("name.example.com:443", "\"name.example.com:443\""),
        ("[aws-cli/1.16", "\"[aws-cli/1.16\""), ("198.51.100.7", "198.51.100.7"),
        // Fields.
        ("name:ListBuckets", "name:ListBuckets"), ("eventName:ListBuckets", "name:ListBuckets"),
        ("userIdentity.accessKeyId:*", "key:*"),
        ("name:\"List Buckets\"", "name:\"List Buckets\""), ("name:List*", "name:List*"),
        ("name:\"List*\"", "name:\"List*\""), ("name:Li?t\"*\"*", "name:Li?\"t*\"*"),
        ("name:*", "name:*"), ("name:\"*\"", "name:\"*\""), ("name:\\*", "name:\"*\""), ("name:**", "name:*"),
        ("name:=ListBuckets", "name:=ListBuckets"), ("name:=List*", "name:=\"List*\""),
        ("name:\"\"", "NOT name:*"), ("name:/^List/", "name:/^List/"), ("name:/a b(c)/i", "name:/a b(c)/i"),
        ("name:/a\\/b/", "name:/a\\/b/"), ("principal:arn:aws:iam::1:root", "principal:\"arn:aws:iam::1:root\""),
        ("service:ec2.amazonaws.com", "service:ec2.amazonaws.com"),
        ("ip:10.0.0.0/8", "ip:10.0.0.0/8"), ("ip:2001:db8::/32", "ip:2001:db8::/32"),
        ("ip:2001:db8::1", "ip:\"2001:db8::1\""), ("ip:10.0.*", "ip:10.0.*"),
        ("mfa:unrecorded", "mfa:unrecorded"), ("outcome:DENIED", "outcome:DENIED"), ("client:*", "client:*"),
        ("requestParameters.aws\\:Source:1", "requestParameters.aws\\:Source:1"),
        ("requestParameters.maxResults>100", "requestParameters.maxResults>100"),
        ("requestParameters.maxResults:>=-1.5", "requestParameters.maxResults>=-1.5"),
        ("requestParameters.cidrIp:0.0.0.0/0", "requestParameters.cidrIp:0.0.0.0/0"),
        ("requestParameters.cidrIp:\"0.0.0.0/0\"", "requestParameters.cidrIp:\"0.0.0.0/0\""),
        ("requestParameters.logGroupName:\"/aws/lambda/x\"", "requestParameters.logGroupName:\"/aws/lambda/x\""),
        ("eventVersion>1.9", "eventVersion>1.9"),
        ("technique:T1562.007", "technique:T1562.007"), ("technique:T9999", "technique:T9999"),
        ("technique:\"cloud firewall\"", "technique:\"cloud firewall\""), ("tactic:Discovery", "tactic:Discovery"),
        ("tactic:defense-impairment", "tactic:defense-impairment"), ("is:alerted has:note", "is:alerted AND has:note"),
        ("tag:case-7", "tag:case-7"),
        // Times.
        ("time>=2020-05-06T09:00", "time>=2020-05-06T09:00:00Z"), ("time:>2020-05-06", "time>2020-05-06T00:00:00Z"),
        ("after:2020-05-06", "time>=2020-05-06T00:00:00Z"), ("before:-2h", "time<-2h"), ("after:-90m", "time>=-90m"),
        ("after:-1d12h", "time>=-36h"), ("after:-7d", "time>=-1w"), ("after:-0s", "time>=-0w"),
        ("time:2020-05-06", "time>=2020-05-06T00:00:00Z AND time<2020-05-07T00:00:00Z"),
        ("time:2020-05-06T09:41", "time>=2020-05-06T09:41:00Z AND time<2020-05-06T09:42:00Z"),
        ("time:2020-05-06T09:41:12Z", "time>=2020-05-06T09:41:12Z AND time<2020-05-06T09:41:13Z"),
        ("time:2020-05-06T11:41+02:00", "time>=2020-05-06T09:41:00Z AND time<2020-05-06T09:42:00Z"),
        ("time:*T09*", "time:*T09*"), ("time>\"2020-05-06 09:00\"", "time>2020-05-06T09:00:00Z"),
        // Operators.
        ("a OR b c", "a OR b AND c"), ("(a OR b) c", "(a OR b) AND c"), ("a AND b OR c AND d", "a AND b OR c AND d"),
        ("NOT a b", "NOT a AND b"), ("NOT (a b)", "NOT (a AND b)"), ("NOT NOT a", "a"), ("NOT NOT NOT a", "NOT a"),
        ("!a -b", "NOT a AND NOT b"), ("! a", "NOT a"), ("-(a OR b)", "NOT (a OR b)"), ("--a", "a"),
        ("((((a))))", "a"), ("a AND(b OR c)", "a AND (b OR c)"), ("((a OR b) OR c)", "a OR b OR c"),
        ("(a b) (c d)", "a AND b AND c AND d"), ("NOT(a)", "NOT a"), ("NOTE ANDY ORB", "NOTE AND ANDY AND ORB"),
        ("-name:x", "NOT name:x"), ("NOT name:x OR y", "NOT name:x OR y"),
        // Values in parentheses.
        ("name:(List* OR Describe*) -service:s3", "(name:List* OR name:Describe*) AND NOT service:s3"),
        ("name:(a)", "name:a"), ("name:(* NOT Get*)", "name:* AND NOT name:Get*"),
        ("name:(a OR (b c))", "name:a OR name:b AND name:c"), ("name:( /x y/ OR \"z)\" )", "name:/x y/ OR name:\"z)\""),
        ("requestParameters.p:(-1 OR -x)", "requestParameters.p:\"-1\" OR NOT requestParameters.p:x"),
        ("requestParameters.n:(>1 <=2)", "requestParameters.n>1 AND requestParameters.n<=2"),
        ("principal:(arn:aws:iam::1:root OR b)", "principal:\"arn:aws:iam::1:root\" OR principal:b"),
    ]

    @Test(arguments: valid)
    func filtersPrintInOneForm(text: String, canonical: String) throws {
        #expect(try Filter(text).predicate.description == canonical)
    }

    @Test(arguments: valid)
    func theCanonicalFormMeansTheSame(text: String, canonical: String) throws {
        let predicate = try Filter(text).predicate
        #expect(try Filter(canonical).predicate == predicate)
        #expect(Filter(predicate).text == canonical)
    }

    @Test func filtersThatSayTheSameAreTheSameValue() throws {
        let spaced = try Filter("  name:a   AND ( ip:b )").predicate
        let tight = try Filter("name:a ip:b").predicate
        #expect(spaced == tight)
        #expect(Set([spaced, tight]).count == 1)
    }

    @Test func aThousandTermsAreNoDepth() throws {
        let text = Array(repeating: "a", count: 1000).joined(separator: " OR ")
        guard case .any(let parts) = try Filter(text).predicate else {
            Issue.record("no disjunction")
            return
        }
        #expect(parts.count == 1000)
        #expect(try Filter(String(repeating: "!", count: 100_000) + "a").predicate.description == "a")
    }

    @Test func aCellBecomesACondition() {
        #expect(Predicate.field(.ip, is: "AWS Internal").description == "ip:\"AWS Internal\"")
        #expect(Predicate.allOf([]) == .everything)
    }

    @Test func `Words may stand for times, where they are given`() throws {
        let moments = ["{first}": try #require(EventTime("2020-05-06T09:00:00Z"))]
        let filter = try Filter("after:{first} time<\"{first}\" name:{first}", moments: moments)
        #expect(
            filter.predicate.description
                == "time>=2020-05-06T09:00:00Z AND time<2020-05-06T09:00:00Z AND name:\"{first}\"")
        #expect(throws: FilterError.self) { try Filter("after:{first}") }
        #expect(throws: FilterError.self) { try Filter("after:{last}", moments: moments) }
    }
}
