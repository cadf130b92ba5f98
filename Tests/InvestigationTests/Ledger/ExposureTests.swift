import Records
import Testing

@testable import Investigation

@Suite struct ExposureTests {
    private func exposed(_ calls: [LedgerCase.Call]) throws -> [String] {
        let opening = LedgerCase.attack(
            30, "AuthorizeSecurityGroupIngress",
            #"{"groupId":"sg-1","cidrIp":"0.0.0.0/0","ipProtocol":"tcp","fromPort":22,"toPort":22}"#)
        let ledger = try LedgerCase.rules(calls + [opening])
        return ledger.rules[0].exposes.map { "\($0.kind) \($0.name)" }
    }

    private let launch = LedgerCase.response(
        0, "RunInstances", #"{"groupSet":{"items":[{"groupId":"sg-1"}]}}"#,
        """
        {"instancesSet":{"items":[{"instanceId":"i-1","groupSet":{"items":[{"groupId":"sg-1","groupName":"web"}]},\
        "networkInterfaceSet":{"items":[{"networkInterfaceId":"eni-1","groupSet":{"items":[{"groupId":"sg-1"}]}}]}}]}}
        """)

    @Test func `Instances, databases and load balancers that were seen with the group are exposed`() throws {
        let exposed = try exposed([
            launch,
            LedgerCase.response(
                1, "CreateDBInstance", #"{"dBInstanceIdentifier":"orders","vpcSecurityGroupIds":["sg-1"]}"#,
                service: "rds"),
            LedgerCase.response(
                2, "CreateLoadBalancer", #"{"name":"front","securityGroups":["sg-1","sg-2"]}"#,
                service: "elasticloadbalancing"),
            LedgerCase.response(
                3, "CreateDBInstance", #"{"dBInstanceIdentifier":"other","vpcSecurityGroupIds":["sg-2"]}"#,
                service: "rds"),
            LedgerCase.response(
                40, "ModifyInstanceAttribute", #"{"instanceId":"i-2","groupSet":{"items":[{"groupId":"sg-1"}]}}"#),
        ])
        #expect(exposed == ["database orders", "instance i-1", "instance i-2", "loadBalancer front"])
    }

    @Test func `Instances that are gone are not`() throws {
        let ended = LedgerCase.response(
            40, "TerminateInstances", #"{"instancesSet":{"items":[{"instanceId":"i-1"}]}}"#)
        #expect(try exposed([launch, ended]) == [])
    }

    @Test func `An instance that left the group before it was opened is not exposed, one that left later was`() throws {
        func move(_ minute: Int) -> LedgerCase.Call {
            LedgerCase.response(
                minute, "ModifyInstanceAttribute", #"{"instanceId":"i-1","groupSet":{"items":[{"groupId":"sg-2"}]}}"#)
        }
        #expect(try exposed([launch, move(10)]) == [])
        #expect(try exposed([launch, move(40)]) == ["instance i-1"])
    }

    @Test func `A network interface counts as the instance that it is attached to`() throws {
        let interface = LedgerCase.response(
            1, "CreateNetworkInterface", #"{"groupSet":{"items":[{"groupId":"sg-1"}]}}"#,
            #"{"networkInterface":{"networkInterfaceId":"eni-7","groupSet":{"items":[{"groupId":"sg-1"}]}}}"#)
        let attachment = LedgerCase.response(
            2, "AttachNetworkInterface", #"{"networkInterfaceId":"eni-7","instanceId":"i-7"}"#)
        #expect(try exposed([interface]) == [])
        #expect(try exposed([interface, attachment]) == ["instance i-7"])
    }

    @Test func `Any source and sensitive ports make an exposure`() {
        let database = SecurityGroupRule(ipProtocol: "tcp", fromPort: 5430, toPort: 5439, source: "0.0.0.0/0")
        #expect(Exposure(database).isOpenToAll)
        #expect(Exposure(database).ports.map(\.service) == ["PostgreSQL", "Redshift"])
        let all = SecurityGroupRule(source: "::/0")
        #expect(Exposure(all).isOpenToAll)
        #expect(Exposure(all).ports == Exposure.sensitivePorts)
        let inside = SecurityGroupRule(ipProtocol: "tcp", fromPort: 443, toPort: 443, source: "10.0.0.0/8")
        #expect(!Exposure(inside).isOpenToAll)
        #expect(Exposure(inside).ports.isEmpty)
        #expect(Exposure(SecurityGroupRule(ipProtocol: "udp", source: "1.2.3.4/0")).isOpenToAll)
    }

    @Test func `The sensitive ports ascend`() {
        let numbers = Exposure.sensitivePorts.map(\.number)
        #expect(numbers == numbers.sorted())
    }
}
