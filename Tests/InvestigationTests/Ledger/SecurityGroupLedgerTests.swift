import CloudTrail
import Records
import Testing

@testable import Investigation

@Suite struct SecurityGroupLedgerTests {
    private func flat(_ group: String, _ cidr: String, _ port: Int = 22) -> String {
        #"{"groupId":"\#(group)","cidrIp":"\#(cidr)","ipProtocol":"tcp","fromPort":\#(port),"toPort":\#(port),"ipPermissions":{}}"#
    }

    private func nested(_ group: String, _ permission: String) -> String {
        #"{"groupId":"\#(group)","ipPermissions":{"items":[\#(permission)]}}"#
    }

    private func opened(_ ledger: SecurityGroupLedger) -> [String] {
        ledger.rules.map { $0.rule.group + " " + $0.rule.summary }
    }

    @Test func `Opened less revoked is still open`() throws {
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0")),
            LedgerCase.attack(1, "AuthorizeSecurityGroupIngress", flat("sg-2", "0.0.0.0/0")),
            LedgerCase.response(2, "RevokeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0")),
        ])
        #expect(ledger.opened == 2)
        #expect(ledger.revoked == 1)
        #expect(ledger.stillOpen.map(\.rule.group) == ["sg-2"])
        #expect(ledger.rules.map(\.openedBy) == [[0], [1]])
        #expect(ledger.rules.map(\.revokedBy) == [2, nil])
        #expect(ledger.asOf?.iso8601 == "2020-05-06T09:02:00Z")
    }

    @Test func `What others open is theirs`() throws {
        let ledger = try LedgerCase.rules([
            LedgerCase.response(0, "AuthorizeSecurityGroupIngress", flat("sg-1", "10.0.0.0/8")),
            LedgerCase.attack(1, "AuthorizeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0")),
        ])
        #expect(opened(ledger) == ["sg-1 tcp 22 from 0.0.0.0/0"])
    }

    @Test func `A rule that is opened again is open again`() throws {
        let rule = flat("sg-1", "0.0.0.0/0")
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", rule),
            LedgerCase.response(1, "RevokeSecurityGroupIngress", rule),
            LedgerCase.attack(2, "AuthorizeSecurityGroupIngress", rule),
        ])
        #expect(ledger.opened == 1)
        #expect(ledger.revoked == 0)
        #expect(ledger.rules[0].openedBy == [0, 2])
        #expect(ledger.repeated == 0)
    }

    @Test func `A rule that somebody else opens again is open again`() throws {
        let rule = flat("sg-1", "0.0.0.0/0")
        let calls = [
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", rule),
            LedgerCase.response(1, "RevokeSecurityGroupIngress", rule),
            LedgerCase.response(2, "AuthorizeSecurityGroupIngress", rule),
        ]
        let ledger = try LedgerCase.rules(calls)
        #expect(ledger.revoked == 0)
        #expect(ledger.rules[0].putBack?.row == 2)
        let closed = try LedgerCase.rules(calls + [LedgerCase.response(3, "RevokeSecurityGroupIngress", rule)])
        #expect(closed.rules.map(\.revokedBy) == [3])
        #expect(closed.rules[0].putBack == nil)
    }

    @Test func `A wider rule in the place of one closes nothing, a narrower one does`() throws {
        let response = """
            {"securityGroupRuleSet":{"items":[{"securityGroupRuleId":"sgr-1","groupId":"sg-1",\
            "cidrIpv4":"203.0.113.0/24","ipProtocol":"tcp","fromPort":22,"toPort":22,"isEgress":false}]}}
            """
        func revoked(_ ipProtocol: String, _ from: Int, _ to: Int, _ cidr: String) throws -> [Int?] {
            let modification = """
                {"ModifySecurityGroupRulesRequest":{"GroupId":"sg-1","SecurityGroupRule":{"tag":1,\
                "SecurityGroupRuleId":"sgr-1","SecurityGroupRule":{"IpProtocol":"\(ipProtocol)","FromPort":\(from),\
                "ToPort":\(to),"CidrIpv4":"\(cidr)"}}}}
                """
            return try LedgerCase.rules([
                LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", flat("sg-1", "203.0.113.0/24"), response),
                LedgerCase.response(1, "ModifySecurityGroupRules", modification),
            ]).rules.map(\.revokedBy)
        }
        #expect(try revoked("tcp", 0, 65_535, "0.0.0.0/0") == [nil])
        #expect(try revoked("-1", -1, -1, "203.0.113.0/24") == [nil])
        #expect(try revoked("tcp", 22, 22, "203.0.0.0/16") == [nil])
        #expect(try revoked("tcp", 22, 22, "203.0.113.128/25") == [1])
        #expect(try revoked("tcp", 443, 443, "0.0.0.0/0") == [1])
        #expect(try revoked("udp", 0, 65_535, "0.0.0.0/0") == [1])
    }

    @Test func `A wide rule from before the attacker is the owner's`() throws {
        let ledger = try LedgerCase.rules([
            LedgerCase.response(0, "AuthorizeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0")),
            LedgerCase.attack(1, "AuthorizeSecurityGroupIngress", flat("sg-1", "203.0.113.0/24")),
            LedgerCase.response(2, "RevokeSecurityGroupIngress", flat("sg-1", "203.0.113.0/24")),
        ])
        #expect(ledger.rules.map(\.revokedBy) == [2])
    }

    @Test func `Duplicates and failures are kept apart`() throws {
        let rule = flat("sg-1", "0.0.0.0/0")
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", rule, error: "Client.UnauthorizedOperation"),
            LedgerCase.attack(1, "AuthorizeSecurityGroupIngress", rule),
            LedgerCase.attack(2, "AuthorizeSecurityGroupIngress", rule, error: "Client.InvalidPermission.Duplicate"),
            LedgerCase.attack(3, "AuthorizeSecurityGroupIngress", rule),
            LedgerCase.response(4, "RevokeSecurityGroupIngress", rule, error: "Client.UnauthorizedOperation"),
        ])
        #expect(ledger.failed == [0])
        #expect(ledger.duplicates == [2])
        #expect(ledger.repeated == 2)
        #expect(ledger.openBefore.isEmpty)
        #expect(ledger.opened == 1)
        #expect(ledger.revoked == 0)
    }

    private let duplicate = "Client.InvalidPermission.Duplicate"

    private func coverage(_ grade: Coverage.Grade) -> Coverage {
        Coverage(
            grade: grade, reasons: [], from: nil, to: nil, historyDays: 30, accounts: [], regions: [], gaps: [])
    }

    @Test func `A duplicate of what nobody is seen opening was open before`() throws {
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(
                0, "AuthorizeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0"), error: duplicate),
            LedgerCase.response(1, "AuthorizeSecurityGroupIngress", flat("sg-2", "10.0.0.0/8")),
            LedgerCase.attack(2, "AuthorizeSecurityGroupIngress", flat("sg-2", "10.0.0.0/8"), error: duplicate),
        ])
        #expect(ledger.opened == 0 && ledger.failed.isEmpty && ledger.isTold)
        #expect(ledger.repeated == 2)
        #expect(ledger.openBefore == [0])
        #expect(
            ledger.attempts(in: coverage(.complete))
                == "2 asked again for what was open (1 of these for rules that no call in the trail opened: they were open "
                + "before it), 0 failed")
        #expect(ledger.attempts(in: coverage(.gaps)).contains("open before it, or what opened them is missing)"))
    }

    @Test func `A duplicate in the second of the opening is explained by it`() throws {
        let rule = flat("sg-1", "0.0.0.0/0")
        // Rows of one second are in the order of their IDs, not in that of the calls.
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", rule, error: duplicate),
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", rule),
        ])
        #expect(ledger.opened == 1 && ledger.repeated == 1 && ledger.openBefore.isEmpty)
    }

    @Test func `A duplicate of what was revoked before it is not explained`() throws {
        let rule = flat("sg-1", "0.0.0.0/0")
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", rule),
            LedgerCase.response(1, "RevokeSecurityGroupIngress", rule),
            LedgerCase.attack(2, "AuthorizeSecurityGroupIngress", rule, error: duplicate),
        ])
        #expect(ledger.repeated == 1 && ledger.openBefore == [2])
    }

    @Test func `Failures alone open nothing`() throws {
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0"), error: "AccessDenied")
        ])
        #expect(ledger.rules.isEmpty)
        #expect(ledger.failed == [0])
    }

    @Test(arguments: [
        // Host bits, and a number for the protocol.
        (
            #"{"ipProtocol":"6","fromPort":22,"toPort":22,"ipRanges":{"items":[{"cidrIp":"10.0.0.5/24"}]}}"#,
            #"{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":{"items":[{"cidrIp":"10.0.0.0/24"}]}}"#
        ),
        // IPv6 in full, and compressed.
        (
            #"{"ipProtocol":"tcp","fromPort":1,"toPort":2,"ipv6Ranges":{"items":[{"cidrIpv6":"2001:DB8:0:0:0:0:0:0/32"}]}}"#,
            #"{"ipProtocol":"TCP","fromPort":1,"toPort":2,"ipv6Ranges":{"items":[{"cidrIpv6":"2001:db8::/32"}]}}"#
        ),
        // All protocols have no ports, whatever is written.
        (
            #"{"ipProtocol":"-1","ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}"#,
            #"{"ipProtocol":"-1","fromPort":0,"toPort":65535,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}"#
        ),
        // TCP without ports has all.
        (
            #"{"ipProtocol":"tcp","ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}"#,
            #"{"ipProtocol":"tcp","fromPort":0,"toPort":65535,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}"#
        ),
        // ICMP without a type has all.
        (
            #"{"ipProtocol":"icmp","ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}"#,
            #"{"ipProtocol":"1","fromPort":-1,"toPort":-1,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}"#
        ),
        (
            #"{"ipProtocol":"tcp","fromPort":22,"toPort":22,"prefixListIds":{"items":[{"prefixListId":"pl-1"}]}}"#,
            #"{"ipProtocol":"tcp","fromPort":"22","toPort":"22","prefixListIds":{"items":[{"prefixListId":"pl-1"}]}}"#
        ),
        // A group of another account is known by its ID alone.
        (
            #"{"ipProtocol":"tcp","fromPort":22,"toPort":22,"groups":{"items":[{"userId":"444455556666","groupId":"sg-9"}]}}"#,
            #"{"ipProtocol":"tcp","fromPort":22,"toPort":22,"groups":{"items":[{"groupId":"sg-9"}]}}"#
        ),
    ])
    func `A rule is the same however it is spelt`(opening: String, revocation: String) throws {
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", nested("sg-1", opening)),
            LedgerCase.response(1, "RevokeSecurityGroupIngress", nested("sg-1", revocation)),
        ])
        #expect(ledger.opened == 1)
        #expect(ledger.revoked == 1)
    }

    @Test func `Directions, ports and sources tell rules apart`() throws {
        let rule = #"{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}"#
        let other = #"{"ipProtocol":"tcp","fromPort":22,"toPort":23,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}"#
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", nested("sg-1", rule)),
            LedgerCase.attack(1, "AuthorizeSecurityGroupEgress", nested("sg-1", rule)),
            LedgerCase.attack(2, "AuthorizeSecurityGroupIngress", nested("sg-1", other)),
            LedgerCase.response(3, "RevokeSecurityGroupEgress", nested("sg-1", rule)),
        ])
        #expect(ledger.opened == 3)
        #expect(ledger.rules.map(\.revokedBy) == [nil, 3, nil])
        #expect(ledger.rules.map(\.rule.direction) == [.ingress, .egress, .ingress])
    }

    @Test func `The response names the rule, and a revocation may name its ID alone`() throws {
        let response = """
            {"securityGroupRuleSet":{"items":[{"securityGroupRuleId":"sgr-1","groupId":"sg-1","cidrIpv4":"0.0.0.0/0",\
            "ipProtocol":"tcp","fromPort":22,"toPort":22,"isEgress":false}]}}
            """
        for ids in [
            #"{"items":[{"securityGroupRuleId":"sgr-1"}]}"#, #"["sgr-1"]"#, #"{"items":["sgr-1"]}"#,
        ] {
            let ledger = try LedgerCase.rules([
                LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0"), response),
                LedgerCase.response(
                    1, "RevokeSecurityGroupIngress", #"{"groupId":"sg-1","securityGroupRuleIds":\#(ids)}"#),
            ])
            #expect(ledger.rules.map(\.rule.ruleID) == ["sgr-1"])
            #expect(ledger.revoked == 1, "\(ids)")
        }
    }

    @Test func `A revocation's response may say that a permission matched nothing`() throws {
        let unknown = """
            {"_return":true,"unknownIpPermissionSet":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,\
            "ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}}
            """
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0")),
            LedgerCase.response(1, "RevokeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0"), unknown),
        ])
        #expect(ledger.revoked == 0)
    }

    @Test func `A modification takes the old rule away and opens the new one`() throws {
        let response = """
            {"securityGroupRuleSet":{"items":[{"securityGroupRuleId":"sgr-1","groupId":"sg-1","cidrIpv4":"10.0.0.0/8",\
            "ipProtocol":"tcp","fromPort":22,"toPort":22,"isEgress":true}]}}
            """
        func modification(_ cidr: String) -> String {
            """
            {"ModifySecurityGroupRulesRequest":{"GroupId":"sg-1","SecurityGroupRule":{"tag":1,\
            "SecurityGroupRuleId":"sgr-1","SecurityGroupRule":{"IpProtocol":"tcp","FromPort":22,"ToPort":22,\
            "CidrIpv4":"\(cidr)","Description":"x"}}}}
            """
        }
        let ledger = try LedgerCase.rules([
            LedgerCase.response(0, "AuthorizeSecurityGroupEgress", flat("sg-1", "10.0.0.0/8"), response),
            LedgerCase.attack(1, "ModifySecurityGroupRules", modification("0.0.0.0/0")),
            LedgerCase.attack(2, "ModifySecurityGroupRules", modification("0.0.0.0/0")),
            LedgerCase.response(3, "ModifySecurityGroupRules", modification("10.0.0.0/8")),
        ])
        #expect(opened(ledger) == ["sg-1 tcp 22 from 0.0.0.0/0"])
        #expect(ledger.rules[0].rule.direction == .egress)
        #expect(ledger.rules[0].openedBy == [1])
        #expect(ledger.rules[0].revokedBy == 3)
    }

    @Test func `A group that is opened by name may be closed by ID`() throws {
        let rule = #""cidrIp":"0.0.0.0/0","ipProtocol":"tcp","fromPort":22,"toPort":22"#
        let ledger = try LedgerCase.rules([
            LedgerCase.response(
                0, "CreateSecurityGroup", #"{"groupName":"web","groupDescription":"x"}"#, #"{"groupId":"sg-1"}"#),
            LedgerCase.attack(1, "AuthorizeSecurityGroupIngress", #"{"groupName":"web",\#(rule)}"#),
            LedgerCase.attack(2, "AuthorizeSecurityGroupIngress", #"{"groupName":"unheard of",\#(rule)}"#),
            LedgerCase.response(3, "RevokeSecurityGroupIngress", #"{"groupId":"sg-1",\#(rule)}"#),
        ])
        #expect(ledger.rules.map(\.rule.groupID) == ["sg-1", nil])
        #expect(ledger.rules.map(\.rule.groupName) == ["web", "unheard of"])
        #expect(ledger.rules.map(\.revokedBy) == [3, nil])
    }

    @Test func `A name that two groups have stands for neither`() throws {
        let rule = #""cidrIp":"0.0.0.0/0","ipProtocol":"tcp","fromPort":22,"toPort":22"#
        let ledger = try LedgerCase.rules([
            LedgerCase.response(
                0, "CreateSecurityGroup", #"{"groupName":"web","vpcId":"vpc-1"}"#, #"{"groupId":"sg-1"}"#),
            LedgerCase.response(
                1, "CreateSecurityGroup", #"{"groupName":"web","vpcId":"vpc-2"}"#, #"{"groupId":"sg-2"}"#),
            LedgerCase.attack(2, "AuthorizeSecurityGroupIngress", #"{"groupName":"web",\#(rule)}"#),
            LedgerCase.response(3, "RevokeSecurityGroupIngress", #"{"groupId":"sg-1",\#(rule)}"#),
        ])
        #expect(ledger.rules.map(\.rule.groupID) == [nil])
        #expect(ledger.revoked == 0)
    }

    @Test func `A deleted group has no rules`() throws {
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0")),
            LedgerCase.attack(1, "AuthorizeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0", 80)),
            LedgerCase.response(2, "DeleteSecurityGroup", #"{"groupId":"sg-1"}"#),
        ])
        #expect(ledger.rules.map(\.revokedBy) == [2, 2])
    }

    @Test func `A source group without protocol lets all of TCP, UDP and ICMP in`() throws {
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(
                0, "AuthorizeSecurityGroupIngress",
                #"{"groupName":"web","sourceSecurityGroupName":"jump","sourceSecurityGroupOwnerId":"444455556666"}"#)
        ])
        #expect(
            opened(ledger) == [
                "web icmp -1 from jump", "web tcp 0-65535 from jump", "web udp 0-65535 from jump",
            ])
        #expect(ledger.rules.allSatisfy { $0.rule.sourceAccount == "444455556666" })
    }

    @Test func `Groups of RDS and Redshift are groups of their own`() throws {
        let ledger = try LedgerCase.rules([
            LedgerCase.attack(
                0, "AuthorizeDBSecurityGroupIngress", #"{"dBSecurityGroupName":"default","cIDRIP":"0.0.0.0/0"}"#,
                service: "rds"),
            LedgerCase.attack(
                1, "AuthorizeClusterSecurityGroupIngress",
                #"{"clusterSecurityGroupName":"default","cIDRIP":"0.0.0.0/0"}"#, service: "redshift"),
            LedgerCase.response(
                2, "RevokeDBSecurityGroupIngress", #"{"dBSecurityGroupName":"default","cIDRIP":"0.0.0.0/0"}"#,
                service: "rds"),
        ])
        #expect(opened(ledger) == ["default all from 0.0.0.0/0", "default all from 0.0.0.0/0"])
        #expect(ledger.rules.map(\.rule.service) == [.rds, .redshift])
        #expect(ledger.rules.map(\.revokedBy) == [2, nil])
    }

    @Test func `Within a second a rule is opened before it is revoked`() throws {
        let rule = flat("sg-1", "0.0.0.0/0")
        // By the IDs of the events the revocation comes first.
        let ledger = try LedgerCase.rules([
            LedgerCase.response(0, "RevokeSecurityGroupIngress", rule),
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", rule),
        ])
        #expect(ledger.rules.map(\.revokedBy) == [0])
    }

    @Test func `The order of the file does not matter`() throws {
        let calls = [
            LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", flat("sg-2", "0.0.0.0/0")),
            LedgerCase.attack(1, "AuthorizeSecurityGroupIngress", flat("sg-1", "0.0.0.0/0")),
            LedgerCase.attack(
                2, "AuthorizeSecurityGroupIngress",
                nested(
                    "sg-1",
                    #"{"ipProtocol":"-1","ipRanges":{"items":[{"cidrIp":"9.0.0.0/8"},{"cidrIp":"8.0.0.0/8"}]}}"#)),
            LedgerCase.response(3, "RevokeSecurityGroupIngress", flat("sg-2", "0.0.0.0/0")),
        ]
        let forward = try LedgerCase.rules(calls)
        #expect(
            opened(forward) == [
                "sg-2 tcp 22 from 0.0.0.0/0", "sg-1 tcp 22 from 0.0.0.0/0", "sg-1 all from 8.0.0.0/8",
                "sg-1 all from 9.0.0.0/8",
            ])
        #expect(try LedgerCase.rules(calls.reversed()).rules == forward.rules)
    }
}
