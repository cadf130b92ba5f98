import CloudTrail
import Intelligence
import Testing

@Suite struct AddressIntelligenceTests {
    /// A source that says one thing of every address.
    private struct Constant: AddressSource {
        let name: String
        var coordinates: Coordinates?

        func labels(of address: IPAddress) -> [AddressLabel] { [AddressLabel(.other, "seen", source: name)] }
        func coordinates(of address: IPAddress) -> Coordinates? { coordinates }
    }

    private func built(_ text: String) -> String? {
        AddressIntelligence().labels(of: text).map { "\($0.kind.rawValue): \($0.text) (\($0.source))" }.first
    }

    @Test(arguments: [
        ("10.1.2.3", "private network (RFC 1918)"), ("172.31.255.255", "private network (RFC 1918)"),
        ("192.168.0.1", "private network (RFC 1918)"), ("127.0.0.1", "loopback (RFC 1122)"),
        ("169.254.169.254", "link-local (RFC 3927)"), ("100.127.0.1", "carrier-grade NAT (RFC 6598)"),
        ("203.0.113.77", "documentation (RFC 5737)"), ("198.51.100.23", "documentation (RFC 5737)"),
        ("192.0.2.10", "documentation (RFC 5737)"), ("198.19.0.1", "benchmarking (RFC 2544)"),
        ("239.1.1.1", "multicast (RFC 5771)"), ("250.0.0.1", "reserved (RFC 1112)"),
        ("255.255.255.255", "broadcast (RFC 8190)"), ("0.0.0.0", "unspecified address (RFC 1122)"),
        ("0.1.2.3", "this network (RFC 791)"), ("::1", "loopback (RFC 4291)"),
        ("fe80::1", "link-local (RFC 4291)"), ("fd00::7", "unique local (private network) (RFC 4193)"),
        ("2001:db8::7", "documentation (RFC 3849)"), ("3fff:fff::1", "documentation (RFC 9637)"),
        ("ff02::1", "multicast (RFC 4291)"), ("2001:2::1", "benchmarking (RFC 5180)"),
        ("2001:0:1::1", "Teredo (RFC 4380)"), ("2002:c000:204::1", "6to4 (RFC 3056)"),
        ("::ffff:10.0.0.1", "private network (RFC 1918)"),
    ])
    func `Ranges that standards set aside are named with the standard`(address: String, label: String) {
        #expect(built(address) == "reserved: \(label)")
    }

    @Test(arguments: ["8.8.8.8", "172.32.0.1", "100.128.0.0", "192.0.3.1", "2a00:1450::1", "3fff:1000::1"])
    func `Nothing is said of an ordinary address`(address: String) {
        #expect(built(address) == nil)
    }

    @Test func `Names of services in the place of an address are told`() {
        #expect(built("ec2.amazonaws.com") == "service: AWS service ec2.amazonaws.com (CloudTrail)")
        #expect(built("AWS Internal") == "service: AWS Internal (CloudTrail)")
        #expect(
            built("dynamodb.application-autoscaling.amazonaws.com.cn")
                == "service: AWS service dynamodb.application-autoscaling.amazonaws.com.cn (CloudTrail)")
    }

    @Test(arguments: [
        "", "-", ".amazonaws.com", "evil\n.amazonaws.com", "amazonaws.com.example.net", "10.0.0.0/8", "1.2.3",
    ])
    func `Nothing is said of other texts`(text: String) {
        #expect(built(text) == nil)
        #expect(AddressIntelligence().coordinates(of: text) == nil)
    }

    @Test func `Built-in labels come first, then the sources in their order, and a reserved range holds none back`() {
        let intelligence = AddressIntelligence([
            Constant(name: "b"), Constant(name: "a", coordinates: Coordinates(latitude: 1, longitude: 2)),
            Constant(name: "c", coordinates: Coordinates(latitude: 3, longitude: 4)),
        ])
        for _ in 1...2 {
            #expect(intelligence.labels(of: "192.0.2.1").map(\.source) == ["RFC 5737", "b", "a", "c"])
            #expect(intelligence.coordinates(of: "192.0.2.1") == Coordinates(latitude: 1, longitude: 2))
        }
        #expect(intelligence.label(.other, of: "192.0.2.1")?.source == "b")
        #expect(intelligence.label(.tor, of: "192.0.2.1") == nil)
        #expect(intelligence.labels(of: "AWS Internal").map(\.kind) == [.service])
    }

    @Test func `Whom others may be asked about`() throws {
        for text in ["8.8.8.8", "203.0.113.77", "2001:db8::1", "2a00::1"] {
            #expect(SetAsideRange.mayBeAsked(try #require(IPAddress(text))), "\(text)")
        }
        for text in ["10.0.0.1", "127.0.0.1", "100.64.0.1", "224.0.0.1", "240.0.0.1", "fe80::1", "fd00::1", "::"] {
            #expect(!SetAsideRange.mayBeAsked(try #require(IPAddress(text))), "\(text)")
        }
    }
}
