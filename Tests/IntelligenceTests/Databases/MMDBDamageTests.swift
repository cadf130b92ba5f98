import CloudTrail
import Foundation
import JSON
import Testing

@testable import Intelligence

@Suite struct MMDBDamageTests {
    private let folder: TemporaryFolder
    private let sound: WrittenDatabase

    init() throws {
        folder = try TemporaryFolder()
        sound = try WrittenDatabase([
            ("203.0.113.0/24", ["country": ["iso_code": "NL"], "city": ["names": ["en": "Amsterdam"]]]),
            ("2001:db8::/32", ["asn": "AS64500", "loc": "1,2"]),
        ])
    }

    private func problem(_ bytes: [UInt8]) throws -> String {
        let path = try folder.write(bytes, to: "bad.mmdb")
        do throws(IntelligenceProblem) {
            _ = try MMDBSource(path: path)
        } catch {
            return error.description.replacing(folder.path, with: "")
        }
        return "none"
    }

    @Test func `A file that is none, or is cut off, is a problem with its name and reason`() throws {
        #expect(
            try problem(Array("203.0.113.0/24 label".utf8)) == "/bad.mmdb: no MaxMind database: its marker is missing")
        #expect(try problem([]) == "/bad.mmdb: no MaxMind database: its marker is missing")
        #expect(
            try problem(Array(sound.bytes.dropLast(40)))
                == "/bad.mmdb: a damaged MaxMind database: its metadata cannot be read: a value leads out of the file")
        #expect(
            try problem(Array(sound.bytes.dropFirst(sound.bytes.count - 240)))
                == "/bad.mmdb: a damaged MaxMind database: the file is smaller than its search tree: it may have been cut off"
        )
        #expect(
            try problem([0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8))
                == "/bad.mmdb: a damaged MaxMind database: its metadata cannot be read: a value leads out of the file")
    }

    @Test(arguments: [
        ("node_count", 0x2000_0001, "the file is smaller than its search tree: it may have been cut off"),
        ("record_size", 25, "its metadata do not describe a search tree"),
        ("ip_version", 5, "its metadata do not describe a search tree"),
        ("binary_format_major_version", 3, "its format is not version 2"),
    ])
    func `Metadata that lie are found before the library believes them`(
        member: String, value: Int, reason: String
    ) throws {
        var lying = sound
        lying.metadata[member] = .number(value)
        #expect(try problem(lying.bytes) == "/bad.mmdb: a damaged MaxMind database: \(reason)")
    }

    @Test func `Metadata nested without end are refused`() throws {
        let marker: [UInt8] = [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
        let deep = Self.arrays(nested: 60_000)
        #expect(
            try problem([UInt8](repeating: 0, count: 64) + marker + [0xE1, 0x41, 0x61] + deep)
                == "/bad.mmdb: a damaged MaxMind database: its metadata cannot be read: more levels or values than any database has"
        )
    }

    private static func arrays(nested depth: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<depth { bytes += [0x01, 0x04] }
        return bytes
    }

    /// A record at 203.0.113.0/24 that is not as the specification has it.
    private func labels(ofRecord bytes: [UInt8]) throws -> [String] {
        var database = try WrittenDatabase([])
        try database.insert(try #require(AddressBlock("203.0.113.0/24")), bytes)
        let source = try MMDBSource(path: try folder.write(database.bytes, to: "record.mmdb"))
        let address = try #require(IPAddress("203.0.113.1"))
        #expect(source.coordinates(of: address) == nil)
        return source.labels(of: address).map(\.text)
    }

    @Test func `A damaged record is said to be damaged`() throws {
        let damaged = ["its record in the database is damaged"]
        // A map whose members lie behind the end.
        #expect(try labels(ofRecord: [0xFF, 0xFF, 0xFF, 0xFF]) == damaged)
        // A pointer to itself, and one out of the file.
        #expect(try labels(ofRecord: [0x20, 0x00]) == damaged)
        #expect(try labels(ofRecord: [0x38, 0xFF, 0xFF, 0xFF, 0xFF]) == damaged)
        // Arrays in arrays.
        #expect(try labels(ofRecord: Self.arrays(nested: 500_000)) == damaged)
        // An array of pointers to an array of pointers, each twice as large as the one before.
        var doubled: [UInt8] = []
        for _ in 0..<40 {
            let next = UInt8(doubled.count + 6)
            doubled += [0x02, 0x04, 0x20, next, 0x20, next]
        }
        #expect(try labels(ofRecord: doubled) == damaged)
        // A key that is no text; a text that is no UTF-8; a type that is unknown.
        #expect(try labels(ofRecord: [0xE1, 0xC1, 0x01, 0x41, 0x61]) == damaged)
        #expect(try labels(ofRecord: [0xE1, 0x41, 0x61, 0x41, 0xFF]) == damaged)
        #expect(try labels(ofRecord: [0xE1, 0x41, 0x61, 0x00, 0xF0]) == damaged)
        // No map at all says nothing, and is no damage.
        #expect(try labels(ofRecord: [0x41, 0x61]) == [])
    }

    @Test func `Whatever bytes are changed, a lookup ends`() throws {
        var random = SeededNumbers(seed: 7)
        let addresses = try ["203.0.113.9", "2001:db8::9", "8.8.8.8", "::", "ff::1"].map { try #require(IPAddress($0)) }
        var opened = 0
        for _ in 0..<600 {
            var bytes = sound.bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count / 2, using: &random)) }
            guard let source = try? MMDBSource(path: try folder.write(bytes, to: "changed.mmdb")) else { continue }
            opened += 1
            for address in addresses {
                _ = source.labels(of: address)
                _ = source.coordinates(of: address)
            }
        }
        #expect(opened > 100)
    }
}
