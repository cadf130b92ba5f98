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
}
