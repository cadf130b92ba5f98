import Events
import Foundation
import Testing

@testable import Ingest

/// Whatever was loaded, index, report and records agree.
@Suite struct InvariantTests {
    private static let project = URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardizedFileURL

    private func violations(_ paths: [String], sample: Int = 200) throws -> [InvariantViolation] {
        try #require(Loader(paths, threads: 2).load()).checkInvariants(sample: sample)
    }

    @Test func holdForEveryFixture() throws {
        #expect(try violations([FixtureTests.folder], sample: .max) == [])
        for expectation in FixtureTests.expectations {
            let path = FixtureTests.folder + "/" + expectation.file
            #expect(try violations([path]) == [], "\(expectation.file)")
            // The same twice, so that everything is a copy.
            #expect(try violations([path, path]) == [], "\(expectation.file)")
        }
    }

    @Test func holdForTheSampleCase() throws {
        #expect(try violations([Self.project.path + "/SampleData"], sample: 50) == [])
    }

    @Test func holdForNothing() throws {
        #expect(try violations([TemporaryFolder().path]) == [])
    }

    @Test func areBrokenByAnIndexOfOtherSources() throws {
        let trail = try #require(Loader([FixtureTests.folder + "/records.json"]).load())
        let rules = trail.index.checkInvariants(sourceCount: 0).map(\.rule)
        #expect(
            rules == [
                "each row lies at a place of its own, in a source that was read", "each source has a number of copies",
            ])
    }

    @Test func areBrokenByASourceThatHasChanged() throws {
        let folder = try TemporaryFolder()
        try folder.write("a", Array(record("A").utf8))
        let trail = try #require(Loader([folder.path]).load())
        try folder.write("a", Array(repeating: 0x20, count: 10))
        #expect(trail.checkInvariants().map(\.rule) == ["each row's source can be read again"])
    }
}
