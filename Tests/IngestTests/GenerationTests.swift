import Events
import Foundation
import Synchronization
import Testing

@testable import Ingest

@Suite struct GenerationTests {
    /// A folder of small files, each with one event.
    private func folder(files: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for number in 0..<files {
            let id = String(repeating: "0", count: max(0, 2 - "\(number)".count)) + "\(number)"
            try folder.write("\(id).json", Array(record("Call\(number)", id: "\(number % 10)").utf8))
        }
        return folder
    }

    @Test func partsGrowAndEachIsConsistentInItself() throws {
        let folder = try folder(files: 60)
        let parts = Mutex<[LoadedTrail]>([])
        let result = Loader([folder.path], threads: 2).load(generation: { part in parts.withLock { $0.append(part) } })
        let loaded = try #require(result)
        #expect(loaded.isComplete)
        for part in parts.withLock({ $0 }) {
            #expect(!part.isComplete)
            #expect(part.index.count == part.report.events)
            #expect(part.index.count <= loaded.index.count)
            #expect(part.index.checkInvariants(sourceCount: part.report.sources.count).isEmpty)
        }
        let counts = parts.withLock { $0.map(\.index.count) }
        #expect(counts == counts.sorted())
    }

    @Test func aStoppedLoadKeepsWhatItHasAndSaysSo() throws {
        let folder = try folder(files: 60)
        let asked = Atomic<Int>(0)
        let result = Loader([folder.path], threads: 1).load(order: {
            asked.wrappingAdd(1, ordering: .relaxed).newValue > 20 ? .stop : .goOn
        })
        let loaded = try #require(result)
        #expect(loaded.report.stop == .asked)
        #expect(!loaded.isComplete)
        #expect(loaded.index.count < 60)
        #expect(loaded.index.count == loaded.report.events)
    }

    @Test func aCancelledLoadGivesNothing() throws {
        let folder = try folder(files: 3)
        #expect(Loader([folder.path]).load(order: { .cancel }) == nil)
    }

    @Test func memoryEndsALoadThatNeedsTooMuch() throws {
        let folder = try folder(files: 60)
        var limits = LoadLimits()
        limits.memoryBytes = 1
        let loaded = try #require(Loader([folder.path], limits: limits, threads: 1).load())
        #expect(loaded.report.stop == .memory(limit: 1))
        #expect(loaded.index.count < 60)
    }

    @Test func aLoadThatTheBoundEndsBehindItsLastFileIsWhole() throws {
        let folder = try folder(files: 1)
        var limits = LoadLimits()
        limits.memoryBytes = 1
        let loaded = try #require(Loader([folder.path], limits: limits, threads: 1).load())
        #expect(loaded.report.stop == nil)
        #expect(loaded.isComplete)
    }
}
