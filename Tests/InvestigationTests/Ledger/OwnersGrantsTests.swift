import Testing

@testable import Investigation

/// What the attacker did to what the owner had granted, and undid: it is the owner's.
@Suite struct OwnersGrantsTests {
    private typealias Call = LedgerCase.Call

    /// A change as `kind id`, with the row that undid it.
    private func changes(_ calls: [Call]) throws -> [String] {
        try LedgerCase.changes(calls).map { change in
            "\(change.kind) \(change.id)" + (change.removedBy.map { " -\($0)" } ?? "")
        }
    }

    /// A way to grant something, to end it, and its request.
    private struct Switch: CustomTestStringConvertible {
        var on: String
        var off: String
        var request: String
        var id: String
        var kind: String
        var testDescription: String { on }
    }

    private static let switches = [
        Switch(
            on: "AttachUserPolicy", off: "DetachUserPolicy", request: #"{"userName":"mia","policyArn":"p"}"#, id: "p",
            kind: "userPolicy"),
        Switch(
            on: "AttachRolePolicy", off: "DetachRolePolicy", request: #"{"roleName":"app","policyArn":"p"}"#, id: "p",
            kind: "rolePolicy"),
        Switch(
            on: "AddUserToGroup", off: "RemoveUserFromGroup", request: #"{"userName":"mia","groupName":"devs"}"#,
            id: "devs", kind: "groupMembership"),
    ]

    @Test(arguments: switches)
    private func `What was there already is not the attacker's`(_ it: Switch) throws {
        let owners = LedgerCase.response(0, it.on, it.request, service: "iam")
        let attack = LedgerCase.attack(2, it.on, it.request, service: "iam")
        #expect(try changes([owners, attack]).isEmpty)
        let ended = LedgerCase.response(1, it.off, it.request, service: "iam")
        #expect(try changes([owners, ended, attack]) == ["\(it.kind) \(it.id)"])
    }

    @Test(arguments: switches)
    private func `What the attacker took away and gave back is as it was`(_ it: Switch) throws {
        let owners = LedgerCase.response(0, it.on, it.request, service: "iam")
        func attack(_ minute: Int, _ name: String) -> Call {
            LedgerCase.attack(minute, name, it.request, service: "iam")
        }
        let lost = "\(it.kind)Removed \(it.id)"
        #expect(try changes([owners, attack(1, it.off), attack(2, it.on)]) == ["\(lost) -2"])
        // The trail need not tell that it was there: what can be taken away was.
        #expect(try changes([attack(1, it.off), attack(2, it.on)]) == ["\(lost) -1"])
        #expect(try changes([attack(1, it.off), attack(2, it.on), attack(3, it.off)]) == ["\(lost) -1", lost])
    }

    @Test(arguments: switches)
    private func `What is the attacker's own stays so`(_ it: Switch) throws {
        func attack(_ minute: Int, _ name: String) -> Call {
            LedgerCase.attack(minute, name, it.request, service: "iam")
        }
        let change = "\(it.kind) \(it.id)"
        #expect(try changes([attack(1, it.on), attack(2, it.off), attack(3, it.on)]) == ["\(change) -1", change])
        let owners = LedgerCase.response(2, it.on, it.request, service: "iam")
        #expect(try changes([attack(1, it.on), owners, attack(3, it.on)]) == [change, change])
    }

    @Test func `A policy of a user who was deleted since is granted anew`() throws {
        let request = #"{"userName":"mia","policyArn":"p"}"#
        #expect(
            try changes([
                LedgerCase.response(0, "AttachUserPolicy", request, service: "iam"),
                LedgerCase.response(1, "DeleteUser", #"{"userName":"mia"}"#, service: "iam"),
                LedgerCase.response(2, "CreateUser", #"{"userName":"mia"}"#, service: "iam"),
                LedgerCase.attack(3, "AttachUserPolicy", request, service: "iam"),
            ]) == ["userPolicy p"])
    }

    // MARK: Access keys

    private func status(_ minute: Int, _ status: String) -> Call {
        LedgerCase.attack(
            minute, "UpdateAccessKey", #"{"userName":"mia","accessKeyId":"AKIAMIA","status":"\#(status)"}"#,
            service: "iam")
    }

    @Test func `A key that worked before is not the attacker's to have activated`() throws {
        let use = Call(time: "2020-05-01T10:00:00Z", name: "ListBuckets", user: "mia", service: "s3")
        #expect(try changes([use, status(1, "Active")]).isEmpty)
        #expect(try changes([status(0, "Inactive"), status(1, "Active")]) == ["accessKeyDeactivated AKIAMIA -1"])
        #expect(try changes([status(1, "Active")]) == ["accessKeyActivated AKIAMIA"])
    }

    // MARK: Rules of security groups

    private let rule =
        #"{"groupId":"sg-1","cidrIp":"10.0.0.0/8","ipProtocol":"tcp","fromPort":25,"toPort":25,"ipPermissions":{}}"#

    @Test func `A rule that the attacker revoked and authorised again is the owner's`() throws {
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(0, "RevokeSecurityGroupIngress", rule),
            LedgerCase.attack(1, "AuthorizeSecurityGroupIngress", rule),
        ])
        #expect(ledger.opened == 0)
        #expect(ledger.lost.map(\.restoredBy) == [1])
    }

    @Test func `A rule that was there already is not opened by the attacker`() throws {
        let owners = LedgerCase.response(0, "AuthorizeSecurityGroupIngress", rule)
        let attack = LedgerCase.attack(2, "AuthorizeSecurityGroupIngress", rule)
        let ledger = try LedgerCase.rules([owners, attack])
        #expect(ledger.opened == 0)
        #expect(ledger.repeated == 1)
        let revoked = LedgerCase.response(1, "RevokeSecurityGroupIngress", rule)
        #expect(try LedgerCase.rules([owners, revoked, attack]).opened == 1)
    }

    @Test func `What a group of the attacker's had from the beginning is no loss`() throws {
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(0, "CreateSecurityGroup", #"{"groupName":"x"}"#, #"{"groupId":"sg-1"}"#),
            LedgerCase.attack(1, "RevokeSecurityGroupIngress", rule),
            LedgerCase.attack(2, "AuthorizeSecurityGroupIngress", rule),
        ])
        #expect(ledger.lost.isEmpty)
        #expect(ledger.opened == 1)
    }
}
