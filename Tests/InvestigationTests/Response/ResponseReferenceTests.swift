import CloudTrail
import Events
import Records
import Testing

@testable import Investigation

/// The response to the sample case: five keys, 197 rules and the key pair are dealt with in the trail, three keys, 121
/// rules and the instance are not.
@Suite struct ResponseReferenceTests {
    private static let scope = SampleCase.incident.scope
    private static let ledger = SecurityGroupLedger(scope, in: SampleCase.trail)
    private static let changes = ChangeLedger(
        scope, in: SampleCase.trail, securityGroups: ledger
    ).changes
    private static let steps = ResponsePlan.steps(
        scope: scope, lineage: Lineage(nodes: [], edges: []), ledger: ledger, changes: changes, in: SampleCase.trail)

    private func steps(_ operation: String) -> [ResponseStep] {
        Self.steps.filter { $0.id.hasPrefix(operation + "/") }
    }

    @Test func eachKeyIsDeactivatedAndFiveAreAlready() {
        let keys = steps("update-access-key")
        #expect(keys.count == 8)
        let open = keys.filter { $0.state == .proposed }.map(\.target)
        #expect(open == ["AKIAANVJFS6X2EXAMPLE", "AKIABG4LYMWY6EXAMPLE", "AKIAFQXGJDEW4EXAMPLE"])
        #expect(keys.filter { $0.state == .verified }.count == 5)
        #expect(keys.allSatisfy { $0.account == "111122223333" && !$0.evidence.isEmpty })
    }

    @Test func everyGroupHasItsRevocations() {
        let revokes = steps("revoke-security-group-ingress")
        #expect(Set(revokes.map(\.target)).count == 57)
        #expect(revokes.allSatisfy { $0.command.utf8.count < 8_000 })
        let open = revokes.filter { $0.state == .proposed }
        let ranges = open.reduce(0) { count, step in count + step.command.split(separator: "\"CidrIp\"").count - 1 }
        #expect(ranges == 121)
    }

    @Test func theKeyPairIsGoneAndTheInstanceIsNot() throws {
        let pair = try #require(steps("delete-key-pair").first)
        #expect(pair.target == "prod-debug")
        #expect(pair.state == .verified)
        #expect(pair.verifiedBy.map { SampleCase.trail.index.time($0).iso8601 } == ["2020-05-06T23:37:30Z"])
        let instance = Self.steps.filter { $0.target == "i-0b77e4b2fb4b3759b" }
        #expect(instance.count == 6)
        #expect(instance.allSatisfy { $0.state == .proposed && $0.region == "us-east-1" })
    }

    @Test func nothingElseIsTouched() {
        #expect(Set(Self.steps.map(\.account)) == ["111122223333"])
        #expect(!Self.steps.contains { $0.target.contains("ines") || $0.command.contains("staging-2020q2") })
        #expect(Self.steps.map(\.order) == Self.steps.indices.map { $0 + 1 })
        #expect(Set(Self.steps.map(\.id)).count == Self.steps.count)
    }

    @Test func theScriptIsOne() throws {
        let scripts = ResponseScript.all(Self.steps, in: SampleCase.trail)
        #expect(scripts.map(\.account) == ["111122223333"])
        let run = try ScriptRun()
        defer { run.remove() }
        let dry = try run.run("sh", try #require(scripts.first).text)
        #expect(dry.status == 0)
        #expect(dry.errors.isEmpty)
        #expect(dry.output.contains("update-access-key --user-name oleg.petrov --access-key-id AKIABG4LYMWY6EXAMPLE"))
    }

    @Test func theAdviceOfTheReferenceIsGiven() throws {
        let advice = ResilienceAdvice.all(
            scope: Self.scope, changes: Self.changes, gaps: [], in: SampleCase.trail)
        func recommendation(_ id: String) throws -> String {
            let found = try #require(advice.first { $0.id == id })
            #expect(!found.evidence.isEmpty)
            return found.recommendation
        }
        #expect(try recommendation("unused-user").contains("svc-mobile-upload"))
        #expect(try !recommendation("unused-user").contains("tomasz.wilk"))
        #expect(try recommendation("idle-key").contains("AKIAANVJFS6X2EXAMPLE (tomasz.wilk)"))
        let excess = try recommendation("excess-permissions")
        #expect(excess.contains("svc-backup: ec2 AuthorizeSecurityGroupIngress, CreateKeyPair, StartInstances"))
        #expect(try recommendation("role-instead-of-user").contains("svc-backup"))
        // GuardDuty is in the trail.
        #expect(!advice.contains { $0.id == "threat-detection" })
    }
}
