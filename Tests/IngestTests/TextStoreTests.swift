import Events
import Foundation
import Testing

@testable import Ingest

@Suite struct TextStoreTests {
    private func record(_ number: Int, filler: Int = 0) -> String {
        #"{"eventVersion":"1.08","eventTime":"2020-05-05T22:00:00Z","eventName":"N\#(number)","#
            + #""eventID":"\#(number)","filler":"\#(String(repeating: "x", count: filler))"}"#
    }

    private func load(_ folder: TemporaryFolder) throws -> LoadedTrail {
        try #require(Loader([folder.path]).load())
    }

    private func bytes(_ trail: LoadedTrail, row: Int) throws -> String? {
        try trail.library.slice(at: trail.index.location(row)).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test func aTextOfManyBlocksComesBackWhole() throws {
        let text = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        let packed = try #require(self.packed(text))
        let buffer = PaddedBuffer()
        #expect(packed.blockCount == 3)
        #expect(packed.unpack(into: buffer))
        #expect(buffer.withBytes { bytes in bytes.indices.map { bytes[$0] } } == text)
        #expect(packed.unpack(2..<3, into: buffer))
        #expect(buffer.count == text.count - 2 * PackedText.blockSize)
        let empty = try #require(self.packed([]))
        #expect(empty.unpack(into: buffer))
        #expect(buffer.count == 0)
    }

    private func packed(_ text: [UInt8]) -> PackedText? { PackedText(text.span) }

    /// Records of 100 kB lie across the borders of blocks of 256 KiB.
    @Test func recordsComeFromTheStoreWhateverBecomesOfTheFiles() throws {
        let folder = try TemporaryFolder()
        let records = (1...9).map { record($0, filler: 100_000) }
        try folder.write("long.json", #"{"Records":[\#(records.joined(separator: ","))]}"#)
        try folder.write("short.json", record(10))
        try folder.write("table.csv", "eventJson\n\"" + record(11).replacing("\"", with: "\"\"") + "\"\n")
        let trail = try load(folder)
        #expect(trail.index.count == 11)
        let before = try (0..<11).map { try bytes(trail, row: $0) }
        let build = trail.library.buildStore(threads: 2)
        let store = try build.store.get()
        #expect(store.sourceCount == 3)
        #expect(store.byteCount > 0 && store.byteCount < 100_000)
        #expect(build.digests.allSatisfy { $0?.count == 32 })
        for name in ["long.json", "short.json", "table.csv"] { try folder.write(name, "gone") }
        #expect(try (0..<11).map { try bytes(trail, row: $0) } == before)
    }

    @Test func aSourceThatChangedBeforehandIsLeftOut() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.json", record(1))
        try folder.write("b.json", record(2))
        let trail = try load(folder)
        // As long as before, so that only its hash tells.
        try folder.write("b.json", record(3))
        let build = trail.library.buildStore()
        #expect(try build.store.get().sourceCount == 1)
        #expect(build.digests.map { $0 == nil } == [false, true])
    }

    @Test func withoutRoomThereIsNoStoreButHashes() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.json", record(1))
        let trail = try load(folder)
        let tooSmall = trail.library.buildStore(budget: TextStore.Budget(bytes: 10))
        #expect(tooSmall.refusal == .budget(bytes: 10))
        #expect(tooSmall.digests == trail.library.buildStore().digests)
        var short = TextStore.Budget()
        short.reserve = 1_000
        short.available = { 999 }
        #expect(trail.library.buildStore(budget: short).refusal == .memoryShort(available: 999, reserve: 1_000))
        #expect(trail.library.buildStore(isCancelled: { true }).refusal == .cancelled)
    }

    @Test func aBoundOfMemoryLeavesAQuarterToTheStore() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.json", record(1))
        var limits = LoadLimits()
        limits.memoryBytes = 40
        let trail = try #require(Loader([folder.path], limits: limits).load())
        #expect(trail.library.buildStore().refusal == .budget(bytes: 10))
    }

    @Test func theSystemSaysHowMuchMemoryIsLeft() {
        #expect(SystemMemory.available() ?? 0 > 1 << 20)
        #expect(SystemMemory.resident() ?? 0 > 1 << 20)
    }
}

extension TextStore.Build {
    fileprivate var refusal: TextStore.Refusal? {
        if case .failure(let refusal) = store { refusal } else { nil }
    }
}
