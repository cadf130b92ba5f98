import CloudTrail
import Records
import Testing

@testable import Investigation

@Suite struct ResilienceAdviceTests {
    private let seeds = ScopeSeeds(
        keys: ["AKIAANA"], addresses: ["198.51.100.23"], time: EventTime("2020-05-06T08:00:00Z"), label: "the alert")

    private func advice(_ calls: [TinyTrail.Call], changes: [ResourceChange] = [], gaps: [Gap] = []) throws
        -> [ResilienceAdvice]
    {
        let tiny = try TinyTrail(calls)
        defer { tiny.remove() }
        return ResilienceAdvice.all(scope: Scope(seeds, in: tiny.trail), changes: changes, gaps: gaps, in: tiny.trail)
    }

    private func attack(_ name: String, service: String = "ec2", error: String? = nil) -> TinyTrail.Call {
        TinyTrail.Call(time: "2020-05-06T08:00:00Z", name: name, ip: "198.51.100.23", service: service, error: error)
    }

    private var work: [TinyTrail.Call] { TinyTrail.everyDay(.init(time: "", name: "DescribeInstances")) }

    @Test func aUserThatOnlyTheAttackerUsedIsToBeRemoved() throws {
        // Somebody else makes the trail long enough.
        let others = TinyTrail.everyDay(.init(time: "", name: "DescribeInstances", user: "bob"))
        let advice = try advice(others + [attack("ListBuckets", service: "s3")])
        #expect(advice.first?.id == "unused-user")
        #expect(advice.first?.recommendation.contains(": ana. In the 34 days of the trail nobody but") == true)
        #expect(advice.first?.evidence == [30])
    }

    @Test func aKeyInDailyUseIsNeitherIdleNorItsUserUnused() throws {
        let ids = try advice(work + [attack("DescribeInstances")]).map(\.id)
        #expect(!ids.contains("unused-user"))
        #expect(!ids.contains("idle-key"))
    }

    @Test func callsThatTheOwnerNeverMakesAreTooMuch() throws {
        let advice = try advice(
            work + [
                attack("CreateKeyPair"), attack("DescribeInstances"), attack("DescribeImages"),
                attack("ListUsers", service: "iam"), attack("StartInstances", error: "Client.UnauthorizedOperation"),
            ])
        let excess = try #require(advice.first { $0.id == "excess-permissions" })
        // Reading more of a service that the owner uses is no excess, and what was denied was not permitted.
        #expect(excess.recommendation.hasSuffix(": ana: ec2 CreateKeyPair; iam ListUsers."))
        #expect(excess.evidence == [30, 33])
    }

    @Test func changesWithoutMFAAndFromNewAddressesWantConditions() throws {
        let advice = try advice(work + [attack("CreateKeyPair"), attack("CreateKeyPair")])
        #expect(advice.first { $0.id == "no-mfa-condition" }?.evidence == [30])
        #expect(advice.first { $0.id == "no-source-ip-condition" }?.evidence == [30])
    }

    @Test func readingAloneWantsNoMFA() throws {
        #expect(try !advice(work + [attack("DescribeInstances")]).contains { $0.id == "no-mfa-condition" })
    }

    @Test func sharedDataAndStoppedTrailsHaveTheirAdvice() throws {
        func change(_ kind: ResourceChange.Kind, _ id: String) -> ResourceChange {
            ResourceChange(
                kind: kind, id: id, account: "111122223333", region: "us-east-1",
                by: "arn:aws:iam::111122223333:user/ana", row: 30)
        }
        let advice = try advice(
            work + [attack("StopLogging", service: "cloudtrail")],
            changes: [change(.snapshotShared, "snap-1"), change(.trail, "org")])
        #expect(advice.first { $0.id == "public-access-block" }?.recommendation.hasSuffix(": snap-1.") == true)
        #expect(advice.first { $0.id == "trail-gaps" }?.evidence == [30])
    }

    @Test func withoutAnAttackerThereIsNothingToLearn() throws {
        #expect(try advice(work).isEmpty)
    }

    @Test func theOrderIsTheSameWhateverTheOrderOfTheFile() throws {
        let calls = work + [attack("CreateKeyPair"), attack("ListUsers", service: "iam")]
        #expect(try advice(calls).map(\.id) == advice(calls.reversed()).map(\.id))
    }
}
