import CloudTrail
import Events
import Investigation
import Records
import Robots
import Testing

@Suite struct CaseAnswerTests {
    private func answer(_ id: String, _ facts: CaseFacts) throws -> CaseAnswer {
        try #require(CaseAnswer.all(facts, in: SampleCase.trail.index).first { $0.id == id })
    }

    private let facts = CaseFacts(SampleCase.incident.scope, in: SampleCase.trail)

    @Test func `The four questions come in their order`() {
        let answers = CaseAnswer.all(facts, in: SampleCase.trail.index)
        #expect(answers.map(\.id) == ["credentials", "duration", "actions", "access"])
        #expect(answers.map(\.mark) == [.observed, .observed, .observed, .unknown])
        #expect(answers.allSatisfy { !$0.evidence.isEmpty && $0.evidence == $0.evidence.sorted() })
    }

    @Test func `Credentials of the sample case are eight keys and no role`() throws {
        let credentials = try answer("credentials", facts)
        #expect(
            credentials.answer.hasPrefix(
                "8 long-lived access keys of 8 principals: test-integration (AKIAGZR5TKBS7EXAMPLE), "))
        #expect(credentials.answer.contains("No role was assumed (coverage A). 2 attempts to assume one failed."))
        #expect(credentials.answer.contains("6 of the 8 long-lived keys were used by nobody else"))
        #expect(credentials.answer.contains("Used from 2 addresses: 203.0.113.77 and 198.51.100.23."))
        #expect(credentials.confidence == .high)
        // The first use of each key, the two attempts, and the first call from the second address.
        #expect(credentials.evidence.count == 11)
    }

    @Test func `The sample case's duration ends with what still works`() throws {
        let duration = try answer("duration", facts)
        #expect(duration.answer.hasPrefix("From 2020-05-05 23:10:04 to 2020-05-06 08:57:12 UTC: 9 hours 47 minutes."))
        #expect(
            duration.answer.contains(
                "3 of 8 long-lived keys were still active at the end of the trail, 2020-05-07 00:09:59"))
        #expect(duration.answer.contains("So the attacker could act for 1 day, and longer (coverage A)."))
        #expect(duration.answer.contains("probably found recently (inferred)"))
    }

    @Test func `They were after S3, EC2 and RDS in the sample case`() throws {
        #expect(Interest.leading(facts.services).map(\.name) == ["ec2", "rds", "s3"])
        let actions = try answer("actions", facts)
        #expect(
            actions.answer.hasPrefix(
                "370 calls: 347 allowed, 17 denied, 6 that asked again for what was open, 0 failed."))
        #expect(actions.answer.contains("S3 (7 of 9 calls allowed)"))
        #expect(actions.answer.contains("visibility ends here"))
    }

    @Test func `What is named most stands by how often it is named`() throws {
        #expect(
            try answer("actions", facts).answer.contains(
                "Most named: prod-orders-db (11 calls), prod-payments-db (11 calls) and prod-analytics-db (10 calls)."))
    }

    // MARK: Marks

    private func mark(_ start: String, _ id: String) throws -> String {
        let statement = try answer(id, facts).statements.first { $0.text.hasPrefix(start) }
        return try #require(statement.map { "\($0.mark) \($0.confidence.map(\.rawValue) ?? "-") \($0.events)" })
    }

    @Test func `The statements of an answer make it, and each has its mark`() throws {
        for answer in CaseAnswer.all(facts, in: SampleCase.trail.index) {
            #expect(answer.statements.map(\.text).joined(separator: " ") == answer.answer)
            #expect(answer.statements.allSatisfy { $0.mark != .observed || !$0.evidence.isEmpty })
            #expect(answer.statements.allSatisfy { $0.events >= $0.evidence.count })
        }
    }

    /// The answer that no role was assumed rests on the absence of calls; the 370 calls on the first and the last.
    @Test func `What is concluded in an answer is inferred`() throws {
        #expect(try mark("8 long-lived access keys", "credentials") == "observed - 8")
        #expect(try mark("No role was assumed", "credentials") == "inferred high 0")
        #expect(try mark("3 of 8 long-lived keys were still active", "duration") == "inferred high 5")
        #expect(try mark("Nobody else used 6 of 8 keys", "duration") == "inferred medium 6")
        #expect(try mark("370 calls", "actions") == "observed - 370")
        #expect(try mark("They were after", "actions") == "inferred - 6")
        #expect(try mark("Probable shell access", "actions") == "inferred low 1")
        #expect(try mark("How the credentials were obtained", "access") == "unknown - 0")
        #expect(try mark("Most likely: The keys were found", "access") == "inferred medium 8")
        #expect(try mark("For it: Long-lived keys", "access") == "inferred - 8")
    }

    @Test func `A sign that says what to make of its calls is inferred`() {
        let signs = facts.hypotheses.flatMap { $0.supporting + $0.against }
        #expect(signs.contains { $0.text.contains("probably") })
        #expect(signs.allSatisfy { !$0.text.contains("probably") || $0.mark == .inferred })
    }

    @Test func `How access was gained is undetermined in the sample case`() throws {
        let access = try answer("access", facts)
        #expect(access.mark == .unknown)
        #expect(access.answer.contains("undetermined"))
        #expect(access.answer.contains("a public repository, an exposed store, or a developer's credentials file"))
    }

    @Test func `What is not covered is not denied`() throws {
        var facts = facts
        facts.coverage.grade = .gaps
        facts.coverage.reasons = ["eu-west-1 is silent"]
        let credentials = try answer("credentials", facts)
        #expect(!credentials.answer.contains("No role was assumed"))
        #expect(credentials.answer.contains("Whether a role was assumed is unknown: coverage C, eu-west-1 is silent."))
    }

    @Test func `What is still there may not be so where the trail has holes`() throws {
        func actions(_ more: [TinyTrail.Call]) throws -> CaseAnswer {
            let history = [TinyTrail.Call(time: "2020-03-01T00:00:00Z", name: "DescribeInstances", user: "eva")]
            let attack = try TinyAttack(
                [
                    .init(
                        time: "2020-05-06T08:00:00Z", name: "AuthorizeSecurityGroupIngress",
                        request:
                            #"{"groupId":"sg-1","cidrIp":"0.0.0.0/0","ipProtocol":"tcp","fromPort":22,"toPort":22,"ipPermissions":{}}"#
                    ),
                    .init(
                        time: "2020-05-06T08:01:00Z", name: "CreateUser", service: "iam",
                        request: #"{"userName":"sys"}"#),
                ] + more, before: history)
            defer { attack.remove() }
            let facts = CaseFacts(
                attack.scope, in: attack.trail, securityGroups: SecurityGroupLedger(attack.scope, in: attack.trail),
                changes: ChangeLedger(
                    attack.scope, in: attack.trail, securityGroups: SecurityGroupLedger(attack.scope, in: attack.trail)
                ).changes)
            return try #require(CaseAnswer.all(facts, in: attack.index).first { $0.id == "actions" })
        }
        let whole = try actions([])
        #expect(
            whole.answer.contains(
                "1 rule of security groups opened, 0 revoked since, 1 still open (coverage A). 1 other change of resources, "
                    + "1 still there (coverage A)."))
        #expect(whole.confidence == .high)
        let broken = try actions([.init(time: "2020-05-06T08:02:00Z", name: "StopLogging", service: "cloudtrail")])
        #expect(broken.answer.contains("0 revoked since, 1 perhaps still open."))
        #expect(
            broken.answer.contains(
                "and what undid them (coverage D, StopLogging by ana at 2020-05-06 08:02:00): none of this is complete."
            ))
        #expect(broken.confidence == .low)
    }

    @Test func `Of the keys only the calls that were tried with them count`() throws {
        let calls: [TinyTrail.Call] = [
            .init(time: "2020-05-06T08:00:00Z", name: "ListBuckets", service: "s3"),
            .init(time: "2020-05-06T08:01:00Z", name: "ListBuckets", user: "bob", service: "s3"),
            .init(time: "2020-05-06T08:02:00Z", name: "DescribeInstances", user: "bob", error: "AccessDenied"),
            .init(time: "2020-05-06T08:03:00Z", name: "DescribeInstances", user: "carl", error: "AccessDenied"),
        ]
        let attack = try TinyAttack(calls)
        defer { attack.remove() }
        let facts = CaseFacts(
            attack.scope, in: attack.trail, matrix: KeyCallMatrix(attack.scope.confirmedKeys, in: attack.index))
        let actions = try #require(CaseAnswer.all(facts, in: attack.index).first { $0.id == "actions" })
        #expect(
            actions.answer.contains(
                "Of 3 keys that were used, 1 was allowed all that was tried with them, 1 was allowed a part of what was tried "
                    + "and 1 was allowed nothing that was tried."))
    }

    @Test func `Without an incident all is unknown`() {
        let answers = CaseAnswer.all(CaseFacts(.empty, in: SampleCase.trail), in: SampleCase.trail.index)
        #expect(answers.map(\.mark) == [.unknown, .unknown, .unknown, .unknown])
        #expect(answers.allSatisfy { $0.answer == "Unknown: no call of an attacker has been found (coverage A)." })
    }

    @Test func `The order of the records does not matter`() throws {
        let calls: [TinyTrail.Call] = [
            .init(time: "2020-05-06T08:00:00Z", name: "ListBuckets", service: "s3"),
            .init(time: "2020-05-06T08:00:30Z", name: "ListBuckets", user: "bob", service: "s3", error: "AccessDenied"),
            .init(time: "2020-05-06T08:01:00Z", name: "CreateKeyPair", request: #"{"keyName":"k"}"#),
            .init(
                time: "2020-05-06T08:02:00Z", name: "StartInstances",
                request: #"{"instancesSet":{"items":[{"instanceId":"i-1"}]}}"#),
            .init(time: "2020-05-06T08:03:00Z", name: "AssumeRole", service: "sts"),
        ]
        func told(_ calls: [TinyTrail.Call]) throws -> [String] {
            let attack = try TinyAttack(calls)
            defer { attack.remove() }
            return CaseAnswer.all(CaseFacts(attack.scope, in: attack.trail), in: attack.index).map(\.answer)
        }
        #expect(try told(calls) == told(calls.reversed()))
    }
}
