import CloudTrail
import Foundation
import Synchronization
import Testing

@testable import Intelligence

@Suite struct AddressInquiryTests {
    /// Counts how often it is asked.
    private final class Counter: AddressProvider {
        let name: String
        let limits: ProviderLimits
        private let failure: ProviderFailure?
        private let asked = Mutex<[String]>([])

        init(_ name: String, perMinute: Int = 100, failure: ProviderFailure? = nil) {
            self.name = name
            limits = ProviderLimits(queriesPerMinute: perMinute)
            self.failure = failure
        }

        var addresses: [String] { asked.withLock(\.self) }

        func labels(of address: IPAddress) async throws(ProviderFailure) -> [AddressLabel] {
            asked.withLock { $0.append(address.description) }
            if let failure { throw failure }
            return [AddressLabel(.other, "seen", source: name)]
        }
    }

    /// A clock that a test sets.
    private final class Clock: Sendable {
        private let milliseconds = Mutex<Int64>(1_588_752_000_000)

        var now: EventTime { EventTime(milliseconds: milliseconds.withLock(\.self)) }
        func advance(_ by: Int64) { milliseconds.withLock { $0 += by } }
    }

    private let folder: TemporaryFolder
    private let store: AnswerFile
    private let clock = Clock()

    init() throws {
        folder = try TemporaryFolder()
        store = try AnswerFile(path: folder.path + "/answers.json")
    }

    private func inquiry(_ providers: [any AddressProvider], turnedOn: Set<String>) -> AddressInquiry {
        AddressInquiry(providers, turnedOn: turnedOn, store: store, now: { [clock] in clock.now })
    }

    private func words(_ outcomes: [AddressInquiry.Outcome]) -> [String] {
        outcomes.map { outcome in
            switch outcome.result {
            case .success(let answer):
                "\(outcome.provider) \(answer.time.iso8601) \(answer.labels.map(\.text).joined(separator: ","))"
            case .failure(let failure): "\(outcome.provider) \(failure)"
            }
        }
    }

    @Test func `Nobody is asked who was not turned on`() async {
        let provider = Counter("a")
        #expect(await inquiry([provider], turnedOn: []).ask("203.0.113.77").isEmpty)
        #expect(await inquiry([provider], turnedOn: ["b"]).ask("203.0.113.77").isEmpty)
        #expect(inquiry([provider], turnedOn: ["b", "a", "c"]).unknownNames == ["b", "c"])
        #expect(provider.addresses == [])
    }

    @Test(arguments: [
        "10.0.0.1", "127.0.0.1", "169.254.169.254", "fd00::1", "::ffff:192.168.0.1", "ec2.amazonaws.com",
        "AWS Internal", "",
    ])
    func `Nobody is asked about what nobody outside can know`(text: String) async {
        let provider = Counter("a")
        let outcomes = await inquiry([provider], turnedOn: ["a"]).ask(text)
        #expect(words(outcomes) == ["a \(ProviderFailure.notPublic)"])
        #expect(provider.addresses == [])
    }

    @Test func `Answers come in the order of the providers, failures among them, and are kept with their time`()
        async throws
    {
        let providers = [Counter("b"), Counter("a", failure: .status(500)), Counter("c")]
        let inquiry = inquiry(providers, turnedOn: ["a", "b", "c"])
        let first = [
            "b 2020-05-06T08:00:00Z seen", "a the server answered with status 500", "c 2020-05-06T08:00:00Z seen",
        ]
        #expect(words(await inquiry.ask("203.0.113.77")) == first)
        clock.advance(EventTime.hour)
        #expect(words(await inquiry.ask("203.0.113.77")) == first)
        #expect(providers.map(\.addresses.count) == [1, 2, 1])
        #expect(
            words(await inquiry.ask("203.0.113.77", isRenewed: true))[0] == "b 2020-05-06T09:00:00Z seen")
        #expect(providers[0].addresses.count == 2)
    }

    @Test func `No more queries are made in a minute than are allowed`() async {
        let provider = Counter("a", perMinute: 2)
        let inquiry = inquiry([provider], turnedOn: ["a"])
        for text in ["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.1"] { _ = await inquiry.ask(text) }
        #expect(provider.addresses == ["203.0.113.1", "203.0.113.2"])
        #expect(
            words(await inquiry.ask("203.0.113.3"))
                == ["a not asked: 2 queries were made within a minute, which is the limit"])
        clock.advance(EventTime.minute)
        #expect(words(await inquiry.ask("203.0.113.3")) == ["a 2020-05-06T08:01:00Z seen"])
    }

    @Test func `Answers are read again from their file, and are labels of the address`() async throws {
        _ = await inquiry([Counter("a"), Counter("b")], turnedOn: ["a", "b"]).ask("203.0.113.77")
        let again = try AnswerFile(path: folder.path + "/answers.json")
        #expect(again.answers == store.answers)
        #expect(again.answers.map(\.provider) == ["a", "b"])
        let intelligence = AddressIntelligence([KeptAnswers(again.answers)])
        #expect(intelligence.labels(of: "203.0.113.77").map(\.source) == ["RFC 5737", "a", "b"])
    }

    @Test(arguments: [
        ("[", "the JSON ends too early at byte 1"), ("{}", "it has no list of answers"),
        ("{\"answers\": [{\"provider\": 1}]}", "answer 1 lacks a member, or one is of a wrong type"),
    ])
    func `A file of answers that is none is told`(text: String, message: String) throws {
        let path = try folder.write(text.utf8, to: "bad.json")
        #expect(throws: AnswerFile.Unusable(path: path, message: message)) { try AnswerFile(path: path) }
    }

    @Test func `An answer that cannot be kept is given all the same, and said to be not kept`() async throws {
        let nowhere = try AnswerFile(path: folder.path + "/missing/answers.json")
        let inquiry = AddressInquiry([Counter("a")], turnedOn: ["a"], store: nowhere, now: { [clock] in clock.now })
        let outcome = try #require(await inquiry.ask("203.0.113.77").first)
        #expect(words([outcome]) == ["a 2020-05-06T08:00:00Z seen"])
        #expect(outcome.notKept != nil)
    }
}
