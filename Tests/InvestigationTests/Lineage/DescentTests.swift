import Investigation
import Testing

/// What a whole trail tells of a key that no incident holds.
@Suite struct DescentTests {
    private func session(_ key: String, name: String = "deploy") -> String {
        #"{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/deploy/\#(name)","accountId":"111122223333","accessKeyId":"\#(key)","sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/deploy"},"attributes":{"creationDate":"2020-05-01T10:00:00Z","mfaAuthenticated":"false"}}}"#
    }

    /// `ana` assumes a role, whose session assumes it again.
    private var calls: [TinyTrail.Call] {
        [
            .init(time: "2020-05-01T09:00:00Z", name: "DescribeVolumes", key: "AKIAANA"),
            .init(
                time: "2020-05-01T10:00:00Z", name: "AssumeRole", key: "AKIAANA", service: "sts",
                response: #"{"credentials":{"accessKeyId":"ASIAFIRST"}}"#,
                request: #"{"roleArn":"arn:aws:iam::111122223333:role/deploy","roleSessionName":"deploy"}"#),
            .init(
                time: "2020-05-01T10:05:00Z", name: "AssumeRole", service: "sts",
                response: #"{"credentials":{"accessKeyId":"ASIASECOND"}}"#,
                request: #"{"roleArn":"arn:aws:iam::111122223333:role/deploy","roleSessionName":"again"}"#,
                identity: session("ASIAFIRST")),
        ]
    }

    private func edges(of id: String) throws -> [String] {
        let tiny = try TinyTrail(calls)
        defer { tiny.remove() }
        return Descent(of: id, in: tiny.trail) { _ in nil }.lineage.edges.map { "\($0.from) \($0.via) \($0.to)" }
    }

    private let owner = "arn:aws:iam::111122223333:user/ana owner AKIAANA"
    private let first = "AKIAANA AssumeRole ASIAFIRST"
    private let second = "ASIAFIRST AssumeRole ASIASECOND"

    @Test func aKeyIsFollowedBackAndForth() throws {
        #expect(try edges(of: "ASIAFIRST") == [owner, first, second])
        #expect(try edges(of: "AKIAANA") == [owner, first, second])
    }

    @Test func aPrincipalLeadsToItsKeysAndTheirs() throws {
        #expect(try edges(of: "arn:aws:iam::111122223333:user/ana") == [owner, first, second])
    }

    @Test func whatNoEventNamesStandsAlone() throws {
        let tiny = try TinyTrail(calls)
        defer { tiny.remove() }
        let descent = Descent(of: "AKIANOBODY", in: tiny.trail) { _ in nil }
        #expect(descent.lineage.nodes.map(\.id) == ["AKIANOBODY"])
        #expect(descent.lineage.edges.isEmpty)
        #expect(!descent.isCut)
    }

    @Test func theIncidentsJudgementIsKept() throws {
        let tiny = try TinyTrail(calls)
        defer { tiny.remove() }
        let descent = Descent(of: "AKIAANA", in: tiny.trail) { $0 == "ASIAFIRST" ? .excluded : nil }
        #expect(descent.lineage.nodes.filter { $0.status == .excluded }.map(\.id) == ["ASIAFIRST"])
    }
}
