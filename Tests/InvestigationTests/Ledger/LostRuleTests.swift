import Records
import Testing

@testable import Investigation

/// The owner's rules that the attacker took out of security groups.
@Suite struct LostRuleTests {
    private typealias Call = LedgerCase.Call

    private func flat(_ group: String, _ cidr: String, _ port: Int = 443) -> String {
        #"{"groupId":"\#(group)","cidrIp":"\#(cidr)","ipProtocol":"tcp","fromPort":\#(port),"toPort":\#(port),"ipPermissions":{}}"#
    }

    /// The response that newer calls have, with one rule.
    private func answer(_ id: String, _ cidr: String) -> String {
        #"{"_return":true,"securityGroupRuleSet":{"items":[{"groupId":"sg-1","securityGroupRuleId":"\#(id)","isEgress":false,"ipProtocol":"tcp","fromPort":443,"toPort":443,"cidrIpv4":"\#(cidr)"}]}}"#
    }

    private func modification(_ id: String, _ cidr: String) -> String {
        #"{"ModifySecurityGroupRulesRequest":{"GroupId":"sg-1","SecurityGroupRule":{"SecurityGroupRuleId":"\#(id)","tag":1,"SecurityGroupRule":{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"CidrIpv4":"\#(cidr)"}}}}"#
    }

    private func lost(_ calls: [Call]) throws -> [String] {
        try LedgerCase.rules(calls).lost.map { loss in
            let back = loss.restoredBy.map { " +\($0)" } ?? ""
            return "\(loss.group) \(loss.rule?.summary ?? loss.ruleID ?? "?") -\(loss.lostBy)\(back)"
        }
    }

    @Test func `A rule that the attacker did not open is the owner's`() throws {
        #expect(
            try lost([
                LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0")),
                LedgerCase.attack(1, "RevokeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0")),
                LedgerCase.attack(2, "RevokeSecurityGroupIngress", flat("sg-1", "10.0.0.0/8")),
            ]) == ["sg-1 tcp 443 from 10.0.0.0/8 -2"])
    }

    @Test func `What is authorised again is back`() throws {
        #expect(
            try lost([
                LedgerCase.response(0, "AuthorizeSecurityGroupIngress", flat("sg-1", "10.0.0.0/8")),
                LedgerCase.attack(1, "RevokeSecurityGroupIngress", flat("sg-1", "10.0.0.0/8")),
                LedgerCase.response(2, "AuthorizeSecurityGroupIngress", flat("sg-1", "10.0.0.0/8")),
            ]) == ["sg-1 tcp 443 from 10.0.0.0/8 -1 +2"])
    }

    /// Times are whole seconds, and within one the order of calls is not recorded.
    @Test func `What the attacker opened and revoked within a second is no loss, in either order`() throws {
        let opening = LedgerCase.attack(1, "AuthorizeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0"))
        let revocation = LedgerCase.attack(1, "RevokeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0"))
        #expect(try lost([opening, revocation]).isEmpty)
        #expect(try lost([revocation, opening]).isEmpty)
    }

    @Test func `What the owner opened within the second of the attacker's revocation is one`() throws {
        let opening = LedgerCase.response(1, "AuthorizeSecurityGroupIngress", flat("sg-1", "10.0.0.0/8"))
        let revocation = LedgerCase.attack(1, "RevokeSecurityGroupIngress", flat("sg-1", "10.0.0.0/8"))
        #expect(try lost([opening, revocation]) == ["sg-1 tcp 443 from 10.0.0.0/8 -1"])
        #expect(try lost([revocation, opening]) == ["sg-1 tcp 443 from 10.0.0.0/8 -0"])
    }

    @Test func `What the owner had revoked already is no loss`() throws {
        #expect(
            try lost([
                LedgerCase.response(0, "RevokeSecurityGroupIngress", flat("sg-1", "10.0.0.0/8")),
                LedgerCase.attack(1, "RevokeSecurityGroupIngress", flat("sg-1", "10.0.0.0/8")),
                LedgerCase.response(2, "RevokeSecurityGroupIngress", flat("sg-1", "10.1.0.0/16")),
            ]).isEmpty)
    }

    @Test func `A revocation by ID tells the rule where the trail knows it`() throws {
        let byID = #"{"groupId":"sg-1","securityGroupRuleIds":{"items":[{"securityGroupRuleId":"sgr-1"}]}}"#
        let unknown = #"{"groupId":"sg-1","securityGroupRuleIds":{"items":[{"securityGroupRuleId":"sgr-9"}]}}"#
        #expect(
            try lost([
                LedgerCase.response(
                    0, "AuthorizeSecurityGroupIngress", flat("sg-1", "10.0.0.0/8"), answer("sgr-1", "10.0.0.0/8")),
                LedgerCase.attack(1, "RevokeSecurityGroupIngress", byID),
                LedgerCase.attack(2, "RevokeSecurityGroupIngress", unknown),
            ]) == ["sg-1 tcp 443 from 10.0.0.0/8 -1", "sg-1 sgr-9 -2"])
    }

    @Test func `A rule that was changed is lost as it was, and its origin is told`() throws {
        let calls = [
            LedgerCase.response(
                0, "AuthorizeSecurityGroupIngress", flat("sg-1", "10.0.0.0/8"), answer("sgr-1", "10.0.0.0/8")),
            LedgerCase.attack(1, "ModifySecurityGroupRules", modification("sgr-1", "0.0.0.0/0")),
            LedgerCase.attack(2, "ModifySecurityGroupRules", modification("sgr-2", "198.51.100.0/24")),
        ]
        #expect(try lost(calls) == ["sg-1 tcp 443 from 10.0.0.0/8 -1", "sg-1 sgr-2 -2"])
        let rules = try LedgerCase.rules(calls).rules
        #expect(rules.map(\.rule.source) == ["0.0.0.0/0", "198.51.100.0/24"])
        guard case .known(let before)? = rules.first?.origin else {
            Issue.record("the trail tells what the rule was")
            return
        }
        #expect(before.source == "10.0.0.0/8")
        #expect(rules.last?.origin == .unknown)
    }

    @Test func `A rule that is changed back is back`() throws {
        #expect(
            try lost([
                LedgerCase.response(
                    0, "AuthorizeSecurityGroupIngress", flat("sg-1", "10.0.0.0/8"), answer("sgr-1", "10.0.0.0/8")),
                LedgerCase.attack(1, "ModifySecurityGroupRules", modification("sgr-1", "0.0.0.0/0")),
                LedgerCase.response(2, "ModifySecurityGroupRules", modification("sgr-1", "10.0.0.0/8")),
            ]) == ["sg-1 tcp 443 from 10.0.0.0/8 -1 +2"])
    }

    @Test func `They stand in the ledger of changes`() throws {
        let changes = try LedgerCase.changes([
            LedgerCase.attack(0, "RevokeSecurityGroupEgress", flat("sg-1", "10.0.0.0/8")),
            LedgerCase.attack(
                1, "RevokeDBSecurityGroupIngress", #"{"dBSecurityGroupName":"old","cIDRIP":"10.0.0.0/8"}"#,
                service: "rds"),
        ])
        #expect(changes.map(\.kind) == [.securityGroupRuleRevoked, .securityGroupRuleRevoked])
        #expect(changes.map(\.id) == ["sg-1", "old"])
        #expect(changes.map(\.detail) == ["egress tcp 443 from 10.0.0.0/8", "ingress all from 10.0.0.0/8"])
    }
}
