import CloudTrail
import Testing

@testable import Intelligence

@Suite struct AddressTableTests {
    private func table(_ blocks: [String]) throws -> AddressTable<String> {
        AddressTable(try blocks.map { (try #require(AddressBlock($0)), $0) })
    }

    private func found(_ address: String, in table: AddressTable<String>) throws -> [String] {
        table.values(containing: try #require(IPAddress(address)))
    }

    @Test func `The narrowest block comes first, then those around it`() throws {
        let table = try table(["10.0.0.0/8", "0.0.0.0/0", "10.1.2.3", "10.1.0.0/16", "10.2.0.0/16", "10.1.2.0/24"])
        #expect(
            try found("10.1.2.3", in: table) == ["10.1.2.3", "10.1.2.0/24", "10.1.0.0/16", "10.0.0.0/8", "0.0.0.0/0"])
        #expect(try found("10.1.2.4", in: table) == ["10.1.2.0/24", "10.1.0.0/16", "10.0.0.0/8", "0.0.0.0/0"])
        #expect(try found("10.3.0.1", in: table) == ["10.0.0.0/8", "0.0.0.0/0"])
        #expect(try found("255.255.255.255", in: table) == ["0.0.0.0/0"])
    }

    @Test func `Families do not mix`() throws {
        let table = try table(["::/0", "10.0.0.0/8"])
        #expect(try found("10.0.0.1", in: table) == ["10.0.0.0/8"])
        #expect(try found("::a00:1", in: table) == ["::/0"])
        #expect(try found("11.0.0.1", in: table) == [])
    }

    @Test func `Values of one block keep their order`() throws {
        let block = try #require(AddressBlock("10.0.0.0/8"))
        let table = AddressTable([(block, "b"), (block, "a"), (block, "b")])
        #expect(try found("10.9.9.9", in: table) == ["b", "a", "b"])
    }

    @Test func `It finds what looking at every block finds`() throws {
        var random = SeededNumbers(seed: 1)
        func address() throws -> IPAddress {
            let bits = UInt128(10) << 24 | UInt128(UInt32.random(in: 0..<0x40000, using: &random))
            return IPAddress(family: .v4, bits: bits)
        }
        let blocks = try (0..<300).map { _ in
            try #require(AddressBlock("\(try address())/\(Int.random(in: 6...32, using: &random))"))
        }
        let table = AddressTable(blocks.map { ($0, $0) })
        for _ in 0..<500 {
            let address = try address()
            let found = table.values(containing: address)
            #expect(found.count == blocks.filter { $0.contains(address) }.count)
            #expect(found.map(\.prefixLength) == found.map(\.prefixLength).sorted(by: >))
        }
    }
}
