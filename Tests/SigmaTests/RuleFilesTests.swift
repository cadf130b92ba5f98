import Foundation
import Sigma
import Testing
import YAML

@Suite struct RuleFilesTests {
    private func rule(_ title: String) -> String {
        "title: \(title)\nlevel: low\nlogsource: {product: aws}\ndetection: {s: {eventName: A}, condition: s}"
    }

    @Test func `Folders are walked in the order of names, and only rule files are read`() throws {
        let folder = try TextFolder([
            "b.yml": rule("b"), "a/2.yaml": rule("a2"), "a/1.yml": rule("a1"), "README.md": "# no rule",
            ".github/workflow.yml": "on: push",
        ])
        let set = RuleLoader().load([folder.path])
        #expect(set.rules.map(\.header.title) == ["a1", "a2", "b"])
        #expect(set.fileCount == 3)
        #expect(set.said == [])
        #expect(set.rules.first?.header.position.path == folder.path + "/a/1.yml")
    }

    @Test func `Links that lead in a circle, or nowhere, end`() throws {
        let folder = try TextFolder(["a/1.yml": rule("a1")])
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/a/up", withDestinationPath: folder.path)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/a/x.yml", withDestinationPath: "/nowhere")
        let set = RuleLoader().load([folder.path, folder.path + "/a/1.yml"])
        #expect(set.rules.map(\.header.title) == ["a1"])
        #expect(set.said == [])
    }

    @Test func `A file that is named is read whatever it is called`() throws {
        let folder = try TextFolder(["rules.txt": rule("a")])
        #expect(RuleLoader().load([folder.path + "/rules.txt"]).rules.count == 1)
    }

    @Test func `Paths that are missing are told, and the others are read`() throws {
        let folder = try TextFolder(["1.yml": rule("a")])
        let set = RuleLoader().load(["/nowhere", folder.path])
        #expect(set.missingPaths == ["/nowhere"])
        #expect(set.rules.count == 1)
    }

    @Test func `Other rules may be known without being part of the set`() throws {
        let folder = try TextFolder([
            "base/1.yml": rule("a"),
            "own/1.yml": "title: c\nlevel: low\ncorrelation: {type: temporal, rules: [a], timespan: 5m}",
        ])
        let set = RuleLoader().load([folder.path + "/own"], knowing: [folder.path + "/base"])
        #expect(set.rules.map(\.header.title) == ["c"])
        #expect(set.fileCount == 1)
        #expect(set.said == [])
        #expect(RuleLoader().load([folder.path + "/own"]).errors.count == 1)
    }
}
