import Foundation
import JSON
import Synth
import Testing

/// What the records of the training cases say, read from the files.
@Suite struct TrainingTests {
    private static func write(_ scenario: String) async throws -> WrittenTrail {
        let folder = TemporaryFolder()
        _ = try await Scenario.named(scenario).write(to: folder.path, events: 2_500)
        return try WrittenTrail(folder.path)
    }

    @Test func bothAccountsOfAChainReceiveItsAssumeRole() async throws {
        let trail = try await Self.write("role-chain")
        let calls = try trail.records(containing: "botocore-session-1727831860")
            .filter { $0.text("eventName") == "AssumeRole" }
        #expect(calls.map { $0.text("recipientAccountId") }.sorted() == ["111122223333", "444455556666"])
        #expect(calls.map { $0.text("userIdentity", "type") }.sorted() == ["AWSAccount", "AssumedRole"])
        #expect(Set(calls.map { $0.text("sharedEventID") }).count == 1)
        #expect(calls.allSatisfy { !$0.text("sharedEventID").isEmpty })
        #expect(Set(calls.map { $0.text("eventID") }).count == 2)
        let foreign = try #require(calls.first { $0.text("userIdentity", "type") == "AWSAccount" })
        #expect(foreign.text("userIdentity", "accountId") == "444455556666")
        #expect(foreign["userIdentity"]?["arn"] == nil)
        // The session that it opened is the one that is used.
        let key = foreign.text("responseElements", "credentials", "accessKeyId")
        let used = try trail.records(containing: key).filter { $0.text("userIdentity", "accessKeyId") == key }
        #expect(used.count == 19)
    }

    @Test func anAssumeRoleWithinOneAccountIsNotShared() async throws {
        let calls = try await Self.write("role-chain").records(containing: "botocore-session-1727831671")
            .filter { $0.text("requestParameters", "roleSessionName") == "botocore-session-1727831671" }
        #expect(calls.count == 1)
        #expect(calls.first?["sharedEventID"] == nil)
    }

    @Test func signInsFailBeforeOneSucceedsWithoutMFA() async throws {
        let logins = try await Self.write("console-takeover").records(containing: "203.0.113.58")
            .filter { $0.text("eventName") == "ConsoleLogin" }
        #expect(
            logins.map { $0.text("responseElements", "ConsoleLogin") }
                == Array(repeating: "Failure", count: 9) + ["Success", "Success"])
        #expect(
            logins.map { $0.text("userIdentity", "userName") } == [
                "HIDDEN_DUE_TO_SECURITY_REASONS", "HIDDEN_DUE_TO_SECURITY_REASONS", "farid.azimi", "farid.azimi",
                "HIDDEN_DUE_TO_SECURITY_REASONS", "mateo.silva", "mateo.silva", "mateo.silva", "mateo.silva",
                "mateo.silva", "tara.nolan",
            ])
        #expect(logins.allSatisfy { $0.text("additionalEventData", "MFAUsed") == "No" })
        #expect(logins.allSatisfy { $0.text("eventType") == "AwsConsoleSignIn" })
    }

    @Test func callsOfAConsoleSessionSaySo() async throws {
        let calls = try await Self.write("console-takeover").records(containing: "203.0.113.58")
            .filter { $0.text("eventType") == "AwsApiCall" }
        #expect(calls.count == 15)
        // A text, as CloudTrail writes it.
        #expect(calls.allSatisfy { $0["sessionCredentialFromConsole"] == .string("true") })
        #expect(calls.allSatisfy { $0.text("userIdentity", "accessKeyId").hasPrefix("ASIA") })
        #expect(calls.allSatisfy { $0.text("userIdentity", "type") == "IAMUser" })
    }

    @Test func theNewKeyIsUsedFromElsewhere() async throws {
        let calls = try await Self.write("console-takeover").records(containing: "198.51.100.190")
        #expect(calls.count == 12)
        #expect(Set(calls.map { $0.text("userIdentity", "userName") }) == ["aws-health-check"])
        #expect(calls.filter { $0.text("eventName") == "RunInstances" }.count == 2)
        #expect(calls.allSatisfy { $0["sessionCredentialFromConsole"] == nil })
    }

    @Test func theTruthOfAQuietMonthIsThatThereWasNothing() async throws {
        let folder = TemporaryFolder()
        _ = try await Scenario.named("quiet-month").write(to: folder.path, events: 2_500)
        let truth = try JSONValue.parse(String(contentsOfFile: folder.path + "/truth.json", encoding: .utf8))
        #expect(truth["incident"] == false)
        #expect(truth["keys"] == [])
        #expect(truth["addresses"] == [])
        #expect(truth["principals"] == [])
    }
}
