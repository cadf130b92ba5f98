internal import CDeflate
import Testing

@testable import Ingest

/// Members of gzip data, sound and damaged, against libdeflate's own decompression of gzip data.
@Suite struct GunzipDifferentialTests {
    /// What came of a member: the text of a sound one.
    private struct Outcome: Equatable {
        var isSound: Bool
        var text: [UInt8]

        static let refused = Outcome(isSound: false, text: [])
    }

    private static let limit = 4_096

    private static let text = Array((0..<12).map { #"{"eventName":"Call\#($0 * $0 % 97)"}"# }.joined().utf8)

    /// A member whose header has these flags, and the fields that belong to them.
    private static func member(flags: UInt8, _ fields: [UInt8]) -> [UInt8] {
        [0x1F, 0x8B, 8, flags, 1, 2, 3, 4, 0, 3] + fields + Archives.gzip(text)[10...]
    }

    private static let members: [[UInt8]] = [
        Archives.gzip(""), Archives.gzip("a"), Archives.gzip(text), Archives.gzip(text, level: 0),
        member(flags: 0x04, [3, 0, 9, 9, 9]), member(flags: 0x08, Array("name\0".utf8)),
        member(flags: 0x10, Array("comment\0".utf8)), member(flags: 0x02, [7, 7]),
        member(flags: 0x1F, [2, 0, 9, 9] + Array("name\0comment\0".utf8) + [7, 7]),
    ]

    private func expected(_ data: [UInt8]) -> Outcome {
        let decompressor = unsafe libdeflate_alloc_decompressor()
        defer { unsafe libdeflate_free_decompressor(decompressor) }
        var text = [UInt8](repeating: 0, count: Self.limit)
        var used = 0
        var written = 0
        let result = unsafe libdeflate_gzip_decompress_ex(
            decompressor, data, data.count, &text, text.count, &used, &written)
        guard result == LIBDEFLATE_SUCCESS, used == data.count else { return .refused }
        return Outcome(isSound: true, text: Array(text[..<written]))
    }

    private func found(_ data: [UInt8]) -> Outcome {
        let output = PaddedBuffer()
        guard Gunzip().decompress(data.span, into: output, limit: Self.limit) == .done(nil) else { return .refused }
        return Outcome(isSound: true, text: output.withBytes { text in text.indices.map { text[$0] } })
    }

    @Test(arguments: members.indices)
    func whatIsSoundIsTaken(index: Int) {
        #expect(found(Self.members[index]).isSound)
        #expect(found(Self.members[index]) == expected(Self.members[index]))
    }

    @Test(arguments: members.indices)
    func eachPrefixIsRefused(index: Int) {
        let member = Self.members[index]
        for length in member.indices {
            let prefix = Array(member[..<length])
            #expect(expected(prefix) == .refused)
            #expect(found(prefix) == .refused, "\(length)")
        }
    }

    @Test(arguments: members.indices, [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF] as [UInt8])
    func eachChangedByteIsTakenOrRefusedAlike(index: Int, change: UInt8) {
        for place in Self.members[index].indices {
            var changed = Self.members[index]
            changed[place] ^= change
            let (found, expected) = (found(changed), expected(changed))
            if found != expected { Issue.record("byte \(place): \(found.isSound), not \(expected.isSound)") }
        }
    }
}
