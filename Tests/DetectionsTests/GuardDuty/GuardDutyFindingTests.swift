import CloudTrail
import Detections
import JSON
import Sigma
import Testing

@Suite struct GuardDutyFindingTests {
    private func alert(_ finding: JSONValue, beside calls: [TestTrail.Call] = []) throws -> Alert {
        try #require(try TestTrail.findings([finding], beside: calls).first)
    }

    @Test(arguments: [
        ("0.5", Level.informational), ("1", .low), ("2.0", .low), ("3.9", .low), ("4", .medium), ("6.9", .medium),
        ("7", .high), ("8.9", .high), ("9", .critical), ("10", .critical), ("1e999", .informational),
    ])
    func severityIsALevelByItsBands(severity: String, level: Level) throws {
        #expect(try alert(SampleFinding.apiCall(["severity": .number(severity)])).rule.level == level)
    }

    @Test func aFindingWithoutItsCallsHasWhatItSaysItself() throws {
        let alert = try alert(SampleFinding.apiCall)
        #expect(alert.rows.isEmpty)
        #expect(alert.leadRow == nil)
        #expect(alert.principals == ["ana"])
        #expect(alert.reasons == [ScoreReason(points: 20, text: "GuardDuty severity 5", evidence: [])])
        #expect(alert.score == 20)
    }

    @Test func theScoreIsThatOfTheLevelAndOfTheLeadEvent() throws {
        let month = (1...30).map { day in
            TestTrail.Call(time: "2024-02-\(day < 10 ? "0" : "")\(min(day, 29))T10:00:00Z", name: "DescribeInstances")
        }
        let early = TestTrail.Call(time: "2024-01-20T10:00:00Z", name: "DescribeInstances")
        let call = TestTrail.Call(
            time: "2024-03-05T14:00:30Z", name: "CreateUser", ip: "198.51.100.23", service: "iam")
        let alert = try alert(SampleFinding.apiCall, beside: [early] + month + [call])
        let texts = alert.reasons.map { "\($0.points) \($0.text)" }
        #expect(
            texts == [
                "20 GuardDuty severity 5", "15 address new to the principal", "10 address new to the account",
                "5 call new to the principal", "3 MFA not recorded",
            ])
        #expect(alert.score == 53)
        #expect(alert.reasons.allSatisfy { $0.evidence == [alert.leadRow ?? -1] })
    }

    @Test(arguments: [
        ("CredentialAccess:IAMUser/AnomalousBehavior", ["attack.credential-access"]),
        ("Persistence:IAMUser/AnomalousBehavior", ["attack.persistence"]),
        ("Discovery:S3/AnomalousBehavior", ["attack.discovery"]),
        ("Exfiltration:S3/MaliciousIPCaller", ["attack.exfiltration"]),
        ("Impact:EC2/PortSweep", ["attack.impact"]),
        ("DefenseEvasion:IAMUser/AnomalousBehavior", ["attack.defense-evasion"]),
        ("Stealth:IAMUser/CloudTrailLoggingDisabled", ["attack.defense-evasion"]),
        ("InitialAccess:IAMUser/AnomalousBehavior", ["attack.initial-access"]),
        ("PrivilegeEscalation:IAMUser/AnomalousBehavior", ["attack.privilege-escalation"]),
        ("Execution:Runtime/NewBinaryExecuted", ["attack.execution"]),
        ("Recon:IAMUser/TorIPCaller", ["attack.reconnaissance"]),
        ("UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B", []),
        ("Policy:IAMUser/RootCredentialUsage", []),
    ])
    func theThreatPurposeMayBeATactic(type: String, tags: [String]) throws {
        #expect(try alert(SampleFinding.apiCall(["type": .string(type)])).rule.tags == tags)
    }

    @Test func anAttackSequenceIsCriticalAndNamesItsTechniques() throws {
        let alert = try alert(SampleFinding.changed(SampleFinding.sequence, ["severity": .null]))
        #expect(alert.rule.level == .critical)
        #expect(alert.rule.tags == ["attack.defense-evasion", "attack.persistence", "attack.t1078.004"])
        #expect(alert.principals == ["ana"])
        #expect(alert.accessKeys == ["AKIAANA"])
        #expect(alert.addresses == ["198.51.100.23"])
    }

    @Test func anAttackSequenceIsAsLongAsItsSignals() throws {
        let bare = SampleFinding.changed(
            SampleFinding.sequence, ["service.eventFirstSeen": .null, "service.eventLastSeen": .null])
        let alert = try alert(bare)
        #expect(alert.first.iso8601 == "2024-03-05T14:00:00Z")
        #expect(alert.last.iso8601 == "2024-03-05T14:30:00Z")
    }

    @Test func anArchivedFindingIsShownAndNotOpen() throws {
        let alert = try alert(SampleFinding.apiCall(["service.archived": true, "severity": 8]))
        #expect(alert.standing == .archived)
        #expect(alert.rule.title == "GuardDuty, archived: Unusual persistence by ana.")
        #expect(alert.rule.level == .high)
    }

    @Test func aSampleSaysThatNothingHappened() throws {
        let call = TestTrail.Call(
            time: "2024-03-05T14:00:30Z", name: "CreateUser", ip: "198.51.100.23", service: "iam")
        for changes: [String: JSONValue] in [
            ["title": "[SAMPLE] Unusual persistence."], ["service.additionalInfo.sample": true],
        ] {
            let alert = try alert(SampleFinding.apiCall(changes), beside: [call])
            #expect(alert.standing == .sample)
            #expect(alert.rule.title.hasPrefix("GuardDuty, sample: "))
            #expect(alert.rows.isEmpty)
            #expect(alert.score == 0)
        }
    }

    @Test func whatIsNotOpenStandsBehindWhatIs() throws {
        let archived = SampleFinding.apiCall(["id": "a", "service.archived": true, "severity": 9])
        let open = SampleFinding.apiCall(["id": "b", "severity": 2])
        #expect(try TestTrail.findings([archived, open]).map(\.id) == ["b", "a"])
    }

    @Test func findingsAboutInstancesHaveAnAddressAndNoKey() throws {
        let resource: JSONValue = ["resourceType": "Instance", "instanceDetails": ["instanceId": "i-0abc"]]
        let remote: JSONValue = ["ipAddressV4": "203.0.113.9"]
        let connection: JSONValue = [
            "actionType": "NETWORK_CONNECTION",
            "networkConnectionAction": ["connectionDirection": "OUTBOUND", "remoteIpDetails": remote],
        ]
        let probe: JSONValue = [
            "actionType": "PORT_PROBE",
            "portProbeAction": [
                "blocked": false,
                "portProbeDetails": [
                    ["localPortDetails": ["port": 22], "remoteIpDetails": remote],
                    ["localPortDetails": ["port": 80], "remoteIpDetails": ["ipAddressV6": "2001:db8::9"]],
                ],
            ],
        ]
        let lookup: JSONValue = [
            "actionType": "DNS_REQUEST", "dnsRequestAction": ["domain": "pool.example", "protocol": "UDP"],
        ]
        let alerts = try [connection, probe, lookup].map {
            try alert(SampleFinding.about($0, resource: resource, ["type": "Impact:EC2/Something"]))
        }
        #expect(alerts.map(\.addresses) == [["203.0.113.9"], ["203.0.113.9", "2001:db8::9"], []])
        #expect(alerts.allSatisfy { $0.accessKeys.isEmpty && $0.principals.isEmpty })
    }

    @Test func whatIsOddIsNoCrash() throws {
        let odd: [JSONValue] = [
            SampleFinding.apiCall(["id": .null]), SampleFinding.apiCall(["id": ""]),
            SampleFinding.apiCall([
                "createdAt": .null, "updatedAt": .null, "service.eventFirstSeen": .null, "service.eventLastSeen": .null,
            ]),
        ]
        #expect(try TestTrail.findings(odd).isEmpty)
        let strange = SampleFinding.apiCall([
            "service.count": .number("99999999999999999999"), "service.eventFirstSeen": .number("1e300"),
            "service.eventLastSeen": "yesterday", "service.action": [], "resource": "x", "severity": "NaN",
            "createdAt": "2024-03-05T14:10:00Z",
        ])
        let alert = try alert(strange)
        #expect(alert.count == 1)
        #expect(alert.rule.level == .informational)
        #expect(alert.first.iso8601 == "2024-03-05T14:10:00Z")
        let backwards = SampleFinding.apiCall(["service.eventFirstSeen": "2024-03-05T14:02:00Z"])
        #expect(try self.alert(backwards).first.iso8601 == "2024-03-05T14:01:00Z")
    }
}
