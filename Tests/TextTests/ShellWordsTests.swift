import Testing

@testable import Text

@Suite struct ShellWordsTests {
    @Test(arguments: [
        ("", []), ("  lookup  --from\t2026-05-01 ", ["lookup", "--from", "2026-05-01"]),
        ("--filter 'name:ConsoleLogin outcome:denied'", ["--filter", "name:ConsoleLogin outcome:denied"]),
        (#"--filter "agent:\"Boto3 1\" \d""#, ["--filter", #"agent:"Boto3 1" \d"#]),
        (#"a\ b '' c'd e'"f""#, ["a b", "", "cd ef"]), ("$HOME `id` a|b ; *", ["$HOME", "`id`", "a|b", ";", "*"]),
        ("-o ~/case ~ana '~/case' a~ ~", ["-o", "/ana/case", "~ana", "~/case", "a~", "/ana"]),
    ])
    func `A line is parted as a shell would, and nothing in it is run`(line: String, words: [String]) throws {
        #expect(try ShellWords.words(line, home: "/ana") == words)
    }

    @Test(arguments: [
        ("--filter 'name:a", "the quote ' is not closed"), ("\"a'", "the quote \" is not closed"),
        ("a\\", "behind the last \\ nothing follows"),
    ])
    func `What is not closed is named`(line: String, words: String) {
        let problem = #expect(throws: ShellWords.Problem.self) { try ShellWords.words(line) }
        #expect(problem?.description == words)
    }

    @Test(arguments: ["name:a", "it's", "a b", "", "\"\\$"])
    func `What was quoted for a shell comes out as it was`(word: String) throws {
        #expect(try ShellWords.words(ShellQuoting.word(word)) == [word])
    }
}
