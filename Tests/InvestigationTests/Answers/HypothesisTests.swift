import CloudTrail
import Events
import Investigation
import Records
import Robots
import Testing

@Suite struct HypothesisTests {
    private let history = [TinyTrail.Call(time: "2020-03-01T00:00:00Z", name: "DescribeInstances", user: "eva")]

    private func hypotheses(_ calls: [TinyTrail.Call], before: [TinyTrail.Call] = []) throws -> [Hypothesis] {
        let attack = try TinyAttack(calls, before: history + before)
        defer { attack.remove() }
        return Hypothesis.all(
            of: attack.scope, in: attack.trail, coverage: Coverage(of: attack.scope, in: attack.trail))
    }

    @Test func `Where the keys of the sample case come from is undetermined`() throws {
        let scope = SampleCase.incident.scope
        let all = Hypothesis.all(
            of: scope, in: SampleCase.trail, coverage: Coverage(of: scope, in: SampleCase.trail))
        #expect(all.map(\.id) == ["exposed-keys", "pipeline"])
        #expect(all.map(\.confidence) == [.medium, .low])
        #expect(Hypothesis.determined(among: all) == nil)
        let exposed = try #require(all.first)
        #expect(exposed.supporting.count == 4)
        #expect(exposed.supporting[0].text.contains("keys of 8 users"))
        #expect(exposed.supporting[0].rows.count == 8)
        #expect(exposed.supporting[1].text.hasPrefix("6 of 8 keys"))
        #expect(exposed.against == [])
    }

    @Test func `A key that somebody else made shortly before points to them`() throws {
        let made = TinyTrail.Call(
            time: "2020-05-01T08:00:00Z", name: "CreateAccessKey", user: "mallory", ip: "203.0.113.1", service: "iam",
            response: #"{"accessKey":{"accessKeyId":"AKIAANA","userName":"ana"}}"#)
        let found = try hypotheses([.init(time: "2020-05-06T08:00:00Z", name: "ListBuckets")], before: [made])
        #expect(found.map(\.id) == ["issued-key", "exposed-keys"])
        #expect(found[0].supporting.map(\.text) == ["AKIAANA of ana was made by mallory at 2020-05-01 08:00:00."])
        #expect(found[1].against.count == 2)
    }

    @Test func `Guessed passwords are told by failures before the sign-in`() throws {
        func signIn(_ second: Int, _ error: String?) -> TinyTrail.Call {
            .init(
                time: "2020-05-06T08:00:0\(second)Z", name: "ConsoleLogin", key: "", service: "signin", error: error,
                response: error == nil ? #"{"ConsoleLogin":"Success"}"# : #"{"ConsoleLogin":"Failure"}"#)
        }
        var calls: [TinyTrail.Call] = []
        for second in 0..<5 { calls.append(signIn(second, "Failed authentication")) }
        calls.append(signIn(6, nil))
        calls.append(.init(time: "2020-05-06T08:01:00Z", name: "ListBuckets", key: "ASIAANA"))
        let found = try hypotheses(calls)
        let signedIn = try #require(found.first { $0.id == "sign-in" })
        #expect(signedIn.confidence == .high)
        #expect(signedIn.supporting.map(\.text).contains("5 sign-ins failed in the day before."))
        #expect(Hypothesis.determined(among: found)?.id == "sign-in")
    }

    @Test func `A pipeline's key alone is a pipeline's leak or lay open`() throws {
        let found = try hypotheses([.init(time: "2020-05-06T08:00:00Z", name: "ListBuckets", user: "ci-deploy")])
        #expect(Set(found.map(\.id)) == ["pipeline", "exposed-keys"])
        #expect(found[0].id == "pipeline")
        // A name that only holds the letters is none.
        let other = try hypotheses([.init(time: "2020-05-06T08:00:00Z", name: "ListBuckets", user: "lucia")])
        #expect(other.map(\.id) == ["exposed-keys"])
    }

    @Test func `Nothing is supposed without calls`() {
        let coverage = Coverage(of: .empty, in: SampleCase.trail)
        #expect(Hypothesis.all(of: .empty, in: SampleCase.trail, coverage: coverage) == [])
    }
}
