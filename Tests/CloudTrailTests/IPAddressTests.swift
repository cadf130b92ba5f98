import CloudTrail
import Testing

@Suite struct IPAddressTests {
    @Test(
        arguments: [
            ("198.51.100.7", 0xC633_6407), ("0.0.0.0", 0), ("2001:db8::7", 0x2001_0DB8 << 96 | 7), ("::1", 1),
            ("::", 0), ("1:2:3:4:5:6:7:8", 0x0001_0002_0003_0004_0005_0006_0007_0008),
            ("::ffff:198.51.100.7", 0xFFFF_C633_6407),
        ] as [(String, UInt128)])
    func readsAddresses(text: String, bits: UInt128) {
        #expect(IPAddress(text)?.bits == bits)
    }

    @Test(arguments: [
        "ec2.amazonaws.com", "AWS Internal", "198.51.100", "198.51.100.256", "198.51.100.07", "1:2:3", "1::2::3", ":::",
        "12345::", "+1::", "", "1.2.3.4.5", "g::1", "1:2:3:4:5:6:7:8:9",
    ])
    func refusesOtherText(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.0", false), ("10.1.2.3/8", "10.9.9.9", true),
        ("0.0.0.0/0", "203.0.113.1", true), ("198.51.100.7", "198.51.100.7", true),
        ("198.51.100.7/32", "198.51.100.8", false), ("2001:db8::/32", "2001:db8:ffff::1", true),
        ("2001:db8::/32", "2001:db9::1", false), ("::/0", "10.0.0.1", false),
    ])
    func tellsWhetherABlockHoldsAnAddress(block: String, address: String, expected: Bool) throws {
        let block = try #require(AddressBlock(block))
        #expect(block.contains(try #require(IPAddress(address))) == expected)
    }

    @Test(arguments: ["10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "/8", "2001:db8::/129", "10.0.0.0/8/9", "x/8"])
    func refusesMalformedBlocks(text: String) {
        #expect(AddressBlock(text) == nil)
    }

    @Test(arguments: [
        ("198.51.100.7", "198.51.100.7"), ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("::1", "::1"), ("::", "::"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("fe80::", "fe80::"),
    ])
    func `Addresses are spelled as usual`(text: String, usual: String) throws {
        #expect(try #require(IPAddress(text)).description == usual)
    }

    @Test func `A block is spelled without what lies behind its prefix`() throws {
        #expect(try #require(AddressBlock("10.1.2.3/8")).description == "10.0.0.0/8")
        #expect(try #require(AddressBlock("2001:db8::1/32")).description == "2001:db8::/32")
    }
}
