import Foundation
import Testing

/// The file in which a person settles things for good.
@Suite struct UserSettingsTests {
    private func run(_ arguments: [String], config: String) throws -> Program.Result {
        let folder = try InputFolder([:])
        let own = folder.url.appending(path: "huckleberry")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        try Data(config.utf8).write(to: own.appending(path: "config.yaml"))
        return try Program.run(arguments, environment: ["XDG_CONFIG_HOME": folder.url.path])
    }

    @Test func theReferenceShowsTheKeysThatArePressed() throws {
        let result = try run(["keys"], config: "keys:\n  go.key: [g x, F9]\n  search: none\n")
        #expect(result.status == 0)
        #expect(result.output.contains("| `g x` or `F9` | Keys, at this row's key |"))
        #expect(result.output.contains("|  | Search as you type; a capital letter minds case |"))
    }

    @Test func aMistakeKeepsTheConsoleFromStarting() throws {
        let result = try run(["open", "--script", "/dev/null"], config: "keys:\n  serch: none\n")
        #expect(result.status == 64)
        let lines = result.errors.split(separator: "\n").map(String.init)
        #expect(
            lines[0].hasSuffix("/huckleberry/config.yaml:2:3: error: no action is called serch (did you mean search?)"))
        #expect(
            lines[1...] == [
                "  serch: none", "  ^", "Set it right, or move it away: without the file all is as shipped.",
            ])
    }

    @Test func aFolderInPlaceOfTheFileIsTold() throws {
        let folder = try InputFolder([:])
        let path = folder.url.appending(path: "huckleberry/config.yaml")
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        let result = try Program.run(["keys"], environment: ["XDG_CONFIG_HOME": folder.url.path])
        #expect(result.status == 64)
        #expect(result.errors.contains("config.yaml:1:1: error: it cannot be read"))
    }

    @Test func otherCommandsDoWithoutIt() throws {
        let result = try run(["theme", "list"], config: "nonsense: 1")
        #expect(result.status == 0)
    }

    @Test func themesOfOnesOwnStandBesideTheShippedOnes() throws {
        let folder = try InputFolder([:])
        let own = folder.url.appending(path: "huckleberry")
        try FileManager.default.createDirectory(
            at: own.appending(path: "themes"), withIntermediateDirectories: true)
        func write(_ text: String, _ name: String) throws { try Data(text.utf8).write(to: own.appending(path: name)) }
        try write("format: 1\nname: night\ninherits: dark-256\n", "themes/night.yaml")
        try write("format: 1\nname: torn\nstyles:\n  ui.txt: {}\n", "themes/torn.yaml")
        try write("theme: night\n", "config.yaml")
        let environment = ["XDG_CONFIG_HOME": folder.url.path]
        let names = try Program.run(["theme", "list"], environment: environment).output.split(separator: "\n")
        #expect(names.contains("night") && names.contains("dark-256"))
        let check = try Program.run(["theme", "check"], environment: environment)
        #expect(check.status == 1)
        #expect(check.output.contains("night: sound\n"))
        #expect(check.output.contains("themes/torn.yaml:4:3: unknown role 'ui.txt'; did you mean 'ui.text'?"))
        #expect(try Program.run(["keys"], environment: environment).status == 0)
        try write("theme: nihgt\n", "config.yaml")
        let mistaken = try Program.run(["keys"], environment: environment)
        #expect(mistaken.errors.contains("config.yaml:1:8: error: nihgt is none of the themes (did you mean night?)"))
    }
}
