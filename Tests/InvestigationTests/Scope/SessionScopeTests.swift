import CloudTrail
import Investigation
import Testing

@Suite struct SessionScopeTests {
    private static let attacker = "198.51.100.23"

    private func scope(_ calls: [TinyTrail.Call], _ seeds: ScopeSeeds, _ options: ScopeOptions = ScopeOptions()) throws
        -> Scope
    {
        let tiny = try TinyTrail(calls)
        defer { tiny.remove() }
        return Scope(seeds, in: tiny.trail, options: options)
    }

    /// A month in which ana works from her own address.
    private var before: [TinyTrail.Call] {
        TinyTrail.everyDay(.init(time: "", name: "DescribeInstances", user: "ana"))
    }

    private func role(_ key: String, session: String, created: String = "2020-05-06T09:00:00Z") -> String {
        """
        {"type":"AssumedRole","principalId":"AROAADMIN:\(session)","arn":"arn:aws:sts::111122223333:assumed-role/admin/\(session)",\
        "accountId":"111122223333","accessKeyId":"\(key)","sessionContext":{"sessionIssuer":{"type":"Role",\
        "principalId":"AROAADMIN","arn":"arn:aws:iam::111122223333:role/admin","accountId":"111122223333","userName":"admin"},\
        "attributes":{"creationDate":"\(created)","mfaAuthenticated":"false"}}}
        """
    }

    private func console(_ user: String) -> String {
        """
        {"type":"IAMUser","principalId":"AIDA","arn":"arn:aws:iam::111122223333:user/\(user)","accountId":"111122223333",\
        "userName":"\(user)"}
        """
    }

    private func assumes(_ time: String, user: String, key: String, from ip: String) -> TinyTrail.Call {
        .init(
            time: time, name: "AssumeRole", user: user, ip: ip, service: "sts",
            response: #"{"credentials":{"accessKeyId":"\#(key)"}}"#,
            request: #"{"roleArn":"arn:aws:iam::111122223333:role/admin","roleSessionName":"x"}"#)
    }

    /// Who guesses a password has no session until a guess is right.
    @Test func aSessionWithoutAKeyBeginsWithTheSignInThatSucceeded() throws {
        func signIn(_ time: String, _ error: String? = nil) -> TinyTrail.Call {
            .init(
                time: time, name: "ConsoleLogin", ip: Self.attacker, service: "signin", error: error,
                response: #"{"ConsoleLogin":"\#(error == nil ? "Success" : "Failure")"}"#, identity: console("ana"))
        }
        let scope = try scope(
            before + [
                signIn("2020-05-06T08:50:00Z", "Failed authentication"),
                signIn("2020-05-06T08:55:00Z", "Failed authentication"), signIn("2020-05-06T09:00:00Z"),
                .init(time: "2020-05-06T09:05:00Z", name: "ListUsers", ip: Self.attacker, identity: console("ana")),
            ], ScopeSeeds(addresses: [Self.attacker], label: "address"))
        let session = try #require(scope.sessions.first)
        #expect(scope.sessions.count == 1 && session.accessKeyID == nil)
        #expect(session.created.iso8601 == "2020-05-06T09:00:00Z")
        #expect(session.rows.count == 4)
    }

    @Test func aSessionIsTheAttackersFromAnywhereAndHasItsParent() throws {
        let scope = try scope(
            before + [
                .init(time: "2020-05-06T08:59:00Z", name: "ListBuckets", ip: Self.attacker),
                assumes("2020-05-06T09:00:00Z", user: "ana", key: "ASIAONE", from: Self.attacker),
                .init(
                    time: "2020-05-06T09:01:00Z", name: "ListUsers", ip: "203.0.113.5",
                    identity: role("ASIAONE", session: "x")),
            ], ScopeSeeds(addresses: [Self.attacker], label: "address"))
        let session = try #require(scope.sessions.first)
        #expect(session.principal == "arn:aws:iam::111122223333:role/admin")
        #expect(session.session == "x")
        #expect(session.created.iso8601 == "2020-05-06T09:00:00Z")
        #expect(scope.keys.first { $0.accessKeyID == "ASIAONE" }?.parent == "AKIAANA")
        // The session's own address follows.
        #expect(scope.confirmedAddresses.map(\.address) == [Self.attacker, "203.0.113.5"])
        #expect(scope.links.filter { !$0.isWeak }.map(\.to) == ["ASIAONE"])
    }

    @Test func whatTheOwnerIssuesFromHerOwnAddressIsNotTainted() throws {
        let scope = try scope(
            before + [
                .init(time: "2020-05-06T08:59:00Z", name: "ListBuckets", ip: Self.attacker),
                assumes("2020-05-06T09:00:00Z", user: "ana", key: "ASIAOWN", from: "192.0.2.10"),
            ], ScopeSeeds(addresses: [Self.attacker], label: "address"))
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA"])
        #expect(!scope.keys.contains { $0.accessKeyID == "ASIAOWN" })
    }

    @Test func whoIssuedAKeyIsProposed() throws {
        let scope = try scope(
            before + [
                assumes("2020-05-06T09:00:00Z", user: "ana", key: "ASIAONE", from: "192.0.2.10"),
                .init(
                    time: "2020-05-06T09:10:00Z", name: "ListUsers", ip: Self.attacker,
                    identity: role("ASIAONE", session: "x")),
            ], ScopeSeeds(keys: ["ASIAONE"], label: "key"))
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["ASIAONE"])
        let parent = try #require(scope.keys.first { $0.accessKeyID == "AKIAANA" })
        #expect(parent.status == .proposed)
        #expect(parent.reason == "issued ASIAONE by AssumeRole: upward")
        #expect(parent.calls == 0)
    }

    @Test func keysOfOneSessionAreProposedWhereNothingIssuedThem() throws {
        let created = "2020-05-06T09:00:00Z"
        let scope = try scope(
            before + [
                .init(
                    time: "2020-05-06T09:10:00Z", name: "ListUsers", ip: Self.attacker,
                    identity: role("ASIAONE", session: "x", created: created)),
                .init(
                    time: "2020-05-06T09:11:00Z", name: "ListUsers", agent: "other",
                    identity: role("ASIATWO", session: "x", created: created)),
                .init(
                    time: "2020-05-06T09:12:00Z", name: "ListUsers",
                    agent: "other", identity: role("ASIATHREE", session: "x", created: "2020-05-06T08:00:00Z")),
            ], ScopeSeeds(keys: ["ASIAONE"], addresses: [Self.attacker], label: "key"))
        #expect(scope.keys.map { "\($0.accessKeyID) \($0.status)" } == ["ASIAONE confirmed", "ASIATWO proposed"])
        #expect(scope.links.map { "\($0.from) \($0.to) \($0.isWeak)" } == ["ASIAONE ASIATWO true"])
    }

    @Test func aSignInHasNoKeyAndIsASession() throws {
        let scope = try scope(
            before + [
                .init(
                    time: "2020-05-06T09:00:00Z", name: "ConsoleLogin", ip: Self.attacker, service: "signin",
                    response: #"{"ConsoleLogin":"Success"}"#, identity: console("eva"))
            ], ScopeSeeds(addresses: [Self.attacker], label: "address"))
        #expect(scope.keys.isEmpty)
        #expect(scope.hasMembers)
        #expect(scope.sessions.map(\.principal) == ["arn:aws:iam::111122223333:user/eva"])
        #expect(scope.confirmedPrincipals == ["arn:aws:iam::111122223333:user/eva"])
        #expect(scope.attackerRows.count == 1)
    }

    @Test func signInsThatFailedAreTheAttackersCallsButNobodyIsHeld() throws {
        let scope = try scope(
            before + [
                .init(
                    time: "2020-05-06T09:00:00Z", name: "ConsoleLogin", ip: Self.attacker, service: "signin",
                    response: #"{"ConsoleLogin":"Failure"}"#, identity: console("eva"))
            ], ScopeSeeds(addresses: [Self.attacker], label: "address"))
        #expect(!scope.hasMembers)
        #expect(scope.attackerRows.count == 1)
        #expect(scope.principals.map { "\($0.principal.suffix(3)) \($0.status)" } == ["eva proposed"])
    }

    @Test func aPrincipalLeadsToWhereItDepartsFromItsPattern() throws {
        let scope = try scope(
            before + [
                .init(
                    time: "2020-05-06T09:00:00Z", name: "ListBuckets", user: "ana", ip: Self.attacker,
                    agent: "aws-cli/2.1"),
                .init(time: "2020-05-06T09:01:00Z", name: "ListBuckets", user: "bob", ip: Self.attacker),
            ], ScopeSeeds(principals: ["arn:aws:iam::111122223333:user/ana"], label: "principal"))
        #expect(scope.onset?.time.iso8601 == "2020-05-06T09:00:00Z")
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA", "AKIABOB"])
        #expect(scope.attackerRows.count == 2)
    }

    @Test func aClientThatNobodyUsedBeforeProposesItsOtherKeys() throws {
        let scope = try scope(
            before + [
                .init(time: "2020-05-06T09:00:00Z", name: "ListBuckets", ip: Self.attacker, agent: "odd/1"),
                .init(time: "2020-05-06T09:30:00Z", name: "ListBuckets", user: "kim", ip: "192.0.2.99", agent: "odd/1"),
            ], ScopeSeeds(addresses: [Self.attacker], label: "address"))
        let kim = try #require(scope.keys.first { $0.accessKeyID == "AKIAKIM" })
        #expect(kim.status == .proposed)
        #expect(kim.reason == "the client odd/1, which nobody used before the incident")
    }

    @Test func whatTheAnalystAcceptsIsAStartOfItsOwn() throws {
        let calls =
            before + [
                .init(time: "2020-05-06T09:00:00Z", name: "ListBuckets", ip: Self.attacker, agent: "odd/1"),
                .init(
                    time: "2020-05-06T09:30:00Z", name: "ListBuckets", user: "kim", ip: "203.0.113.9", agent: "odd/1"),
                .init(time: "2020-05-06T09:31:00Z", name: "ListBuckets", user: "leo", ip: "203.0.113.9"),
            ]
        var options = ScopeOptions()
        options.accepted = ["AKIAKIM"]
        let scope = try scope(calls, ScopeSeeds(addresses: [Self.attacker], label: "address"), options)
        #expect(Set(scope.confirmedKeys.map(\.accessKeyID)) == ["AKIAANA", "AKIAKIM", "AKIALEO"])
        #expect(scope.keys.first { $0.accessKeyID == "AKIAKIM" }?.reason == "accepted by the analyst")
    }

    @Test func aStartAddressThatManyUseEveryDayConfirmsNobody() throws {
        let office = ["ana", "bob", "eva", "kim"].flatMap { user in
            TinyTrail.everyDay(.init(time: "", name: "DescribeInstances", user: user))
        }
        let scope = try scope(office, ScopeSeeds(addresses: ["192.0.2.10"], label: "address"))
        #expect(scope.confirmedKeys.isEmpty)
        #expect(scope.keys.count == 4)
        #expect(scope.keys.allSatisfy { $0.status == .proposed })
        #expect(scope.keys[0].reason == "192.0.2.10 is shared: 4 principals used it on 30 days")
    }

    @Test func foreignAccountsAreThoseThatSomethingWasGivenTo() throws {
        let policy =
            #"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"arn:aws:iam::999988887777:root\",\"111122223333\"]}}]}"#
        let scope = try scope(
            before + [
                .init(
                    time: "2020-05-06T09:00:00Z", name: "UpdateAssumeRolePolicy", ip: Self.attacker, service: "iam",
                    request: #"{"roleName":"admin","policyDocument":"\#(policy)"}"#),
                .init(
                    time: "2020-05-06T09:01:00Z", name: "ModifySnapshotAttribute", ip: Self.attacker,
                    request:
                        #"{"snapshotId":"snap-1","createVolumePermission":{"add":{"items":[{"userId":"666655554444"}]}}}"#
                ),
                .init(
                    time: "2020-05-06T09:02:00Z", name: "ModifySnapshotAttribute", ip: Self.attacker,
                    request:
                        #"{"snapshotId":"snap-2","createVolumePermission":{"remove":{"items":[{"userId":"333322221111"}]}}}"#
                ),
                .init(
                    time: "2020-05-06T09:03:00Z", name: "ModifyImageAttribute", ip: Self.attacker,
                    request: #"{"imageId":"ami-1","launchPermission":{"add":{"items":[{"group":"all"}]}}}"#),
            ], ScopeSeeds(addresses: [Self.attacker], label: "address"))
        #expect(
            scope.externalAccounts.map { "\($0.account): \($0.how)" } == [
                "666655554444: ModifySnapshotAttribute snap-1", "999988887777: UpdateAssumeRolePolicy admin",
                "all: ModifyImageAttribute ami-1",
            ])
    }
}
