import CloudTrail
import Events
import Ingest
import Records
import Testing

@testable import Investigation

/// The ledgers of the sample case, whose README has the answers.
@Suite struct LedgerReferenceTests {
    private static let scope = SampleCase.incident.scope
    private static let rules = SecurityGroupLedger(scope, in: SampleCase.trail)
    private static let changes = ChangeLedger(
        scope, in: SampleCase.trail, securityGroups: rules
    ).changes

    @Test func `318 rules were opened, 197 revoked, 121 are open`() {
        #expect(Self.rules.opened == 318)
        #expect(Self.rules.revoked == 197)
        #expect(Self.rules.stillOpen.count == 121)
        #expect(Self.rules.asOf?.iso8601 == "2020-05-07T00:09:59Z")
    }

    @Test func `Six openings asked again, and three were denied`() {
        #expect(Self.rules.duplicates.count == 6)
        #expect(Self.rules.failed.count == 3)
        #expect(Self.rules.repeated == 6)
        #expect(Self.rules.openBefore.isEmpty)
    }

    @Test func `The groups and ports are those of the story`() {
        let stillOpen = Self.rules.stillOpen.map(\.rule)
        #expect(stillOpen.count { $0.fromPort == 5432 } == 36)
        #expect(stillOpen.count { $0.fromPort == 1253 } == 85)
        #expect(Set(Self.rules.rules.map(\.rule.group)).count == 57)
        #expect(Self.rules.rules.count { Exposure($0.rule).isOpenToAll } == 57)
        #expect(Self.rules.rules.allSatisfy { $0.account == "111122223333" && $0.region == "us-east-1" })
    }

    @Test func `The key pair is gone, and the instance runs`() {
        #expect(Self.changes.map(\.kind) == [.keyPair, .instanceStarted])
        #expect(Self.changes.map(\.id) == ["prod-debug", "i-0b77e4b2fb4b3759b"])
        let index = SampleCase.trail.index
        #expect(Self.changes[0].removedBy.map { index.time($0).iso8601 } == "2020-05-06T23:37:30Z")
        #expect(Self.changes[1].removedBy == nil)
    }

    @Test func `The started instance is exposed by its group`() {
        let exposing = Self.rules.rules.filter { $0.rule.groupName == "prod-reports-app" }
        #expect(!exposing.isEmpty)
        #expect(exposing.allSatisfy { $0.exposes.contains { $0.name == "i-0b77e4b2fb4b3759b" } })
    }
}
