import Investigation
import Records
import Testing

/// A call that reaches into another account is in the trail twice, and happened once.
@Suite struct SharedCopyTests {
    private static let attacker = "198.51.100.23"

    /// The call with a key in the account 111122223333.
    private func original(_ time: String, shared: String?) -> TinyTrail.Call {
        .init(
            time: time, name: "AssumeRole", ip: Self.attacker, service: "sts",
            request: #"{"roleArn":"arn:aws:iam::444455556666:role/deploy","roleSessionName":"x"}"#,
            more: Self.member(shared))
    }

    /// What the other account has of it.
    private func copy(_ time: String, shared: String?, caller: String = "111122223333") -> TinyTrail.Call {
        .init(
            time: time, name: "AssumeRole", ip: Self.attacker, service: "sts",
            request: #"{"roleArn":"arn:aws:iam::444455556666:role/deploy","roleSessionName":"x"}"#,
            identity: #"{"type":"AWSAccount","principalId":"AIDAANA","accountId":"\#(caller)"}"#,
            account: "444455556666", more: Self.member(shared))
    }

    private static func member(_ shared: String?) -> String { shared.map { #""sharedEventID":"\#($0)","# } ?? "" }

    private func calls(_ calls: [TinyTrail.Call]) throws -> Int {
        let tiny = try TinyTrail(
            TinyTrail.everyDay(.init(time: "", name: "DescribeInstances")) + [
                .init(time: "2020-05-06T08:59:00Z", name: "ListBuckets", ip: Self.attacker)
            ] + calls)
        defer { tiny.remove() }
        let scope = Scope(ScopeSeeds(addresses: [Self.attacker], label: "address"), in: tiny.trail)
        #expect(scope.addresses.first { $0.address == Self.attacker }?.calls == scope.attackerRows.count)
        // The look at the buckets is in it each time.
        return scope.attackerRows.count - 1
    }

    private let nine = "2020-05-06T09:00:00Z"

    @Test func theCopyWithTheSameIDCountsOnce() throws {
        #expect(try calls([original(nine, shared: "a-1"), copy(nine, shared: "a-1")]) == 1)
    }

    @Test func twoCallsOfOneMomentWithTheirCopiesAreTwo() throws {
        #expect(
            try calls([
                original(nine, shared: "a-1"), original(nine, shared: "a-2"), copy(nine, shared: "a-2"),
                copy(nine, shared: "a-1"),
            ]) == 2)
    }

    @Test func anotherIDIsAnotherCall() throws {
        #expect(try calls([original(nine, shared: "a-1"), copy(nine, shared: "a-2")]) == 2)
    }

    @Test func withoutAnIDTheSameMomentCallAndAddressAreEnough() throws {
        #expect(try calls([original(nine, shared: nil), copy(nine, shared: nil)]) == 1)
        #expect(try calls([original(nine, shared: "a-1"), copy(nine, shared: nil)]) == 1)
        #expect(try calls([original(nine, shared: nil), copy("2020-05-06T09:00:01Z", shared: nil)]) == 2)
        // A second copy is of a call that the trail does not have.
        #expect(try calls([original(nine, shared: nil), copy(nine, shared: nil), copy(nine, shared: nil)]) == 2)
    }

    @Test func whatAThirdAccountCalledIsNoCopy() throws {
        #expect(try calls([original(nine, shared: nil), copy(nine, shared: nil, caller: "999988887777")]) == 2)
    }

    @Test func aCopyAloneIsACall() throws {
        #expect(try calls([copy(nine, shared: "a-1")]) == 1)
    }

    @Test func theKeyThatCalledIsTheParentAndNotItsAccount() throws {
        let response = #"{"credentials":{"accessKeyId":"ASIAONE"}}"#
        var (original, copy) = (original(nine, shared: "a-1"), copy(nine, shared: "a-1"))
        (original.response, copy.response) = (response, response)
        let role = """
            {"type":"AssumedRole","principalId":"AROA:x","arn":"arn:aws:sts::444455556666:assumed-role/deploy/x",\
            "accountId":"444455556666","accessKeyId":"ASIAONE"}
            """
        let tiny = try TinyTrail([
            original, copy,
            .init(
                time: "2020-05-06T09:01:00Z", name: "ListUsers", ip: Self.attacker, identity: role,
                account: "444455556666"),
        ])
        defer { tiny.remove() }
        let scope = Scope(ScopeSeeds(addresses: [Self.attacker], label: "address"), in: tiny.trail)
        #expect(scope.keys.first { $0.accessKeyID == "ASIAONE" }?.parent == "AKIAANA")
        #expect(scope.links.filter { !$0.isWeak }.map(\.from) == ["AKIAANA"])
        let credentials = try #require(
            CaseAnswer.all(CaseFacts(scope, in: tiny.trail), in: tiny.trail.index).first { $0.id == "credentials" })
        // The session was taken in by its address, too: it was issued by the attacker all the same.
        #expect(credentials.answer.contains("1 of 1 request for a role or a session succeeded."))
        #expect(credentials.answer.contains("Issued within the incident: AssumeRole 1."))
    }

    /// Of another account's principal the attacker's address says that it was the attacker.
    @Test func whatACallWithoutAKeyIssuedWasIssuedWithinTheIncident() throws {
        var foreign = copy(nine, shared: "a-1", caller: "999988887777")
        foreign.response = #"{"credentials":{"accessKeyId":"ASIATWO"}}"#
        let tiny = try TinyTrail([
            .init(time: "2020-05-06T08:59:00Z", name: "ListBuckets", ip: Self.attacker), foreign,
            .init(
                time: "2020-05-06T09:01:00Z", name: "ListUsers", key: "ASIATWO", ip: Self.attacker,
                account: "444455556666"),
        ])
        defer { tiny.remove() }
        let scope = Scope(ScopeSeeds(addresses: [Self.attacker], label: "address"), in: tiny.trail)
        let credentials = try #require(
            CaseAnswer.all(CaseFacts(scope, in: tiny.trail), in: tiny.trail.index).first { $0.id == "credentials" })
        #expect(credentials.answer.contains("Issued within the incident: AssumeRole 1."))
    }
}
