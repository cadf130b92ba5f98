import Foundation
import Synth
import Testing

@Suite struct ScenarioTests {
    private func bytes(in folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for name in names where name.hasSuffix(".gz") || name == "truth.json" {
            files[name] = try Data(contentsOf: URL(filePath: folder + "/" + name))
        }
        return files
    }

    @Test(arguments: Scenario.all.map(\.name))
    func sameSeedGivesTheSameBytes(name: String) async throws {
        let scenario = try Scenario.named(name)
        let first = TemporaryFolder()
        let second = TemporaryFolder()
        let summary = try await scenario.write(to: first.path, events: 2500, seed: 7)
        #expect(try await scenario.write(to: second.path, events: 2500, seed: 7) == summary)
        let files = try bytes(in: first.path)
        let logs = files.filter { $0.key != "truth.json" }
        #expect(logs.count == summary.files)
        #expect(logs.values.reduce(0) { $0 + $1.count } == summary.bytes)
        #expect((files.count > logs.count) == (name != "noise"))
        #expect(try bytes(in: second.path) == files)
    }

    @Test func anotherSeedGivesAnotherTrail() async throws {
        let first = TemporaryFolder()
        let second = TemporaryFolder()
        let scenario = try Scenario.named("noise")
        _ = try await scenario.write(to: first.path, events: 10, seed: 1)
        _ = try await scenario.write(to: second.path, events: 10, seed: 2)
        #expect(try bytes(in: first.path) != bytes(in: second.path))
    }

    @Test(arguments: [1, 119, 120, 241, 1000])
    func noiseHasExactlyAsManyEventsAsAskedFor(events: Int) async throws {
        let folder = TemporaryFolder()
        let summary = try await Scenario.named("noise").write(to: folder.path, events: events)
        #expect(summary.events == events)
        #expect(try WrittenTrail(folder.path).eventCount == events)
    }

    @Test(arguments: ["compromised-keys", "role-chain", "console-takeover", "quiet-month"])
    func aTrainingCaseFillsUpToTheNumberAskedFor(name: String) async throws {
        let folder = TemporaryFolder()
        let summary = try await Scenario.named(name).write(to: folder.path, events: 2345)
        #expect(summary.events == 2345)
        #expect(try WrittenTrail(folder.path).eventCount == 2345)
    }

    @Test func gzipHeadersHoldNoTime() async throws {
        let folder = TemporaryFolder()
        _ = try await Scenario.named("noise").write(to: folder.path, events: 500)
        for (_, data) in try bytes(in: folder.path) {
            #expect(Array(data.prefix(8)) == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
        }
    }

    @Test func filesLieAsCloudTrailDeliversThem() async throws {
        let folder = TemporaryFolder()
        _ = try await Scenario.named("noise").write(to: folder.path, events: 1000)
        let layout =
            /AWSLogs\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d\d)\/(\d\d)\/(\d{12})_CloudTrail_([a-z0-9-]+)_(\d{8})T\d\d\d[05]Z_[A-Za-z0-9]{16}\.json\.gz/
        for file in try WrittenTrail(folder.path).files {
            let match = try #require(try layout.wholeMatch(in: file.path))
            #expect(match.1 == match.6)
            #expect(match.2 == match.7)
            #expect(match.3 + match.4 + match.5 == match.8)
        }
    }
}

@Suite struct RefusalTests {
    private func refusal(_ work: () async throws -> TrailSummary) async -> SynthError? {
        do {
            _ = try await work()
            return nil
        } catch {
            return error as? SynthError
        }
    }

    @Test func aFolderWithSomethingInItIsLeftAlone() async throws {
        let folder = TemporaryFolder()
        let scenario = try Scenario.named("noise")
        _ = try await scenario.write(to: folder.path, events: 1)
        let error = await refusal { try await scenario.write(to: folder.path, events: 1) }
        #expect(error == .notEmpty(path: folder.path))
        #expect(error?.description == "\(folder.path) is not empty; --force writes into it all the same")
    }

    @Test func replacingKeepsWhatElseIsInTheFolder() async throws {
        let folder = TemporaryFolder()
        let scenario = try Scenario.named("noise")
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let note = folder.path + "/note.txt"
        try Data("mine".utf8).write(to: URL(filePath: note))
        #expect(try await scenario.write(to: folder.path, events: 1, replacing: true).files == 1)
        #expect(FileManager.default.fileExists(atPath: note))
    }

    @Test func aFileInThePlaceOfTheFolderIsAnError() async throws {
        let folder = TemporaryFolder()
        try Data().write(to: URL(filePath: folder.path))
        let error = await refusal { try await Scenario.named("noise").write(to: folder.path, events: 1) }
        #expect(error == .cannotCreate(path: folder.path, reason: "it is a file"))
    }

    @Test func tooFewEventsForTheStoryAreRefusedBeforeAnythingIsWritten() async throws {
        let folder = TemporaryFolder()
        let error = await refusal { try await Scenario.named("compromised-keys").write(to: folder.path, events: 5) }
        guard case .tooFewEvents(asked: 5, let minimum, scenario: "compromised-keys") = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(minimum > 500)
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test func anUnknownScenarioIsNamedWithTheKnownOnes() {
        #expect(throws: SynthError.unknownScenario(name: "nosie")) { try Scenario.named("nosie") }
        #expect(
            "\(SynthError.unknownScenario(name: "nosie"))"
                == "there is no scenario \"nosie\"; there are "
                + "compromised-keys, role-chain, console-takeover, quiet-month, noise")
    }
}
