import ATTACK
import CloudTrail
import Detections
import Events
import Ingest
import Investigation
import Records
import Testing

/// The golden answers of the sample case; its README has them in words.
@Suite struct ReferenceCaseTests {
    /// Rules of the files `ec2_security_groups_opened_in_burst` and `key_sweep_from_one_address`.
    private static let burst = "48c96932-ff46-4d8f-872c-219b4ef4437c"
    private static let sweep = "59fb11d7-c609-427a-8b69-f3e29e13533e"

    @Test func theKeyPairLeadsTheAlerts() throws {
        let lead = try #require(SampleCase.alerts.first)
        #expect(lead.id == "huckleberry-ec2-key-pair-suspicious")
        #expect(lead.count == 1)
        #expect(lead.first.iso8601 == "2020-05-06T08:49:17Z")
        #expect(lead.principals == ["arn:aws:iam::111122223333:user/svc-backup"])
        #expect(lead.addresses == ["198.51.100.23"])
        #expect(lead.score == lead.reasons.reduce(0) { $0 + $1.points })
        #expect(lead.reasons.map(\.text).contains("address new to the principal"))
        #expect(lead.reasons.map(\.text).contains("client cli new to the principal"))
    }

    @Test func theKeyPairsOfTerraformRaiseNoAlert() throws {
        let index = SampleCase.trail.index
        let imported = index.rows(.name, equal: "ImportKeyPair").intersection(index.rows(.outcome, equal: "ok"))
        #expect(imported.count == 2)
        #expect(try SampleCase.alert(of: "huckleberry-ec2-key-pair-suspicious").count == 1)
    }

    @Test func theBurstOfOpeningsIsFound() throws {
        let burst = try SampleCase.alert(of: Self.burst)
        #expect(burst.rule.title == "Security groups opened in a burst")
        #expect(burst.count == 318)
        #expect(burst.principals == ["arn:aws:iam::111122223333:user/svc-backup"])
    }

    @Test func theSweepOfEightKeysIsFoundAtEachAddress() {
        let sweeps = SampleCase.alerts.filter { $0.rule.id == Self.sweep }
        #expect(Set(sweeps.map(\.addresses)) == [["203.0.113.77"], ["198.51.100.23"]])
        #expect(Set(sweeps.flatMap(\.accessKeys)).count == 8)
    }

    @Test func findingsOfGuardDutyAreJoinedToTheirCalls() {
        let findings = SampleCase.alerts.filter { $0.rule.kind == .guardduty }
        #expect(findings.count == 4)
        #expect(findings.count { !$0.rows.isEmpty } == 3)
    }

    @Test func theScopeIsEightKeysAndTwoAddresses() {
        let scope = SampleCase.incident.scope
        #expect(scope.confirmedKeys.count == 8)
        #expect(scope.confirmedAddresses.map(\.address) == ["203.0.113.77", "198.51.100.23"])
        #expect(scope.confirmedPrincipals.count == 8)
        #expect(scope.onset?.time.iso8601 == "2020-05-05T23:10:04Z")
    }

    @Test func theSharedAddressOfTheOfficeIsKeptOut() throws {
        let office = try #require(SampleCase.incident.scope.addresses.first { $0.address == "192.0.2.10" })
        #expect(office.status == .excluded)
        #expect(office.reason.hasPrefix("shared:"))
    }

    @Test func sixKeysWereIdleForThirtyDays() {
        let keys = SampleCase.incident.scope.confirmedKeys
        #expect(keys.count { $0.idleBefore == .yes } == 6)
        #expect(keys.count { $0.idleBefore == .no } == 2)
    }

    @Test func thePivotKeyHasItsTimes() throws {
        let key = try #require(
            SampleCase.incident.scope.confirmedKeys.first { $0.principal.hasSuffix("user/svc-backup") })
        #expect(key.firstAttackerUse?.iso8601 == "2020-05-06T08:01:22Z")
        #expect(key.lastAttackerUse?.iso8601 == "2020-05-06T08:57:12Z")
        #expect(key.lastOtherUseBefore?.iso8601 == "2020-05-02T02:03:51Z")
        #expect(key.calls == 335)
        #expect(key.depth == 0)
    }

    @Test func theScopeIsTheSameFromEveryAlertOfTheIncident() throws {
        let expected = Set(SampleCase.incident.scope.confirmedKeys.map(\.accessKeyID))
        for rule in [Self.sweep, Self.burst] {
            let incident = Incident(startingFrom: try SampleCase.alert(of: rule), in: SampleCase.trail)
            #expect(Set(incident.scope.confirmedKeys.map(\.accessKeyID)) == expected, "\(rule)")
        }
    }

    @Test func excludedMembersStopTheClosure() {
        var options = ScopeOptions()
        options.excluded = ["203.0.113.77"]
        let scope = Incident.leading(SampleCase.alerts, in: SampleCase.trail, options: options).scope
        #expect(scope.confirmedAddresses.map(\.address) == ["198.51.100.23"])
        #expect(scope.confirmedKeys.count == 4)
    }

    @Test func theSweepIsAMatrix() {
        let scope = SampleCase.incident.scope
        let matrix = KeyCallMatrix(scope.confirmedKeys, calls: Incident.sweepCalls, in: SampleCase.trail.index)
        #expect(matrix.cells.count == 8)
        // The first key was refused everything, the pivot key nothing.
        #expect(matrix.cells[0] == [.denied, .denied, .denied])
        #expect(matrix.cells[7] == [.ok, .ok, .ok])
    }

    @Test func tacticsCountKeysAndCalls() throws {
        let scope = SampleCase.incident.scope
        let tally = TechniqueTally(scope.attackerRows, scope: scope, in: SampleCase.trail.index, version: .v18)
        func count(_ tactic: String, _ technique: String) -> Int? {
            tally.tactics.first { $0.tactic.name == tactic }?.entries.first { $0.technique.id == technique }?.count
        }
        #expect(count("Initial Access", "T1078.004") == 8)
        #expect(count("Persistence", "T1098.001") == 1)
        #expect(count("Discovery", "T1087.004") == 3)
        #expect(count("Defense Evasion", "T1562.007") == 327)
    }

    @Test func burstsFoldIntoOneLine() {
        let index = SampleCase.trail.index
        let bursts = Burst.fold(SampleCase.incident.scope.attackerRows, in: index)
        let openings = bursts.filter { index.text(.name, $0.first) == "AuthorizeSecurityGroupIngress" && $0.isFolded }
        #expect(openings.map(\.rows.count) == [63, 261])
        #expect(bursts.flatMap(\.rows) == SampleCase.incident.scope.attackerRows)
    }

    @Test func aDetectorLooksOnlyAtItsOwnTrail() {
        let again = BuiltInRules.detectors.alerts(in: SampleCase.trail)
        #expect(again == SampleCase.alerts)
    }
}
