import Detections
import Sigma
import Testing

@Suite struct KeyPairAlertTests {
    private let usual = TinyTrail.everyDay(.init(time: "", name: "DescribeInstances"))

    private func alerts(_ calls: [TinyTrail.Call]) throws -> [Alert] {
        let tiny = try TinyTrail(calls)
        defer { tiny.remove() }
        return [any Detector].builtIn.alerts(in: tiny.trail).filter { $0.id.contains("key-pair") }
    }

    @Test func aNewAddressAfterAMonthOfHistoryIsTheLeadAlert() throws {
        let alerts = try alerts(
            usual + [.init(time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", ip: "198.51.100.23")])
        #expect(alerts.map(\.id) == ["huckleberry-ec2-key-pair-suspicious"])
        #expect(alerts[0].rule.level == .critical)
    }

    @Test func theUsualAddressIsNoAlert() throws {
        #expect(try alerts(usual + [.init(time: "2020-05-06T09:00:00Z", name: "CreateKeyPair")]).isEmpty)
    }

    @Test func aShortHistoryIsSaidAndNotJudged() throws {
        let calls =
            Array(usual.suffix(10)) + [.init(time: "2020-05-06T09:00:00Z", name: "ImportKeyPair", ip: "198.51.100.23")]
        let alerts = try alerts(calls)
        #expect(alerts.map(\.id) == ["huckleberry-ec2-key-pair-unjudged"])
        #expect(!alerts[0].reasons.contains { $0.text.contains("new to the principal") })
    }

    @Test func aRefusedAttemptIsALowerAlert() throws {
        let refused = TinyTrail.Call(
            time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", ip: "198.51.100.23",
            error: "Client.UnauthorizedOperation")
        let alerts = try alerts(usual + [refused])
        #expect(alerts.map(\.id) == ["huckleberry-ec2-key-pair-denied"])
        #expect(alerts[0].rule.level < .critical)
    }

    @Test func anIntruderWhoCameTheDayBeforeIsStillNew() throws {
        let calls =
            usual + [
                .init(time: "2020-05-05T23:10:00Z", name: "ListBuckets", ip: "198.51.100.23", service: "s3"),
                .init(time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", ip: "198.51.100.23"),
            ]
        #expect(try alerts(calls).map(\.id) == ["huckleberry-ec2-key-pair-suspicious"])
    }
}
