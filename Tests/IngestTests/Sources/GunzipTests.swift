import Testing

@testable import Ingest

@Suite struct GunzipTests {
    /// What comes out with a look at checksums, and without.
    private func results(_ data: [UInt8]) -> [(result: Gunzip.Result, text: String)] {
        [read(data, isChecked: true), read(data, isChecked: false)]
    }

    private func read(_ data: [UInt8], isChecked: Bool) -> (result: Gunzip.Result, text: String) {
        let output = PaddedBuffer()
        let result = Gunzip().decompress(data.span, into: output, limit: 1_000, isChecked: isChecked)
        let bytes = output.withBytes { text in text.indices.map { text[$0] } }
        return (result, String(decoding: bytes, as: UTF8.self))
    }

    @Test func soundDataIsTheSameWithoutChecks() {
        let header: [UInt8] = [0x1F, 0x8B, 8, 0x18, 0, 0, 0, 0, 0, 3] + Array("name\0comment\0".utf8)
        let data = Archives.gzip("first ") + header + Archives.gzip("second")[10...] + [0, 0]
        for read in results(data) {
            #expect(read.result == .done(nil))
            #expect(read.text == "first second")
        }
    }

    @Test func aWrongChecksumIsOverlookedOnlyWithoutChecks() {
        var data = Archives.gzip("text")
        data[data.count - 8] ^= 1
        let read = results(data)
        #expect(read.map(\.text) == ["text", "text"])
        #expect(read[0].result == .done(SourceDamage(offset: data.count - 8, reason: .gzipChecksum)))
        #expect(read[1].result == .done(nil))
    }

    @Test func aWrongLengthIsOverlookedOnlyWithoutChecks() {
        for place in 1...4 {
            var data = Archives.gzip("text")
            data[data.count - place] ^= 1
            let read = results(data)
            #expect(read.map(\.text) == ["text", "text"])
            #expect(read[0].result == .done(SourceDamage(offset: data.count - 8, reason: .gzipChecksum)))
            #expect(read[1].result == .done(nil))
        }
    }

    @Test func theSecondMemberIsCheckedToo() {
        let first = Archives.gzip("first ")
        var data = first + Archives.gzip("second")
        data[data.count - 5] ^= 0x80
        let read = results(data)
        #expect(read.map(\.text) == ["first second", "first second"])
        #expect(read[0].result == .done(SourceDamage(offset: data.count - 8, reason: .gzipChecksum)))
        #expect(read[1].result == .done(nil))
    }

    @Test func whatFollowsAMemberWithAWrongChecksumIsRead() {
        var data = Archives.gzip("first ")
        let end = data.count - 8
        data[end] ^= 1
        let read = results(data + Archives.gzip("second ") + Archives.gzip("third") + [0])
        #expect(read.map(\.text) == ["first second third", "first second third"])
        #expect(read[0].result == .done(SourceDamage(offset: end, reason: .gzipChecksum)))
        #expect(read[1].result == .done(nil))
    }

    @Test func whatIsLostBehindAWrongChecksumIsTold() {
        var first = Archives.gzip("first ")
        first[first.count - 8] ^= 1
        let junk = read(first + Array("junk".utf8), isChecked: true)
        #expect(junk.text == "first ")
        #expect(junk.result == .done(SourceDamage(offset: first.count, reason: .trailingBytes)))
        let cut = first + Archives.gzip("second").dropLast(9)
        #expect(read(cut, isChecked: true).result == .done(SourceDamage(offset: cut.count, reason: .gzipCutOff)))
    }

    @Test func aHeaderThatTheFormatDoesNotKnowIsTakenOnlyWithoutChecks() {
        let sound = Archives.gzip("text")
        for (place, value) in [(2, 7), (3, 0x20), (3, 0x40), (3, 0x80)] as [(Int, UInt8)] {
            var data = sound
            data[place] = value
            let read = results(data)
            #expect(read.map(\.text) == ["text", "text"])
            #expect(read[0].result == .done(SourceDamage(offset: data.count - 8, reason: .gzipChecksum)))
            #expect(read[1].result == .done(nil))
        }
    }

    @Test func dataThatIsCutOffIsSoEitherWay() {
        let data = Archives.gzip("text")
        for missing in [1, 8, 9] {
            let cut = Array(data.dropLast(missing))
            for read in results(cut) {
                // Within the trailer the data ends in front of it.
                let end = min(cut.count, data.count - 8)
                #expect(read.result == .done(SourceDamage(offset: end, reason: .gzipCutOff)), "\(missing)")
            }
        }
    }

    @Test func theLimitHoldsEitherWay() {
        for read in results(Archives.gzip(String(repeating: "a", count: 1_001))) { #expect(read.result == .limit) }
    }
}
