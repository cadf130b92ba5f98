import CloudTrail
import Detections
import Events
import Records
import Testing

/// Compares what a call's context says with what the words mean, told by looking at every event.
@Suite struct CallContextOracleTests {
    /// What a look at every event needs to know of one.
    private struct Fact {
        var time: Int64
        var account: String?
        var principal: String?
        var address: String?
        var name: String?
        var key: String?
        var client: ClientFamily
    }

    /// Calls of sixty days, some of whose callers, addresses and names are rare. The same for the same seed.
    private func calls(seed: UInt64, count: Int) -> [TestTrail.Call] {
        var state = seed
        func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        /// The first values most often.
        func pick<Value>(_ values: [Value]) -> Value { values[min(below(values.count), below(values.count))] }
        let start: Int64 = 1_704_067_200_000  // 2024-01-01
        let agents = ["Boto3/1.12", "Terraform/1.5 (+https://www.terraform.io)", "aws-cli/2.15", "Pacu"]
        return (0..<count).map { _ in
            let time = EventTime(milliseconds: start + Int64(below(60 * 24 * 60)) * EventTime.minute)
            let user = pick(["ana", "bob", "eva", "kim", "leo", "mia"])
            return TestTrail.Call(
                time: time.iso8601,
                name: pick(["ListBuckets", "GetObject", "CreateUser", "RunInstances", "StopLogging"]),
                user: user, key: below(9) == 0 ? nil : "AKIA\(user.uppercased())\(below(3))",
                ip: pick([
                    "192.0.2.10", "192.0.2.11", "ec2.amazonaws.com", "198.51.100.23", "2001:db8::1", "203.0.113.7",
                ]),
                account: pick(["111122223333", "444455556666"]), agent: pick(agents))
        }
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func theContextIsWhatItsWordsMean(seed: UInt64) throws {
        let test = try TestTrail(calls(seed: seed, count: 700))
        defer { test.remove() }
        let index = test.trail.index
        let facts = (0..<index.count).map { row in
            Fact(
                time: index.times[row], account: index.text(.account, row), principal: index.text(.principal, row),
                address: index.text(.ip, row), name: index.text(.name, row), key: index.text(.key, row),
                client: index.flags(row).client)
        }
        var seen: Set<String> = []
        for days in [(30, 3), (20, 0), (5, 5)] {
            var options = DetectionOptions()
            (options.baselineDays, options.recentDays) = days
            for row in stride(from: 0, to: index.count, by: 11) {
                let context = CallContext(of: row, in: index, options: options)
                let own = facts[row]
                let before = facts.filter {
                    $0.time >= own.time - Int64(days.0) * EventTime.day
                        && $0.time < own.time - Int64(days.1) * EventTime.day
                }
                func novelty(_ isSame: (Fact) -> Bool) -> Novelty {
                    let same = before.filter(isSame)
                    guard let last = same.last else {
                        // What the trail holds begins with the account, or where its caller is of another with that.
                        let home = own.principal.flatMap { ARN($0)?.account }
                        let firsts = [own.account, home].compactMap { account in
                            account.flatMap { account in facts.first { $0.account == account }?.time }
                        }
                        let reach = Int((own.time - (firsts.max() ?? own.time)) / EventTime.day)
                        return reach >= days.0 ? .new : .insufficientHistory(days: reach)
                    }
                    let daysSeen = Set(same.map { $0.time / EventTime.day }).count
                    let time = EventTime(milliseconds: last.time)
                    return daysSeen < 3 ? .rare(lastSeen: time) : .usual(lastSeen: time)
                }
                let hasAddress = own.address.flatMap { IPAddress($0) } != nil
                let isOwn = { (fact: Fact) in fact.principal == own.principal }
                #expect(
                    context.addressNovelty
                        == (hasAddress ? novelty { isOwn($0) && $0.address == own.address } : nil))
                #expect(
                    context.addressInAccount
                        == (hasAddress ? novelty { $0.account == own.account && $0.address == own.address } : nil))
                #expect(context.clientNovelty == novelty { isOwn($0) && $0.client == own.client })
                #expect(context.callNovelty == novelty { isOwn($0) && $0.name == own.name })
                let same = before.filter { $0.name == own.name && $0.account == own.account }
                #expect(context.sameCalls.count == same.count)
                #expect(context.sameCalls.byCode == same.count { $0.client == .iac })
                let keys = Set(facts.filter { $0.address == own.address }.compactMap(\.key))
                #expect(context.keysOfAddress == (hasAddress ? keys.count : 0))
                seen.insert(context.addressNovelty?.sign ?? "-")
                seen.insert(context.callNovelty.sign)
            }
        }
        // The trail is one that tries all answers.
        #expect(seen == ["!", "~", "=", "?", "-"])
    }
}
