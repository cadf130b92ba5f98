import Foundation
import Robots
import Testing
import YAML

/// Folders of robots.
@Suite struct RobotLoaderTests {
    @Test func `One broken file costs its robot alone, and files come in the order of their names`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "more"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [
            "c.yml": RobotText.robot("filter: a", id: "three"), "a.yaml": RobotText.robot("filter: a", id: "one"),
            "b.yml": RobotText.robot("filter: (a", id: "broken"),
            "more/d.yml": RobotText.robot("filter: a", id: "four"),
            "notes.txt": "no robot",
        ]
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        let set = RobotLoader().load([folder.path, "/nowhere"])
        #expect(set.robots.map(\.id) == ["one", "three", "four"])
        #expect(set.problems.map(\.position) == [FilePosition(path: folder.path + "/b.yml", line: 4, column: 9)])
        #expect(set.problems.first?.subject == "broken")
        #expect(set.fileCount == 4)
        #expect(set.rejectedCount == 1)
        #expect(set.missingPaths == ["/nowhere"])
        // Asked for twice, a file is read once.
        #expect(RobotLoader().load([folder.path, folder.path + "/c.yml"]).problems.count == 1)
    }
}
