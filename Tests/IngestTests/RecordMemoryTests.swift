import Events
import Testing

@testable import Ingest

/// What a worker remembers of records, where it might mislead it.
@Suite struct RecordMemoryTests {
    private func event(_ identity: String, id: Int) -> String {
        let digits = String(id)
        let padded = String(repeating: "0", count: 12 - digits.count) + digits
        return #"{"eventVersion":"1.08","userIdentity":"# + identity
            + #","eventTime":"2020-05-06T09:41:12Z","eventSource":"ec2.amazonaws.com","eventName":"RunInstances""#
            + #","awsRegion":"us-east-1","eventID":"5a4f7d4c-0000-4000-8000-"# + padded + #""}"#
    }

    private func session(_ name: String, key: String = "ASIAEXAMPLE000000001", mfa: String) -> String {
        #"{"type":"AssumedRole","principalId":"AROAEXAMPLE:ana","#
            + #""arn":"arn:aws:sts::111122223333:assumed-role/"# + name + #"/ana","accountId":"111122223333""#
            + #","accessKeyId":""# + key + #"","sessionContext":{"attributes":{"mfaAuthenticated":""# + mfa + #""}}}"#
    }

    /// By the number of the record, from 1.
    private func texts(_ field: IndexField, _ scan: Scan) -> [String?] {
        let index = scan.index
        let rows = (0..<index.count).sorted { index.location($0).record < index.location($1).record }
        return rows.map { index.text(field, $0) }
    }

    /// The first record of a text is written before the others are read only where there are many of them.
    private func trail(_ identities: [String]) -> String {
        let first = (1...RowWriter.batchLength).map { event(session("first", mfa: "true"), id: $0) }
        let others = identities.enumerated().map { event($1, id: 1_000 + $0) }
        return (first + others).joined(separator: "\n")
    }

    private func others(_ field: IndexField, _ scan: Scan) -> [String?] {
        Array(texts(field, scan).dropFirst(RowWriter.batchLength))
    }

    @Test func aKnownCallerIsTakenForItself() {
        let scan = Scan(trail([session("first", mfa: "true"), session("first", mfa: "true")]))
        #expect(others(.key, scan) == ["ASIAEXAMPLE000000001", "ASIAEXAMPLE000000001"])
        #expect(others(.role, scan) == ["first", "first"])
        #expect(others(.session, scan) == ["ana", "ana"])
        // Nothing but the identity names it.
        #expect(others(.account, scan) == ["111122223333", "111122223333"])
        #expect(others(.mfa, scan) == ["true", "true"])
    }

    @Test(arguments: [1, 31, 32, 33, 64, 100])
    func zerosInPlaceOfANameAreNoName(count: Int) {
        let zeros = String(repeating: "\0", count: count)
        let sound = event(session("first", mfa: "true"), id: 1)
        let scan = Scan(sound.replacing(#","eventTime""#, with: "," + zeros + #""eventTime""#))
        #expect(scan.scan.events == 0)
        #expect(scan.scan.rejections.map(\.record) == [1])
    }

    /// The key is the same in all of them, and all but one are as long as the one that is known.
    @Test func whoHasTheKeyOfAKnownCallerIsNotTakenForHim() {
        let scan = Scan(
            trail([
                session("other", mfa: "true"), session("first", mfa: "null"), session("fi", mfa: "true"),
                #"{"type":"IAMUser","principalId":"A","arn":"arn:aws:iam::444455556666:user/eve","accountId":"#
                    + #""444455556666","accessKeyId":"ASIAEXAMPLE000000001","userName":"eve"}"#,
            ]))
        #expect(others(.role, scan) == ["other", "first", "fi", nil])
        #expect(others(.user, scan) == [nil, nil, nil, "eve"])
        #expect(others(.mfa, scan) == ["true", "unrecorded", "true", "unrecorded"])
        #expect(others(.account, scan) == ["111122223333", "111122223333", "111122223333", "444455556666"])
    }

    @Test func theLastOfTwoIdentitiesIsTheOneThatCounts() {
        let twice = session("first", mfa: "true") + #","userIdentity":"# + session("second", mfa: "false")
        let known = session("second", mfa: "false") + #","userIdentity":"# + session("first", mfa: "true")
        let scan = Scan(trail([twice, known]))
        #expect(others(.role, scan) == ["second", "first"])
        #expect(others(.mfa, scan) == ["false", "true"])
    }

    /// More names than are remembered, some of them within objects whose own members go on behind them.
    @Test func manyNamesAreNoMatter() {
        let names = (0..<400).map { #""name\#($0)":"\#($0)""# }
        let identity =
            #"{"type":"IAMUser","userName":"ana","sessionContext":{"#
            + names[..<200].joined(separator: ",") + #"},"accessKeyId":"AKIAEXAMPLE000000001","#
            + #""arn":"arn:aws:iam::111122223333:user/ana"}"#
        let texts = (1...3).map { event(identity + "," + names[200...].joined(separator: ","), id: $0) }
        let scan = Scan(texts.joined(separator: "\n"))
        #expect(self.texts(.key, scan) == [String?](repeating: "AKIAEXAMPLE000000001", count: 3))
        #expect(self.texts(.user, scan) == ["ana", "ana", "ana"])
        #expect(self.texts(.name, scan) == ["RunInstances", "RunInstances", "RunInstances"])
        #expect(self.texts(.region, scan) == ["us-east-1", "us-east-1", "us-east-1"])
    }

    /// The same name means one thing in a record and another in what tells who called.
    @Test func aNameIsToldByWhereItStands() {
        let plain = #"{"type":"Root","arn":"arn:aws:iam::111122223333:root"}"#
        let odd =
            #"{"type":"Root","eventName":"A","arn":"arn:aws:iam::111122223333:root"},"#
            + #""type":"B","arn":"C","accessKeyId":"D""#
        let all = [plain, odd, plain, odd, odd].enumerated().map { event($1, id: $0) }
        let scan = Scan(all.joined(separator: "\n"))
        #expect(texts(.name, scan) == [String?](repeating: "RunInstances", count: 5))
        #expect(texts(.type, scan) == [String?](repeating: "Root", count: 5))
        #expect(texts(.key, scan) == [String?](repeating: nil, count: 5))
        #expect(texts(.principal, scan) == [String?](repeating: "arn:aws:iam::111122223333:root", count: 5))
    }
}
