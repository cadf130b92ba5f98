import Foundation
import Testing

/// What the README says is what the program does.
@Suite struct ReadmeTests {
    private let root: URL
    private let readme: String

    init() throws {
        root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    }

    /// The fenced blocks, each without its fences.
    private var blocks: [String] {
        readme.matches(of: /(?s)```[a-z]*\n(.*?)```/).map { String($0.output.1) }
    }

    @Test func itsScreenIsTheFirstOneOfTheSampleCase() throws {
        let script = try InputFolder(["first.txt": "size 80x24\nwait idle\ndump screen\n"])
        let result = try Program.run(
            ["open", "--script", script.url.appending(path: "first.txt").path], folder: root)
        let shown = result.output.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.replacing(/\ +$/, with: "") }.joined(separator: "\n")
        #expect(result.status == 0)
        #expect(blocks.contains(shown))
    }

    @Test func itsWalkShowsTheSampleCase() throws {
        let result = try Program.run(["open", "--script", "Tests/Scripts/walk.hbs"], folder: root)
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.replacing(/\ +$/, with: "") }
        for first in stride(from: 0, to: 4 * 18, by: 18) {
            #expect(blocks.contains(lines[first..<first + 18].joined(separator: "\n") + "\n"))
        }
    }

    @Test func continuousIntegrationCallsItsTestCommand() throws {
        let command = try #require(blocks.first { $0.contains("swift test") })
        let script = try String(contentsOf: root.appending(path: ".ci/run"), encoding: .utf8)
        #expect(script.contains(command))
    }

    /// The table of keys is the program's own: where they differ, the command prints what belongs there.
    @Test func itsKeysAreThoseOfTheRegistry() throws {
        let table = try Program.run(["keys", "--essential"]).output
        #expect(table.split(separator: "\n").count >= 20)
        #expect(readme.contains("\n## Keys\n\n\(table)\n"))
    }

    @Test func itsSettingsAreUnderstood() throws {
        let settings = try #require(blocks.first { $0.contains("color: auto") })
        let folder = try InputFolder([:])
        let own = folder.url.appending(path: "huckleberry")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        try Data(settings.utf8).write(to: own.appending(path: "config.yaml"))
        let result = try Program.run(["keys"], environment: ["XDG_CONFIG_HOME": folder.url.path])
        #expect(result.errors == "")
        #expect(result.output.contains("| `g k` or `ctrl-k` | Keys, at this row's key |"))
    }

    @Test func itsQueryGivesTheGoldenNumbers() throws {
        let filter = "name:AuthorizeSecurityGroupIngress ip:198.51.100.23"
        let count = try Program.run(["query", filter, "SampleData", "--count"], folder: root)
        #expect(count.output == "326\n")
        let keys = try Program.run(["query", filter, "SampleData", "--by", "key", "--format", "csv"], folder: root)
        #expect(
            keys.output == """
                value,count,first,last
                AKIA3I5VQPQ35EXAMPLE,324,2020-05-06T08:14:02Z,2020-05-06T08:32:50Z
                AKIAWVJD5ORKPEXAMPLE,2,2020-05-06T02:06:02Z,2020-05-06T02:06:14Z

                """)
    }
}
