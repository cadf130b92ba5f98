import ATTACK
import Testing

@Suite struct CallTableTests {
    let table = CallTable.standard

    @Test func everyCallHasItsTechniquesInBothVersions() {
        #expect(table.calls.count == 623)
        for call in table.calls {
            #expect((0...4).contains(call.interest))
            #expect(call.techniques(in: .v18).count == call.techniques(in: .v19).count, "\(call.service) \(call.name)")
        }
    }

    @Test func everyCallIsFoundAndInByteOrder() {
        let names = table.calls.map { "\($0.service) \($0.name)" }
        #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        for call in table.calls {
            #expect(table.call(service: call.service, name: call.name) == call)
        }
    }

    @Test func theCallsOfTheReferenceIncident() {
        #expect(ids("ec2", "CreateKeyPair", .v18) == ["T1098.001"])
        #expect(ids("ec2", "AuthorizeSecurityGroupIngress", .v18) == ["T1562.007", "T1578.005"])
        #expect(ids("ec2", "AuthorizeSecurityGroupIngress", .v19) == ["T1686.001", "T1578.005"])
        #expect(ids("ec2", "StartInstances", .v18) == ["T1578"])
        #expect(ids("s3", "ListBuckets", .v18) == ["T1580", "T1619"])
        #expect(table.interest(service: "ec2", name: "CreateKeyPair") == 3)
        #expect(table.interest(service: "sts", name: "GetCallerIdentity") == 1)
        #expect(table.interest(service: "iam", name: "CreateAccessKey") == 4)
    }

    @Test func aServiceMayHaveItsDomain() {
        #expect(table.interest(service: "ec2.amazonaws.com", name: "CreateKeyPair") == 3)
    }

    @Test func lambdaCallsAreFoundWithAndWithoutTheirApiVersion() {
        #expect(ids("lambda", "GetFunction20150331v2", .v18) == ["T1526", "T1552.001"])
        #expect(ids("lambda", "GetFunction", .v18) == ["T1526", "T1552.001"])
        #expect(ids("lambda", "AddPermission20150331", .v18) == ["T1098", "T1546"])
    }

    @Test func anUnknownCallHasNothing() {
        #expect(table.call(service: "ec2", name: "NoSuchCall") == nil)
        #expect(table.interest(service: "nowhere", name: "CreateKeyPair") == nil)
        #expect(ids("ec2", "createkeypair", .v18).isEmpty)
    }

    @Test func aConditionSaysWhenACallCounts() {
        let call = table.call(service: "ec2", name: "AuthorizeSecurityGroupIngress")
        #expect(call?.condition == "4 when open to any source")
        #expect(table.call(service: "ec2", name: "CreateKeyPair")?.condition == nil)
    }

    private func ids(_ service: String, _ name: String, _ version: AttackVersion) -> [String] {
        table.techniques(service: service, name: name, in: version).map(\.id)
    }
}
