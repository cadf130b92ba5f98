import Events
import Foundation
import Testing

@testable import Ingest

/// Random events, sound and damaged, loaded by the product and judged by the oracle: both must agree on what is
/// rejected, and on every value that the index holds.
@Suite struct DifferentialTests {
    /// One text and where it lies.
    private struct Sample {
        var bytes: [UInt8]
        var file: String
        /// Its number among the records of the file, from 1.
        var record: Int
    }

    private let oracle = Oracle()

    @Test(arguments: [1, 2, 3])
    func soundEventsAreReadAsTheOracleReadsThem(seed: Int) throws {
        var lottery = Lottery(seed: UInt64(seed))
        let folder = try TemporaryFolder()
        var samples: [Sample] = []
        for file in 0..<120 {
            let shape = lottery.below(4)
            let isOrdered = lottery.draws(1, of: 2)
            let name = "\(shape)-\(file)"
            let texts = (1...10).map { record -> String in
                var scribe = JSONScribe(lottery: Lottery(seed: UInt64(seed * 1_000_000 + file * 100 + record)))
                scribe.breaksLines = shape > 0 && !isOrdered
                var own = scribe.lottery
                var text = scribe.text(of: RandomEvent.tree(file * 10 + record, isOrdered: isOrdered, &own))
                // Half of a pair, which no String of Swift can hold.
                if own.draws(1, of: 5) { text = text.replacing("us-east", with: "us\\uD83D-\\uDE00east") }
                return text
            }
            samples += texts.enumerated().map { Sample(bytes: Array($1.utf8), file: name, record: $0 + 1) }
            let whole =
                switch shape {
                case 0: texts.joined(separator: "\n")
                case 1: #"{"Records":["# + texts.joined(separator: ",") + "]}"
                case 2: "[" + texts.joined(separator: ",") + "]"
                default: texts.joined(separator: " ")
                }
            try folder.write(name, Array(whole.utf8))
        }
        let judged = try compare(samples, in: folder)
        // The events are such that every verdict is met often.
        #expect(judged.events > 700)
        #expect(judged.rejected > 20)
        #expect(judged.unsound > 5)
    }

    /// What is remembered of one record makes the next ones faster to read, and must change nothing: the same callers and
    /// the same names come again and again here, in the same order and in others.
    @Test(arguments: [10, 11])
    func eventsOfTheSameCallersAreReadAsTheOracleReadsThem(seed: Int) throws {
        var lottery = Lottery(seed: UInt64(seed))
        let folder = try TemporaryFolder()
        var samples: [Sample] = []
        for file in 0..<20 {
            let isOrdered = file % 5 > 0
            let texts = (1...60).map { record -> String in
                var scribe = JSONScribe(lottery: lottery, isCompact: true)
                var text = ""
                // An object of the same name before the name makes the index leave the caller to the record.
                repeat {
                    text = scribe.text(of: RandomEvent.tree(file * 60 + record, isOrdered: isOrdered, &lottery))
                } while text.contains(#""eventName":{"x""#)
                return text
            }
            samples += texts.enumerated().map { Sample(bytes: Array($1.utf8), file: "\(file)", record: $0 + 1) }
            try folder.write("\(file)", Array((#"{"Records":["# + texts.joined(separator: ",") + "]}").utf8))
        }
        #expect(try compare(samples, in: folder).events > 700)
    }

    @Test(arguments: [4, 5, 6, 7])
    func damagedEventsAreRejectedWhereTheOracleRejectsThem(seed: Int) throws {
        var lottery = Lottery(seed: UInt64(seed))
        let folder = try TemporaryFolder()
        var samples: [Sample] = []
        for number in 0..<1_000 {
            var scribe = JSONScribe(lottery: Lottery(seed: UInt64(seed * 1_000_000 + number)))
            let bytes = Self.damaged(
                Array(scribe.text(of: RandomEvent.tree(number, isOrdered: number % 2 == 0, &lottery)).utf8), &lottery)
            try folder.write("\(number)", bytes)
            samples.append(Sample(bytes: bytes, file: "\(number)", record: 1))
        }
        let judged = try compare(samples, in: folder)
        #expect(judged.events > 50)
        #expect(judged.unsound > 300)
    }

    /// A change of a few bytes: other bytes, fewer, more, a part twice.
    private static func damaged(_ bytes: [UInt8], _ lottery: inout Lottery) -> [UInt8] {
        var bytes = bytes
        for _ in 0...lottery.below(2) {
            // The first character stays: what does not begin like JSON is taken for something else altogether.
            let place = 1 + lottery.below(bytes.count - 1)
            switch lottery.below(8) {
            case 0: bytes[place] = UInt8(lottery.below(256))
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(lottery.pick(Array("\"\\{}[]:,0e-. \n\u{0}\u{1}".utf8)), at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + lottery.below(20)))
            case 4: bytes.removeSubrange(place...)
            case 5:
                bytes.insert(
                    contentsOf: lottery.pick([[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF], [0xF4, 0x90]]), at: place)
            case 6:
                let part = Array(bytes[place..<min(bytes.count, place + 1 + lottery.below(30))])
                bytes.insert(contentsOf: part, at: place)
            default:
                bytes.insert(contentsOf: Array(lottery.pick(["\\u12", "\\x", "\\uD800", "nul", "01"]).utf8), at: place)
            }
            if bytes.count < 3 { break }
        }
        return bytes
    }

    /// How often each verdict was met.
    private struct Tally {
        var events = 0
        var rejected = 0
        var unsound = 0
        var foreign = 0
    }

    private func compare(_ samples: [Sample], in folder: TemporaryFolder) throws -> Tally {
        let trail = try #require(Loader([folder.path]).load())
        var rows: [String: [Int]] = [:]
        for row in 0..<trail.index.count {
            let location = trail.index.location(row)
            let name = trail.library.path(of: location.source).split(separator: "/").last ?? ""
            rows["\(name) \(location.record)", default: []].append(row)
        }
        var rejected: Set<String> = []
        for rejection in trail.report.rejections {
            let name = String(rejection.path.split(separator: "/").last ?? "")
            rejected.formUnion([name, "\(name) \(rejection.record ?? 0)"])
        }
        // What is no CloudTrail at all is told of the source as a whole.
        for source in trail.report.sources where source.note != nil {
            rejected.insert(String(source.path.split(separator: "/").last ?? ""))
        }
        var tally = Tally()
        for sample in samples {
            let place = "\(sample.file) \(sample.record)"
            let found = rows[place] ?? []
            let isRejected = rejected.contains(place)
            let text = String(decoding: sample.bytes, as: UTF8.self)
            switch oracle.verdict(on: sample.bytes) {
            case .event(let expected):
                guard expected.time != nil || !isRejected else { continue }
                tally.events += 1
                #expect(found.count == 1 && !isRejected, "\(text)")
                for row in found { expect(trail.index, row, toBe: expected, text) }
            case .rejected:
                tally.rejected += 1
                #expect(found.isEmpty && isRejected, "\(text)")
            case .unsound:
                tally.unsound += 1
                if !rejected.contains(sample.file) { Issue.record("not rejected: \(text)") }
                // What is read of it all the same is sound by itself, and says what the oracle says.
                for row in found {
                    let location = trail.index.location(row)
                    let slice = try trail.library.withText(of: location.source) {
                        RecordSlice(in: $0, at: location.offset)
                    }
                    guard let slice, case .event(let expected) = oracle.verdict(on: slice.bytes) else {
                        Issue.record("read, though unsound: \(text)")
                        continue
                    }
                    expect(trail.index, row, toBe: expected, text)
                }
            case .foreign:
                tally.foreign += 1
            }
        }
        return tally
    }

    private func expect(_ index: EventIndex, _ row: Int, toBe expected: Oracle.Expected, _ text: String) {
        if let time = expected.time { #expect(index.times[row] == time, "\(text)") }
        #expect(index.eventIDs[row] == expected.id, "\(text)")
        for field in IndexField.allCases {
            guard let value = expected.fields[field] else { continue }
            #expect(index.text(field, row) == value, "\(field): \(text)")
        }
        for (member, expected) in expected.members {
            // Where only the record says it, the index may hold a text all the same: for who the caller is.
            let own: Oracle.Member =
                if index.rows(member, whereBlank: true).contains(row) {
                    .blank
                } else {
                    index.text(member, of: index.identity(row)).map { .text($0) } ?? .absent
                }
            #expect(own == expected, "\(member): \(text)")
        }
    }

    @Test func anyCharacterMayBeEscaped() throws {
        var scribe = JSONScribe(lottery: Lottery(seed: 8), escapesAnything: true)
        var lottery = Lottery(seed: 8)
        let folder = try TemporaryFolder()
        let samples = try (0..<200).map { number in
            let bytes = Array(scribe.text(of: RandomEvent.tree(number, isOrdered: number % 2 == 0, &lottery)).utf8)
            try folder.write("\(number)", bytes)
            return Sample(bytes: bytes, file: "\(number)", record: 1)
        }
        _ = try compare(samples, in: folder)
    }
}
