import CloudTrail
import Investigation
import Testing

@Suite struct ScopeClosureTests {
    /// A month in which ana and five colleagues work from the office.
    private var office: [TinyTrail.Call] {
        ["ana", "bob", "eva", "kim", "leo", "mia"].flatMap { user in
            TinyTrail.everyDay(.init(time: "", name: "DescribeInstances", user: user))
        }
    }

    private func scope(_ calls: [TinyTrail.Call], _ seeds: ScopeSeeds, _ options: ScopeOptions = ScopeOptions()) throws
        -> Scope
    {
        let tiny = try TinyTrail(calls)
        defer { tiny.remove() }
        return Scope(seeds, in: tiny.trail, options: options)
    }

    private let attack: [TinyTrail.Call] = [
        .init(time: "2020-05-06T08:00:00Z", name: "ListBuckets", user: "ana", ip: "198.51.100.23"),
        .init(time: "2020-05-06T08:01:00Z", name: "ListBuckets", user: "bob", ip: "198.51.100.23"),
        .init(time: "2020-05-06T08:02:00Z", name: "ListBuckets", user: "bob", ip: "203.0.113.77"),
        .init(time: "2020-05-06T08:03:00Z", name: "ListBuckets", user: "eva", ip: "203.0.113.77"),
        .init(time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", user: "ana", ip: "198.51.100.23"),
        // The owners go on with their work.
        .init(time: "2020-05-06T10:00:00Z", name: "DescribeInstances", user: "ana"),
        .init(time: "2020-05-06T10:00:00Z", name: "DescribeInstances", user: "kim"),
    ]

    private let seeds = ScopeSeeds(
        keys: ["AKIAANA"], addresses: ["198.51.100.23"], time: EventTime("2020-05-06T09:00:00Z"), label: "the alert")

    @Test func keysAndAddressesReachEachOtherInRounds() throws {
        let scope = try scope(office + attack, seeds)
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA", "AKIABOB", "AKIAEVA"])
        #expect(scope.confirmedKeys.map(\.depth) == [0, 1, 3])
        #expect(scope.confirmedAddresses.map(\.address) == ["198.51.100.23", "203.0.113.77"])
    }

    @Test func theOnsetIsTheFirstCallFromAnAddressThatAppeared() throws {
        #expect(try scope(office + attack, seeds).onset?.time.iso8601 == "2020-05-06T08:00:00Z")
    }

    @Test func aSharedAddressIsNotExpandedThrough() throws {
        let scope = try scope(office + attack, seeds)
        let office = try #require(scope.addresses.first { $0.address == "192.0.2.10" })
        #expect(office.status == .excluded)
        #expect(office.reason == "shared: 6 principals used it before")
        #expect(!scope.keys.contains { $0.accessKeyID == "AKIAKIM" })
    }

    @Test func anAddressThatItsKeyUsedOnSeveralDaysIsTheOwners() throws {
        let home = TinyTrail.everyDay(.init(time: "", name: "DescribeInstances", user: "ana", ip: "192.0.2.99"))
        let later = TinyTrail.Call(
            time: "2020-05-06T11:00:00Z", name: "DescribeInstances", user: "ana", ip: "192.0.2.99")
        let scope = try scope(home + attack.dropLast(2) + [later], seeds)
        let own = try #require(scope.addresses.first { $0.address == "192.0.2.99" })
        #expect(own.status == .excluded)
        #expect(own.reason.hasPrefix("the owner's"))
        // The owner's call is not the attacker's.
        #expect(scope.confirmedKeys.first { $0.accessKeyID == "AKIAANA" }?.calls == 2)
    }

    @Test func theAttackersCallsAreThoseFromScopedAddresses() throws {
        let ana = try #require(try scope(office + attack, seeds).confirmedKeys.first { $0.accessKeyID == "AKIAANA" })
        #expect(ana.calls == 2)
        #expect(ana.lastAttackerUse?.iso8601 == "2020-05-06T09:00:00Z")
        #expect(ana.lastOtherUse?.iso8601 == "2020-05-06T10:00:00Z")
        #expect(ana.lastOtherUseBefore?.iso8601 == "2020-04-30T10:00:00Z")
        #expect(ana.idleBefore == .no)
    }

    @Test func aKeyThatAStolenKeyIssuedIsTheAttackersFromAnywhere() throws {
        let issued: [TinyTrail.Call] = [
            .init(
                time: "2020-05-06T09:05:00Z", name: "CreateAccessKey", user: "ana", ip: "198.51.100.23", service: "iam",
                response: #"{"accessKey":{"accessKeyId":"AKIACHILD","userName":"leo"}}"#),
            .init(
                time: "2020-05-07T09:00:00Z", name: "ListBuckets", user: "leo", key: "AKIACHILD", ip: "192.0.2.10",
                service: "s3"),
        ]
        let scope = try scope(office + attack + issued, seeds)
        let child = try #require(scope.keys.first { $0.accessKeyID == "AKIACHILD" })
        #expect(child.status == .confirmed)
        #expect(child.parent == "AKIAANA")
        #expect(child.calls == 1)
        #expect(child.idleBefore == .notApplicable)
    }

    @Test func aRefusedIssueIssuesNothing() throws {
        let refused = TinyTrail.Call(
            time: "2020-05-06T09:05:00Z", name: "AssumeRole", user: "ana", ip: "198.51.100.23", service: "sts",
            error: "AccessDenied")
        #expect(try scope(office + attack + [refused], seeds).confirmedKeys.count == 3)
    }

    @Test func callsFromAServicesAddressFollowTheKeyForAQuarterOfAnHour() throws {
        let service: [TinyTrail.Call] = [
            .init(time: "2020-05-06T09:10:00Z", name: "Decrypt", user: "ana", ip: "ec2.amazonaws.com", service: "kms"),
            .init(time: "2020-05-06T09:16:00Z", name: "Decrypt", user: "ana", ip: "ec2.amazonaws.com", service: "kms"),
        ]
        let ana = try #require(
            try scope(office + attack + service, seeds).confirmedKeys.first { $0.accessKeyID == "AKIAANA" })
        #expect(ana.calls == 3)
    }

    @Test func `An IPv6 address is one address, however records spell it`() throws {
        let calls: [TinyTrail.Call] = [
            .init(time: "2020-05-06T08:00:00Z", name: "CreateKeyPair", user: "ana", ip: "2001:db8::7"),
            .init(time: "2020-05-06T08:01:00Z", name: "ListBuckets", user: "bob", ip: "2001:DB8:0:0:0:0:0:7"),
            .init(time: "2020-05-06T08:02:00Z", name: "ListBuckets", user: "kim", ip: "2001:db8::8"),
        ]
        let scope = try scope(office + calls, ScopeSeeds(addresses: ["2001:db8::7"], label: "address"))
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA", "AKIABOB"])
        #expect(scope.attackerRows.count == 2)
    }

    @Test func respondersAreKeptOut() throws {
        var options = ScopeOptions()
        options.responders = ["arn:aws:iam::111122223333:user/eva"]
        let scope = try scope(office + attack, seeds, options)
        #expect(scope.keys.first { $0.accessKeyID == "AKIAEVA" }?.status == .excluded)
        #expect(scope.confirmedKeys.count == 2)
    }

    @Test func theResultDoesNotDependOnTheOrderOfTheFile() throws {
        let forward = try scope(office + attack, seeds)
        let backward = try scope((office + attack).reversed(), seeds)
        #expect(forward.keys.map(\.accessKeyID) == backward.keys.map(\.accessKeyID))
        #expect(forward.keys.map(\.reason) == backward.keys.map(\.reason))
    }
}
