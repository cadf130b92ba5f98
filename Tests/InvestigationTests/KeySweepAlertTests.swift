import Detections
import Testing

@Suite struct KeySweepAlertTests {
    private let sweep = ["ana", "bob"].flatMap { user in
        ["ListBuckets", "DescribeInstances", "DescribeDBInstances"].map { name in
            TinyTrail.Call(time: "2020-05-06T08:00:00Z", name: name, user: user, ip: "198.51.100.23")
        }
    }

    private func alerts(_ calls: [TinyTrail.Call]) throws -> [String] {
        let tiny = try TinyTrail(calls)
        defer { tiny.remove() }
        return [any Detector].builtIn.alerts(in: tiny.trail).map(\.id).filter { $0.contains("sweep") }
    }

    @Test func twoKeysFromANewAddressAreASweep() throws {
        let usual = TinyTrail.everyDay(.init(time: "", name: "DescribeInstances"))
        #expect(try alerts(usual + sweep) == ["huckleberry-key-sweep"])
    }

    @Test func oneKeyIsNone() throws {
        let usual = TinyTrail.everyDay(.init(time: "", name: "DescribeInstances"))
        #expect(try alerts(usual + sweep.prefix(3)).isEmpty)
    }

    @Test func theOfficeSweepsEveryDay() throws {
        let office = sweep.map { call in
            var call = call
            call.ip = "192.0.2.10"
            return call
        }
        #expect(try alerts(office.flatMap { TinyTrail.everyDay($0) } + office).isEmpty)
    }

    @Test func aShortTrailIsNotJudged() throws {
        #expect(try alerts(sweep) == ["huckleberry-key-sweep-unjudged"])
    }
}
