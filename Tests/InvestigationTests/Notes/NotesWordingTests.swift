import Cases
import CloudTrail
import Events
import Exports
import Investigation
import Records
import Robots
import Testing

/// That the notes say the same in every place, count in full, and claim no more than the records show.
@Suite struct NotesWordingTests {
    private let document = NotesCase.sampleDocument

    private func claims(_ text: String, in document: NotesDocument? = nil) -> [Claim] {
        (document ?? self.document).claims.filter { $0.text.contains(text) }
    }

    // MARK: Marks

    @Test func whatIsProbableIsInferred() {
        let probable = claims("robabl")
        #expect(probable.count >= 4)
        #expect(probable.filter { $0.mark == .observed }.map(\.text) == [])
    }

    @Test(arguments: [
        "The keys were found where they lay open", "The incident begins at", "used by nobody else in the baseline",
        "they probably lay together", "still active at the end of the trail", "Probable shell access",
        "steps of the response 42 are verified",
    ])
    func oneStatementHasOneMark(text: String) {
        let found = claims(text)
        #expect(found.count >= 2)
        #expect(Set(found.map { [$0.mark.rawValue, $0.confidence?.rawValue] }).count == 1)
    }

    @Test func theLikelyWayInHasOneConfidence() {
        let found = claims("The keys were found where they lay open")
        // In the summary, in the answer, and as a root cause.
        #expect(found.map(\.section) == ["summary", "question-access", "root-cause"])
        #expect(found.allSatisfy { $0.mark == .inferred && $0.confidence == .medium && $0.events == 8 })
    }

    @Test func whatIsUnknownHasNoConfidence() {
        #expect(!NotesCase.sampleMarkdown.contains("Unknown, confidence"))
    }

    // MARK: Counts

    @Test func sixOpeningsAreRepeatsInTimelineLedgerAndAnswer() {
        #expect(claims("Result: 57 ok, 6 repeated", in: document).count == 1)
        #expect(
            claims("9 attempts opened nothing: 6 asked again for what was open, 3 failed.").map(\.events) == [9])
        #expect(claims("17 denied, 6 that asked again for what was open, 0 failed").count == 1)
    }

    /// Of the 318 openings the first and the last are cited, and the number is that of all.
    @Test func whereAListIsCutTheNumberIsThatOfAll() throws {
        let blind = try #require(claims("Whether anybody came through what was opened").first)
        #expect(blind.events == 318 && blind.evidence.count == 2)
        #expect(claims("318 by its own count, 324 in the trail").map(\.events) == [324])
    }

    @Test func theAlertIsWhereTheInvestigationStarted() {
        #expect(
            claims("The investigation started from the alert").map(\.text) == [
                "The investigation started from the alert \u{201C}EC2 key pair made from a suspicious address\u{201D}: a call "
                    + "at 2020-05-06T08:49:17Z."
            ])
        #expect(!NotesCase.sampleMarkdown.contains("noticed"))
    }

    @Test func aGroupShowsARuleThatIsStillOpen() throws {
        // Its rule for everybody was revoked, and of ten single addresses nine are let in.
        let line = try #require(claims("Group: prod-pricing-db; ").first?.text)
        #expect(line.contains("Still open: 9; Rules still open: tcp 5432 from "))
        #expect(line.contains(" and 8 more"))
        let closed = try #require(claims("Group: prod-orders-web; ").first?.text)
        #expect(closed.contains("Still open: 0") && !closed.contains("Rules still open"))
    }

    @Test func aStartedMachineGotNoCredential() {
        let links = document.claims.filter { $0.section == "lineage" }
        #expect(links.map { $0.text.contains("What the link is: started it; issued no credential") } == [true])
    }

    // MARK: Other cases

    private func notes(_ calls: [TinyTrail.Call]) throws -> NotesDocument {
        let tiny = try TinyTrail(
            TinyTrail.everyDay(.init(time: "", name: "DescribeInstances")) + [
                .init(
                    time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", ip: "198.51.100.23", agent: "aws-cli/2.1",
                    request: #"{"keyName":"debug"}"#)
            ]
                + calls.map { call in
                    var call = call
                    call.ip = "198.51.100.23"
                    return call
                })
        defer { tiny.remove() }
        return NotesDocument(NotesCase.of(tiny.trail))
    }

    @Test func whatTheAttackerMadeIsToldApartFromWhatWasTaken() throws {
        let document = try notes([
            .init(
                time: "2020-05-06T09:01:00Z", name: "CreateUser", service: "iam",
                request: #"{"userName":"sys"}"#),
            .init(
                time: "2020-05-06T09:02:00Z", name: "CreateAccessKey", service: "iam",
                response: #"{"accessKey":{"accessKeyId":"AKIASYS","userName":"sys"}}"#,
                request: #"{"userName":"sys"}"#),
            .init(time: "2020-05-06T09:03:00Z", name: "ListBuckets", user: "sys", service: "s3"),
        ])
        let first = try #require(document.claims.first { $0.section == "summary" })
        #expect(
            first.text.contains(
                "an attacker used 1 long-lived access key of 1 principal and 1 access key that they made of 1 principal made "
                    + "by the attacker, in account 111122223333"))
    }

    @Test func nothingIsOtherWhereNothingCameBeforeAndNoIDIsADash() throws {
        let document = try notes([.init(time: "2020-05-06T09:01:00Z", name: "RunInstances")])
        let lines = document.claims.filter { $0.section == "summary" }.map(\.text)
        #expect(
            lines.contains(
                "They made 2 changes: key pair debug and instance launched (ID not recorded); 2 are still in place."))
    }

    @Test func aTrailWithoutAnEventSaysThatThereIsNone() throws {
        let tiny = try TinyTrail([])
        defer { tiny.remove() }
        let document = NotesDocument(NotesCase.of(tiny.trail, alerts: []))
        let markdown = NotesMarkdown(document).text
        #expect(markdown.contains("- There is not a single event to judge by: nothing can be said. *Unknown.*"))
        #expect(markdown.contains("grade D, not to be relied on for the time of the trail: the trail has no events"))
        #expect(markdown.contains("- Trail: no event of AWS CloudTrail\n"))
        #expect(!markdown.contains("stopped") && !markdown.contains("time of the attack"))
    }

    @Test func aBenignTrailClaimsNoAttack() throws {
        let tiny = try TinyTrail([.init(time: "2020-05-06T09:00:00Z", name: "DescribeInstances")])
        defer { tiny.remove() }
        let markdown = NotesMarkdown(NotesDocument(NotesCase.of(tiny.trail, alerts: []))).text
        for words in ["the attacker's calls\n", "time of the attack", "confidence unknown", "looks like part of it"] {
            #expect(!markdown.contains(words), "\(words)")
        }
        #expect(markdown.contains("- Told one by one: nothing, since no call of an attacker was found\n"))
    }
}
