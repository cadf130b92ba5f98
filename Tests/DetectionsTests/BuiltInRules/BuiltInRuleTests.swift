import CloudTrail
import Detections
import Events
import Foundation
import Ingest
import Records
import Sigma
import Testing

@Suite struct BuiltInRuleTests {
    @Test func `All rules are loaded without a problem`() {
        #expect(BuiltInRules.set.problems == [])
        #expect(BuiltInRules.set.skipped == [:])
        #expect(BuiltInRules.set.fileCount == BuiltInRules.names.count)
        #expect(BuiltInRules.names.count >= 65)
    }

    @Test func `Every rule says what it means, where that is written, and what else it may be`() {
        let based = Set(BuiltInRules.set.rules.flatMap(\.base))
        for rule in BuiltInRules.set.rules.map(\.header) {
            #expect(UUID(uuidString: rule.id) != nil, "\(rule.title)")
            #expect(rule.author == "Huckleberry", "\(rule.title)")
            #expect(!rule.description.isEmpty, "\(rule.title)")
            // What only serves a correlation explains itself there.
            guard !based.contains(rule.name ?? rule.id) else { continue }
            #expect(!rule.falsePositives.isEmpty, "\(rule.title)")
            #expect(rule.tags.contains { $0.hasPrefix("attack.t1") }, "\(rule.title)")
            #expect(!rule.references.isEmpty, "\(rule.title)")
            #expect(rule.references.allSatisfy { $0.hasPrefix("https://docs.aws.amazon.com/") }, "\(rule.title)")
        }
    }

    @Test func `Every rule that raises alerts is tried on events that match and on near misses`() throws {
        for name in BuiltInRules.names {
            let rules = RuleLoader().load([BuiltInRules.folder + "/" + name + ".yml"]).rules
            let based = Set(rules.flatMap(\.base))
            let raising = rules.map(\.header).filter { !based.contains($0.name ?? $0.id) }.map(\.id)
            let cases = try RuleCases(name)
            #expect(cases.rules(positive: true).isSuperset(of: raising), "\(name)")
            #expect(cases.rules(positive: false).isSuperset(of: raising), "\(name)")
        }
    }

    @Test(arguments: BuiltInRules.names)
    func `A rule raises an alert on what it means, and none on what only looks like it`(name: String) throws {
        let detector = BuiltInRules.detector(of: name)
        for each in try RuleCases(name).cases {
            try each.withTrail { trail in
                #expect(trail.index.count == each.events.count)
                let report = detector.report(in: trail, options: DetectionOptions())
                #expect(report.problems == [])
                let kind = each.isPositive ? "positive" : "negative"
                #expect(
                    report.alerts.contains { $0.rule.id == each.rule } == each.isPositive,
                    "\(kind) \(each.number) of \(each.rule)")
            }
        }
    }

    /// The alerts of the rules on bucket policies, over one policy after the other.
    private func alertsOnBucketPolicies(_ statements: [String]) throws -> DetectionReport {
        let records = statements.enumerated().map { number, statement in
            TestTrail.record(
                number, "PutBucketPolicy",
                #""requestParameters":{"bucketName":"b","bucketPolicy":{"Version":"2012-10-17","Statement":[\#(statement)]}},"#
            ).replacing("ec2.amazonaws.com", with: "s3.amazonaws.com")
        }
        let made = try TestTrail(records: records)
        defer { made.remove() }
        return BuiltInRules.detector(of: "s3_bucket_policy_public").report(in: made.trail, options: DetectionOptions())
    }

    @Test func `A long harmless policy keeps nothing else from being found`() throws {
        // About the largest policy that S3 takes, 20 KB.
        let resources = (0..<600).map { #""arn:aws:s3:::example-bucket/\#($0)/{""# }.joined(separator: ",")
        let long =
            #"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:GetObject","Resource":[\#(resources)]}"#
        let open = #"{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/{"}"#
        let report = try alertsOnBucketPolicies([long, open])
        #expect(report.problems == [])
        #expect(report.alerts.map(\.rows) == [[1]])
    }

    @Test(arguments: [
        #""*""#, #"{"AWS":"*"}"#, #"{"AWS":["arn:aws:iam::111122223333:root","*"]}"#,
        #"{"Service":"a.amazonaws.com","AWS":"*"}"#,
    ])
    func `Everybody is everybody, however a policy says so`(principal: String) throws {
        func statement(_ more: String) -> String {
            #"{"Effect":"Allow","Principal":\#(principal),"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"\#(more)}"#
        }
        #expect(try alertsOnBucketPolicies([statement("")]).alerts.count == 1)
        let inside = #","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"#
        #expect(try alertsOnBucketPolicies([statement(inside)]).alerts.isEmpty)
    }
}
