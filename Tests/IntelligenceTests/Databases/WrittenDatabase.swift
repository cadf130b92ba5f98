import CloudTrail
import Foundation
import JSON
import Testing

/// A small MaxMind DB, written for a test (specification 2.0, records of 32 bits).
struct WrittenDatabase {
    /// The tree's nodes: children as indices; nil for nothing, negative for the record of that number less one.
    private var nodes: [[Int?]] = [[nil, nil]]
    private var records: [[UInt8]] = []
    var ipVersion: UInt16 = 6
    /// Takes the place of what the metadata would say.
    var metadata: [String: JSONValue] = [:]

    /// - Parameter records: blocks, which do not overlap, and what is said of them.
    init(_ records: [(block: String, record: JSONValue)], ipVersion: UInt16 = 6) throws {
        self.ipVersion = ipVersion
        for (block, record) in records { try insert(try #require(AddressBlock(block)), Self.encoded(record)) }
    }

    mutating func insert(_ block: AddressBlock, _ record: [UInt8]) throws {
        let isMapped = block.base.family == .v4 && ipVersion == 6
        let width = block.base.family == .v4 ? 32 : 128
        let bits =
            (isMapped ? Array(repeating: 0, count: 96) : [])
            + (0..<block.prefixLength).map { Int(block.base.bits >> UInt128(width - 1 - $0) & 1) }
        records.append(record)
        var node = 0
        for bit in bits.dropLast() {
            if let next = nodes[node][bit] {
                node = next
            } else {
                nodes.append([nil, nil])
                nodes[node][bit] = nodes.count - 1
                node = nodes.count - 1
            }
        }
        nodes[node][try #require(bits.last)] = -records.count
    }

    var bytes: [UInt8] {
        var offsets: [Int] = []
        var data: [UInt8] = []
        for record in records {
            offsets.append(data.count)
            data += record
        }
        var bytes: [UInt8] = []
        for child in nodes.joined() {
            let value = child.map { $0 >= 0 ? $0 : nodes.count + 16 + offsets[-$0 - 1] } ?? nodes.count
            bytes += Self.bigEndian(UInt64(value), 4)
        }
        bytes += [UInt8](repeating: 0, count: 16) + data
        bytes += [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
        let members: [(String, JSONValue)] = [
            ("binary_format_major_version", 2), ("binary_format_minor_version", 0), ("build_epoch", 1_588_291_200),
            ("database_type", "Test"), ("description", ["en": "made for a test"]), ("ip_version", .number(ipVersion)),
            ("languages", ["en"]), ("node_count", .number(nodes.count)), ("record_size", 32),
        ]
        bytes += [0xE0 | UInt8(members.count)]
        for (name, value) in members {
            bytes += Self.encoded(.string(name)) + Self.encoded(metadata[name] ?? value, as: Self.types[name] ?? 6)
        }
        return bytes
    }

    /// The types that the specification asks for.
    private static let types: [String: UInt8] = [
        "binary_format_major_version": 5, "binary_format_minor_version": 5, "build_epoch": 9, "ip_version": 5,
        "record_size": 5,
    ]

    /// - Parameter type: how a whole number is written.
    static func encoded(_ value: JSONValue, as type: UInt8 = 6) -> [UInt8] {
        switch value {
        case .null: return control(2, 0)
        case .bool(let value): return control(14, value ? 1 : 0)
        case .string(let text): return control(2, text.utf8.count) + Array(text.utf8)
        case .number(let text):
            guard let whole = UInt64(text) else {
                return control(3, 8) + bigEndian((Double(text) ?? 0).bitPattern, 8)
            }
            let size = [5: 2, 6: 4, 9: 8][type] ?? 4
            return control(type, size) + bigEndian(whole, size)
        case .array(let elements): return control(11, elements.count) + elements.flatMap { encoded($0) }
        case .object(let object):
            return control(7, object.count) + object.members.flatMap { encoded(.string($0.key)) + encoded($0.value) }
        }
    }

    static func control(_ type: UInt8, _ size: Int) -> [UInt8] {
        let (length, rest): (UInt8, [UInt8]) = size < 29 ? (UInt8(size), []) : (29, [UInt8(size - 29)])
        return type > 7 ? [length, type - 7] + rest : [type << 5 | length] + rest
    }

    private static func bigEndian(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (count - 1 - $0))) }
    }
}
