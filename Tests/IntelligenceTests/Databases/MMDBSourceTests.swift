import CloudTrail
import Foundation
import JSON
import Testing

@testable import Intelligence

@Suite struct MMDBSourceTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func source(_ record: JSONValue) throws -> MMDBSource {
        let database = try WrittenDatabase([("203.0.113.0/24", record)])
        return try MMDBSource(path: try folder.write(database.bytes, to: "test.mmdb"))
    }

    private func labels(_ record: JSONValue) throws -> [String] {
        try labels(source(record), of: "203.0.113.77")
    }

    private func labels(_ source: MMDBSource, of text: String) throws -> [String] {
        source.labels(of: try #require(IPAddress(text))).map { "\($0.kind.rawValue): \($0.text)" }
    }

    private func coordinates(_ record: JSONValue) throws -> Coordinates? {
        try source(record).coordinates(of: try #require(IPAddress("203.0.113.77")))
    }

    @Test func `MaxMind City and DB-IP: country, city and place`() throws {
        let record: JSONValue = [
            "city": ["geoname_id": 2_759_794, "names": ["de": "Amsterdam (de)", "en": "Amsterdam"]],
            "country": ["iso_code": "NL", "names": ["en": "The Netherlands"]],
            "location": ["accuracy_radius": 20, "latitude": .number(52.3716), "longitude": .number(4.8883)],
        ]
        #expect(try labels(record) == ["country: NL", "city: Amsterdam"])
        #expect(try coordinates(record) == Coordinates(latitude: 52.3716, longitude: 4.8883))
    }

    @Test func `MaxMind ASN`() throws {
        #expect(
            try labels(["autonomous_system_number": 64_500, "autonomous_system_organization": "Example Hosting"])
                == ["network: AS64500 Example Hosting"])
        #expect(try labels(["autonomous_system_number": 64_500]) == ["network: AS64500"])
        #expect(try labels(["isp": "Example Broadband"]) == ["network: Example Broadband"])
    }

    @Test func `MaxMind Anonymous-IP`() throws {
        #expect(
            try labels(["is_anonymous": true, "is_hosting_provider": true, "is_anonymous_vpn": true])
                == ["hosting: hosting provider", "vpn: VPN"])
        #expect(
            try labels(["is_tor_exit_node": true, "is_public_proxy": true, "is_residential_proxy": true])
                == ["tor: Tor exit node", "proxy: public proxy", "proxy: residential proxy"])
        #expect(try labels(["is_anonymous": true]) == ["other: anonymous network"])
        #expect(try labels(["is_anonymous": false, "is_tor_exit_node": false]) == [])
    }

    @Test func `MaxMind Enterprise and Insights nest what they say in traits and anonymizer`() throws {
        let record: JSONValue = [
            "country": ["iso_code": "SG"],
            "traits": [
                "autonomous_system_number": 64_501, "autonomous_system_organization": "Example Transit",
                "is_anonymous_vpn": true, "user_type": "hosting",
            ],
            "anonymizer": ["is_public_proxy": true, "provider_name": "ExampleVPN"],
        ]
        #expect(
            try labels(record) == [
                "network: AS64501 Example Transit", "country: SG", "vpn: VPN ExampleVPN", "proxy: public proxy",
                "hosting: hosting provider",
            ])
    }

    @Test func `IPinfo is flat, and has texts for numbers`() throws {
        let location: JSONValue = [
            "city": "Singapore", "country": "SG", "lat": "1.28967", "lng": "103.85007", "region": "Singapore",
        ]
        #expect(try labels(location) == ["country: SG", "city: Singapore"])
        #expect(try coordinates(location) == Coordinates(latitude: 1.28967, longitude: 103.85007))
        #expect(try coordinates(["loc": "1.28967,103.85007"]) == Coordinates(latitude: 1.28967, longitude: 103.85007))
        #expect(
            try labels([
                "as_domain": "example.net", "as_name": "Example Net", "asn": "AS64501", "country": "Singapore",
                "country_code": "SG",
            ]) == ["network: AS64501 Example Net", "country: SG"])
        #expect(
            try labels(["asn": "AS64502", "domain": "example.org", "name": "Example Org", "type": "hosting"])
                == ["network: AS64502 Example Org", "hosting: hosting provider"])
    }

    @Test func `IPinfo privacy, as texts and as truth values`() throws {
        #expect(
            try labels([
                "hosting": "true", "proxy": "", "relay": "false", "service": "ExampleVPN", "tor": "", "vpn": "true",
            ])
                == ["hosting: hosting provider", "vpn: VPN ExampleVPN"])
        #expect(
            try labels(["hosting": false, "proxy": true, "relay": true, "tor": true, "vpn": false])
                == ["tor: Tor exit node", "proxy: proxy", "proxy: relay"])
    }

    @Test func `Places that are not on the globe are no places`() throws {
        #expect(try coordinates(["location": ["latitude": .number(91.5), "longitude": .number(0.5)]]) == nil)
        #expect(try coordinates(["lat": "north", "lng": "4"]) == nil)
        #expect(try coordinates(["loc": "1.0"]) == nil)
        #expect(try coordinates(["lat": "nan", "lng": "4"]) == nil)
    }

    @Test func `Addresses outside of its blocks, and of the other version, are unknown`() throws {
        let both = try WrittenDatabase([
            ("203.0.113.0/24", ["country": ["iso_code": "NL"]]), ("2001:db8::/32", ["country": ["iso_code": "IE"]]),
        ])
        let source = try MMDBSource(path: try folder.write(both.bytes, to: "both.mmdb"))
        #expect(source.name == "both.mmdb")
        #expect(try labels(source, of: "203.0.113.1") == ["country: NL"])
        #expect(try labels(source, of: "2001:db8::1") == ["country: IE"])
        #expect(try labels(source, of: "198.51.100.1") == [])
        #expect(try labels(source, of: "2001:db9::1") == [])

        let v4 = try WrittenDatabase([("203.0.113.0/24", ["country": ["iso_code": "NL"]])], ipVersion: 4)
        let old = try MMDBSource(path: try folder.write(v4.bytes, to: "v4.mmdb"))
        #expect(try labels(old, of: "203.0.113.1") == ["country: NL"])
        #expect(try labels(old, of: "2001:db8::1") == [])
    }

    @Test func `The labels name the file`() throws {
        let label = try source(["country": ["iso_code": "NL"]]).labels(of: try #require(IPAddress("203.0.113.1")))
        #expect(label == [AddressLabel(.country, "NL", source: "test.mmdb")])
    }
}
