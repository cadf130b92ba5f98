import Testing

@testable import Console

@Suite struct ScriptTests {
    private func run(_ text: String) throws -> String {
        var output = ""
        var runner = ScriptRunner(registry: try ActionRegistry.standard()) { Driver.now }
        try runner.run(Script(text, file: "t.hbs"), on: SampleDesk()) { output += $0 }
        return output
    }

    private func failure(_ text: String) -> String {
        do {
            _ = try run(text)
            return ""
        } catch let failure as Script.Failure {
            return failure.description
        } catch {
            return "\(error)"
        }
    }

    @Test func drivesTheConsole() throws {
        let output = try run(
            """
            # from the alert to the keys
            size 100x12
            wait idle
            keys Enter g k
            expect 8 confirmed
            expect-not Timeline  60
              :filter outcome:denied
            type /AKIA
            dump screen
            """)
        #expect(output.split(separator: "\n", omittingEmptySubsequences: false).count == 13)
        #expect(output.contains("[F] outcome:denied"))
        #expect(output.contains("/AKIA"))
    }

    @Test(arguments: [
        ("keys 1\nexpct x", "t.hbs:2: unknown word 'expct'; did you mean 'expect'?"),
        ("keys Entr", "t.hbs:1: there is no key 'Entr'; did you mean 'Enter'?"),
        ("keys", "t.hbs:1: here belongs the names of keys"), ("size 80", "t.hbs:1: '80' is no size such as 80x24"),
        ("size 0x9", "t.hbs:1: '0x9' is no size such as 80x24"),
        ("wait", "t.hbs:1: here belongs 'idle', or 'events' and how many, to wait for"),
        ("dump", "t.hbs:1: here belongs 'screen', the only thing to dump"),
        ("expect", "t.hbs:1: here belongs text to expect"),
        ("expect-copied x", "t.hbs:1: expected 'x' to be copied, and nothing was"),
        ("keys 4 y c\nexpect-copied x", "t.hbs:2: expected 'x' to be copied, and '198.51.100.0' was"),
        ("\n\n:filtr x", "t.hbs:3: there is no command ':filtr x'; did you mean 'filter'?"),
    ])
    func mistakesAreLocated(script: String, expected: String) {
        #expect(failure(script) == expected)
    }

    @Test func anExpectationThatFailsShowsTheScreen() {
        let text = failure("keys 3\nexpect nobody")
        #expect(text.hasPrefix("t.hbs:2: expected 'nobody', and the screen shows\n huckleberry  trail"))
        #expect(failure("expect-not Alerts").hasPrefix("t.hbs:1: did not expect 'Alerts', and the screen shows\n"))
    }

    @Test func whatWasCopiedCanBeExpected() throws {
        #expect(try run("keys 4 y c\nexpect-copied 198.51.100.0") == "")
    }

    @Test func whatComesAfterTheEndIsNotRun() throws {
        #expect(try run(":q\nexpect nobody") == "")
    }
}
