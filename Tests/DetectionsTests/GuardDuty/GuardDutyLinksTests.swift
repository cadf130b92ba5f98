import Detections
import JSON
import Testing

/// Which events of a trail a finding speaks of. Rows are numbered in the order of time.
@Suite struct GuardDutyLinksTests {
    private func rows(_ finding: JSONValue, _ calls: [TestTrail.Call]) throws -> [Int] {
        try #require(try TestTrail.findings([finding], beside: calls).first).rows
    }

    private func call(_ clock: String, _ change: (inout TestTrail.Call) -> Void = { _ in }) -> TestTrail.Call {
        var call = TestTrail.Call(
            time: "2024-03-05T\(clock)Z", name: "CreateUser", ip: "198.51.100.23", service: "iam")
        change(&call)
        return call
    }

    @Test func theyLieInTheFindingsTimeWithAFewSecondsMore() throws {
        let calls = ["13:59:54", "13:59:55", "14:00:30", "14:01:05", "14:01:06"].map { call($0) }
        #expect(try rows(SampleFinding.apiCall, calls) == [1, 2, 3])
    }

    @Test func allThatTheFindingSaysMustFit() throws {
        let calls = [
            call("14:00:01"), call("14:00:02") { $0.key = "AKIAOTHER" }, call("14:00:03") { $0.ip = "192.0.2.1" },
            call("14:00:04") { $0.name = "ListUsers" }, call("14:00:05") { $0.account = "444455556666" },
            call("14:00:06"),
        ]
        #expect(try rows(SampleFinding.apiCall, calls) == [0, 5])
    }

    @Test func onlyCallsOfGlobalServicesMayBeOfAnotherRegion() throws {
        let calls = [call("14:00:01"), call("14:00:02") { $0.service = "ec2" }]
        #expect(try rows(SampleFinding.apiCall, calls) == [0, 1])
        #expect(try rows(SampleFinding.apiCall(["region": "eu-central-1"]), calls) == [0])
    }

    @Test func aSignInHasNoKeyAndIsFoundByItsUser() throws {
        let finding = SampleFinding.apiCall([
            "type": "UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B",
            "service.action.awsApiCallAction.api": "ConsoleLogin",
        ])
        let calls = [
            call("14:00:01") { ($0.name, $0.key, $0.service) = ("ConsoleLogin", nil, "signin") },
            call("14:00:02") { ($0.name, $0.key, $0.service, $0.user) = ("ConsoleLogin", nil, "signin", "bob") },
            call("14:00:03"),
        ]
        #expect(try rows(finding, calls) == [0])
        #expect(try rows(SampleFinding.changed(finding, ["resource.accessKeyDetails.accessKeyId": ""]), calls) == [0])
    }

    @Test func theSameUsersOtherKeyIsAnotherMatter() throws {
        #expect(try rows(SampleFinding.apiCall, [call("14:00:01") { $0.key = "AKIAOTHER" }]).isEmpty)
    }

    @Test func aRoleIsFoundByItsNameAndSession() throws {
        let finding = SampleFinding.apiCall([
            "resource.accessKeyDetails": [
                "principalId": "AROAEXAMPLE:i-0abc", "userType": "AssumedRole", "userName": "web",
            ]
        ])
        let calls = [
            call("14:00:01") { ($0.role, $0.key) = (("web", "i-0abc"), "ASIA1") },
            call("14:00:02") { ($0.role, $0.key) = (("web", "i-0def"), "ASIA2") },
            call("14:00:03") { ($0.role, $0.key) = (("db", "i-0abc"), "ASIA3") },
        ]
        #expect(try rows(finding, calls) == [0])
    }

    @Test func theRootUserIsFound() throws {
        let finding = SampleFinding.apiCall([
            "type": "Policy:IAMUser/RootCredentialUsage",
            "resource.accessKeyDetails": ["principalId": "111122223333", "userType": "Root", "userName": "Root"],
        ])
        let calls = [call("14:00:01") { ($0.isRoot, $0.key) = (true, "ASIAROOT") }, call("14:00:02")]
        let alert = try #require(try TestTrail.findings([finding], beside: calls).first)
        #expect(alert.rows == [0])
        #expect(alert.principals == ["arn:aws:iam::111122223333:root"])
        #expect(alert.accessKeys == ["ASIAROOT"])
    }

    @Test func addressesOfTheNewKindCount() throws {
        let finding = SampleFinding.apiCall([
            "service.action.awsApiCallAction.remoteIpDetails": ["ipAddressV6": "2001:db8::17"]
        ])
        #expect(try rows(finding, [call("14:00:01"), call("14:00:02") { $0.ip = "2001:db8::17" }]) == [1])
    }

    @Test func aFindingOnABucketIsLinkedByItsKey() throws {
        let finding = SampleFinding.apiCall([
            "type": "Exfiltration:S3/AnomalousBehavior", "resource.resourceType": "S3Bucket",
            "resource.s3BucketDetails": [["name": "backups", "type": "Destination"]],
            "service.action.awsApiCallAction.api": "GetObject",
        ])
        let calls = [call("14:00:01"), call("14:00:02") { ($0.name, $0.service) = ("GetObject", "s3") }]
        #expect(try rows(finding, calls) == [1])
    }

    @Test func aFindingOnAnInstanceIsLinkedByItsRemoteAddressUnlessEverybodyUsesThat() throws {
        let finding = SampleFinding.about(
            [
                "actionType": "NETWORK_CONNECTION",
                "networkConnectionAction": ["remoteIpDetails": ["ipAddressV4": "198.51.100.23"]],
            ], resource: ["resourceType": "Instance", "instanceDetails": ["instanceId": "i-0abc"]])
        #expect(try rows(finding, [call("14:00:01"), call("14:00:02") { $0.ip = "192.0.2.1" }]) == [0])
        #expect(try rows(finding, (0..<201).map { _ in call("14:00:01") }).isEmpty)
    }

    @Test func aLookupOfANameIsLinkedToNothing() throws {
        let finding = SampleFinding.about(
            ["actionType": "DNS_REQUEST", "dnsRequestAction": ["domain": "pool.example"]],
            resource: ["resourceType": "Instance"])
        #expect(try rows(finding, [call("14:00:01")]).isEmpty)
    }

    @Test func anAttackSequenceIsAllThatItsKeyDidFromItsAddress() throws {
        let calls = [
            call("14:00:00") { $0.name = "CreateRole" }, call("14:10:00") { $0.name = "ListUsers" },
            call("14:20:00") { $0.ip = "192.0.2.1" }, call("14:30:00") { $0.key = "AKIAOTHER" },
        ]
        #expect(try rows(SampleFinding.sequence, calls) == [0, 1])
    }

    @Test func anAttackSequenceWithoutAddressesIsTheCallsThatStoodOut() throws {
        let finding = SampleFinding.changed(SampleFinding.sequence, ["service.detection.sequence.endpoints": []])
        let calls = [
            call("14:00:00") { $0.name = "CreateRole" }, call("14:10:00") { $0.name = "ListUsers" },
            call("14:29:00") { ($0.name, $0.service) = ("DeleteTrail", "cloudtrail") },
        ]
        #expect(try rows(finding, calls) == [0, 2])
    }
}
