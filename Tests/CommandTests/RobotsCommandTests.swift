import Foundation
import JSON
import Testing

@Suite struct RobotsCommandTests {
    private static let sound = """
        id: sound
        question: How many?
        motive: To know.
        filter: principal:{principal}
        """

    @Test func `Mistakes are told with the line and a caret, and end with 1`() throws {
        let folder = try InputFolder([
            "a.yml": Self.sound, "b.yml": Self.sound.replacing("sound", with: "other").replacing("}", with: "} x:("),
        ])
        let result = try Program.run(["robots", "check", "a.yml", "b.yml"], folder: folder.url)
        #expect(
            result.output == """
                b.yml:4:33: error: other: filter: the parenthesis that opens here is not closed
                filter: principal:{principal} x:(
                                                ^
                2 files, 1 robot, 1 rejected

                """)
        #expect(result.status == 1)
        #expect(try Program.run(["robots", "check", "a.yml"], folder: folder.url).status == 0)
    }

    @Test func `A missing path is told, and the others are checked`() throws {
        let folder = try InputFolder(["a.yml": Self.sound])
        let result = try Program.run(["robots", "check", "nowhere", "."], folder: folder.url)
        #expect(result.output == "1 file, 1 robot, 0 rejected\n")
        #expect(result.errors == "nowhere: there is no such file or folder\n")
        #expect(result.status == 66)
        #expect(try Program.run(["robots", "list", "--robots", "nowhere"], folder: folder.url).status == 66)
    }

    @Test func `The robots of the program are listed with others`() throws {
        let folder = try InputFolder(["a.yml": Self.sound, "b.yml": "id: b"])
        let result = try Program.run(["robots", "list", "--robots", "."], folder: folder.url)
        let lines = result.output.split(separator: "\n")
        #expect(lines.first?.split(separator: " ").map(String.init) == ["id", "kind", "question"])
        #expect(lines.contains { $0.hasPrefix("secret-reads ") && $0.contains(" yaml ") })
        #expect(lines.last?.hasPrefix("sound ") == true)
        #expect(result.errors.split(separator: "\n").first == "./b.yml:1:1: error: b: question is missing")
        #expect(result.status == 0)
    }

    @Test func `A list in JSON has the same robots`() throws {
        let folder = try InputFolder(["a.yml": Self.sound])
        let result = try Program.run(["robots", "list", "a.yml", "--format", "json"], folder: folder.url)
        let robot = try #require(try JSONValue.parse(result.output).arrayValue?.last)
        #expect(
            robot == [
                "id": "sound", "question": "How many?", "motive": "To know.", "kind": "yaml", "path": "a.yml",
            ])
    }
}
