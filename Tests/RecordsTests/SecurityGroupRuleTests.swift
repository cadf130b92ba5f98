import JSON
import Records
import Testing

@Suite struct SecurityGroupRuleTests {
    private func rules(_ text: String) throws -> [SecurityGroupRule] {
        SecurityGroupRule.rules(in: try JSONValue.parse(text))
    }

    @Test func readsTheNestedForm() throws {
        let rules = try rules(
            """
            {"eventName":"AuthorizeSecurityGroupIngress","requestParameters":{"groupId":"sg-1","ipPermissions":{"items":[
            {"ipProtocol":"tcp","fromPort":5432,"toPort":5432,"groups":{},"ipRanges":{"items":[{"cidrIp":"203.0.113.9/32"},
            {"cidrIp":"203.0.113.10/32"}]},"ipv6Ranges":{"items":[{"cidrIpv6":"::/0"}]},"prefixListIds":{}}]}}}
            """)
        #expect(rules.map(\.source) == ["203.0.113.9/32", "203.0.113.10/32", "::/0"])
        #expect(rules.allSatisfy { $0.groupID == "sg-1" && $0.ipProtocol == "tcp" && $0.fromPort == 5432 })
    }

    @Test func readsTheFlatFormByGroupName() throws {
        let rules = try rules(
            """
            {"eventName":"AuthorizeSecurityGroupIngress","requestParameters":{"groupName":"web","cidrIp":"0.0.0.0/0",
            "ipProtocol":"tcp","fromPort":0,"toPort":65535,"ipPermissions":{}}}
            """)
        #expect(rules.map(\.summary) == ["tcp 0-65535 from 0.0.0.0/0"])
        #expect(rules[0].group == "web")
    }

    @Test func prefersTheResponse() throws {
        let rules = try rules(
            """
            {"eventName":"AuthorizeSecurityGroupIngress","requestParameters":{"groupName":"web","cidrIp":"0.0.0.0/0",
            "ipProtocol":"-1"},"responseElements":{"securityGroupRuleSet":{"items":[{"securityGroupRuleId":"sgr-1",
            "groupId":"sg-1","cidrIpv4":"0.0.0.0/0","ipProtocol":"-1","fromPort":-1,"toPort":-1,"isEgress":false}]}}}
            """)
        #expect(rules.map(\.ruleID) == ["sgr-1"])
        #expect(rules[0].groupID == "sg-1")
        #expect(rules[0].fromPort == nil)
    }

    @Test func tellsEgressByTheCall() throws {
        let rules = try rules(
            """
            {"eventName":"RevokeSecurityGroupEgress","requestParameters":{"groupId":"sg-1","ipPermissions":{"items":[
            {"ipProtocol":"6","fromPort":443,"toPort":443,"ipRanges":{"items":[{"cidrIp":"10.0.0.0/8"}]}}]}}}
            """)
        #expect(rules.map(\.direction) == [.egress])
        #expect(rules[0].ipProtocol == "tcp")
    }

    @Test func `Groups of other accounts keep their account`() throws {
        let rules = try rules(
            """
            {"eventName":"AuthorizeSecurityGroupIngress","recipientAccountId":"111122223333","requestParameters":{
            "groupId":"sg-1","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"groups":{"items":[
            {"userId":"111122223333","groupId":"sg-2"},{"userId":"444455556666","groupId":"sg-3"}]}}]}}}
            """)
        #expect(rules.map(\.source) == ["sg-2", "sg-3"])
        #expect(rules.map(\.sourceAccount) == [nil, "444455556666"])
    }

    @Test func `A response names what it refers to in one of four ways`() throws {
        let rules = try rules(
            """
            {"eventName":"AuthorizeSecurityGroupIngress","requestParameters":{"groupName":"web"},"responseElements":{
            "securityGroupRuleSet":{"items":[{"groupId":"sg-1","ipProtocol":"tcp","fromPort":1,"toPort":1,
            "cidrIpv6":"::/0"},{"groupId":"sg-1","ipProtocol":"tcp","fromPort":1,"toPort":1,"prefixListId":"pl-1"},
            {"groupId":"sg-1","ipProtocol":"tcp","fromPort":1,"toPort":1,"referencedGroupInfo":{"groupId":"sg-2"}}]}}}
            """)
        #expect(rules.map(\.source) == ["::/0", "pl-1", "sg-2"])
        #expect(rules.allSatisfy { $0.groupID == "sg-1" && $0.groupName == "web" })
    }

    @Test func `Reads modifications, of one rule or several`() throws {
        let update =
            #"{"SecurityGroupRuleId":"sgr-1","SecurityGroupRule":{"IpProtocol":"-1","CidrIpv4":"0.0.0.0/0"}}"#
        for updates in [update, "[\(update)]", "[\(update),\(update)]"] {
            let rules = try rules(
                """
                {"eventName":"ModifySecurityGroupRules","requestParameters":{"ModifySecurityGroupRulesRequest":{
                "GroupId":"sg-1","SecurityGroupRule":\(updates)}}}
                """)
            #expect(Set(rules.map(\.summary)) == ["all from 0.0.0.0/0"])
            #expect(Set(rules.map(\.ruleID)) == ["sgr-1"])
            #expect(Set(rules.map(\.group)) == ["sg-1"])
        }
    }

    @Test func `Prefers what a revocation says it revoked`() throws {
        let rules = try rules(
            """
            {"eventName":"RevokeSecurityGroupIngress","requestParameters":{"groupId":"sg-1","securityGroupRuleIds":{
            "items":[{"securityGroupRuleId":"sgr-1"}]}},"responseElements":{"_return":true,"revokedSecurityGroupRuleSet":{
            "items":[{"securityGroupRuleId":"sgr-1","groupId":"sg-1","cidrIpv4":"0.0.0.0/0","ipProtocol":"tcp",
            "fromPort":22,"toPort":22,"isEgress":false}]}}}
            """)
        #expect(rules.map(\.summary) == ["tcp 22 from 0.0.0.0/0"])
    }

    @Test func `Reads the groups of RDS, which have no ports`() throws {
        let rules = try rules(
            """
            {"eventName":"AuthorizeDBSecurityGroupIngress","requestParameters":{"dBSecurityGroupName":"default",
            "cIDRIP":"0.0.0.0/0"}}
            """)
        #expect(rules.map(\.summary) == ["all from 0.0.0.0/0"])
        #expect(rules.map(\.service) == [.rds])
    }

    @Test(arguments: [
        (
            SecurityGroupRule(ipProtocol: "6", fromPort: 22, toPort: 22, source: "10.0.0.5/24"),
            "tcp 22 from 10.0.0.0/24"
        ),
        (SecurityGroupRule(ipProtocol: "tcp", source: "192.0.2.1"), "tcp 0-65535 from 192.0.2.1/32"),
        (SecurityGroupRule(ipProtocol: "udp", fromPort: -1, toPort: -1, source: "::/0"), "udp 0-65535 from ::/0"),
        (SecurityGroupRule(ipProtocol: "ICMP", fromPort: 8, source: "::/0"), "icmp 8--1 from ::/0"),
        (SecurityGroupRule(ipProtocol: "58", source: "2001:DB8:0::1/32"), "icmpv6 -1 from 2001:db8::/32"),
        (SecurityGroupRule(ipProtocol: "50", fromPort: 0, toPort: 9, source: "pl-1"), "50 from pl-1"),
        (SecurityGroupRule(ipProtocol: "all", fromPort: 0, toPort: 65_535, source: "sg-1"), "all from sg-1"),
    ])
    func `A rule has one canonical spelling`(rule: SecurityGroupRule, summary: String) {
        #expect(rule.canonical.summary == summary)
        #expect(rule.canonical.canonical == rule.canonical)
    }

    @Test func `Odd values open nothing`() throws {
        for request in [
            "null", "[]", #""x""#, #"{"ipPermissions":{"items":[1,null,[],{"ipRanges":{"items":"x"}}]}}"#,
            #"{"cidrIp":{"a":1},"fromPort":"99999999999999999999"}"#,
        ] {
            #expect(
                try self.rules(#"{"eventName":"AuthorizeSecurityGroupIngress","requestParameters":\#(request)}"#) == [])
        }
    }
}
