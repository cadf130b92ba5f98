import Detections
import Intelligence
import Testing

@testable import Robots

@Suite struct PlaceTests {
    private typealias Call = AskedTrail.Call
    private let usual = AskedTrail.everyDay(Call(time: "", name: "DescribeInstances"))
    private let alert = Call(time: "2020-05-06T09:30:00Z", name: "CreateKeyPair", ip: "198.51.100.23")
    private let home = Call(time: "2020-05-06T09:00:00Z", name: "DescribeInstances")

    private func answer(_ robot: any Robot, _ calls: [Call], _ known: KnownAddresses = KnownAddresses()) throws
        -> RobotAnswer
    {
        try #require(try AskedTrail.ask(robot, about: "CreateKeyPair", in: calls, knowing: [known]))
    }

    // MARK: Address

    @Test func `An address says who owns it, whether it is new, and by whom that is said`() throws {
        let known = KnownAddresses(labels: [
            "198.51.100.23": [(.network, "AS64501 Rented"), (.country, "NL"), (.hosting, "hosting")],
            "192.0.2.10": [(.country, "DE")],
        ])
        let answer = try answer(SourceAddress(), usual + [alert], known)
        #expect(answer.verdict == .finding)
        #expect(
            answer.answer
                == "198.51.100.23 is documentation (RFC 5737), AS64501 Rented (test.mmdb), NL (test.mmdb) and hosting "
                + "(test.mmdb); to ana it is new, to the account new, says the trail; the country NL is new, says test.mmdb."
        )
        #expect(
            answer.reasons.map(\.text) == [
                "address new to the principal", "address new to the account",
                "address in a hosting network: hosting (test.mmdb)", "country new to the principal: NL (test.mmdb)",
            ])
    }

    @Test func `A known address is clear`() throws {
        var call = alert
        call.ip = "192.0.2.10"
        #expect(try answer(SourceAddress(), usual + [call]).verdict == .clear)
    }

    @Test func `A short history is no verdict on an address`() throws {
        let answer = try answer(SourceAddress(), usual.suffix(5) + [alert])
        #expect(answer.verdict == .unknown)
        #expect(
            answer.answer
                == "198.51.100.23 is documentation (RFC 5737); insufficient history (9 days) to say whether ana or the account "
                + "used it before.")
    }

    @Test func `A list counts also without history`() throws {
        let known = KnownAddresses(labels: ["198.51.100.23": [(.tor, "Tor exit")]])
        let answer = try answer(SourceAddress(), [alert], known)
        #expect(answer.verdict == .finding)
        #expect(answer.confidence == .medium)
    }

    @Test func `A country is not new where no other country is known`() throws {
        let known = KnownAddresses(labels: ["198.51.100.23": [(.country, "NL")]])
        #expect(!(try answer(SourceAddress(), usual + [alert], known)).reasons.contains { $0.text.contains("country") })
    }

    @Test(arguments: ["cloudformation.amazonaws.com", "AWS Internal"])
    func `A service in the address's place is said to be one`(name: String) throws {
        var call = alert
        call.ip = name
        let answer = try answer(SourceAddress(), usual + [call])
        #expect(answer.verdict == .clear)
        #expect(answer.answer.hasPrefix("The call came from an AWS service, \(name), on behalf of ana"))
    }

    // MARK: Travel

    private let amsterdam = Coordinates(latitude: 52.37, longitude: 4.90)
    private let sydney = Coordinates(latitude: -33.87, longitude: 151.21)

    @Test func `The great circle from Amsterdam to Sydney is 16,650 km`() {
        #expect((16_600...16_700).contains(amsterdam.distance(to: sydney)))
        #expect(amsterdam.distance(to: amsterdam) == 0)
    }

    @Test func `Half an hour from Amsterdam to Sydney is impossible`() throws {
        let known = KnownAddresses(places: ["192.0.2.10": amsterdam, "198.51.100.23": sydney])
        let answer = try answer(ImpossibleTravel(), usual + [home, alert], known)
        #expect(answer.verdict == .finding)
        #expect(answer.confidence == .high)
        #expect(answer.answer.hasSuffix(" km in 30 minutes."))
        #expect(answer.evidence == [30, 31])
    }

    @Test func `A day is enough for it`() throws {
        var early = home
        early.time = "2020-05-05T09:00:00Z"
        let known = KnownAddresses(places: ["192.0.2.10": amsterdam, "198.51.100.23": sydney])
        #expect(try answer(ImpossibleTravel(), usual + [early, alert], known).verdict == .clear)
    }

    @Test func `One address is no travel`() throws {
        #expect(try answer(ImpossibleTravel(), usual + [alert]).verdict == .clear)
    }

    @Test func `Places that nobody knows are unknown`() throws {
        #expect(try answer(ImpossibleTravel(), usual + [home, alert]).verdict == .unknown)
    }

    @Test func `Two countries without coordinates are a weak sign`() throws {
        let known = KnownAddresses(labels: ["192.0.2.10": [(.country, "NL")], "198.51.100.23": [(.country, "AU")]])
        let answer = try answer(ImpossibleTravel(), usual + [home, alert], known)
        #expect(answer.verdict == .finding)
        #expect(answer.confidence == .low)
    }

    @Test func `A principal with several ways out is a weak sign`() throws {
        let other = AskedTrail.everyDay(Call(time: "", name: "DescribeInstances", ip: "192.0.2.11"))
        let known = KnownAddresses(places: ["192.0.2.10": amsterdam, "198.51.100.23": sydney])
        #expect(try answer(ImpossibleTravel(), usual + other + [home, alert], known).confidence == .low)
    }

    @Test func `Two sessions of one role are two callers`() throws {
        let known = KnownAddresses(places: ["192.0.2.10": amsterdam, "198.51.100.23": sydney])
        var (there, here) = (home, alert)
        (there.role, there.session) = ("deploy", "one")
        (here.role, here.session) = ("deploy", "two")
        #expect(try answer(ImpossibleTravel(), [there, here], known).verdict == .clear)
    }
}
