import Foundation
import JSON
import Testing

@testable import Investigation

@Suite struct ResponseScriptTests {
    static let hostileNames = [
        "$(touch x)", "`touch x`", "'; touch x; '", "\"; touch x; \"", "a\ntouch x\n", "\u{1B}]0;x\u{07}\u{1B}[2J",
        "file:///etc/passwd", "fileb:///etc/passwd", "http://203.0.113.9/x", "-rf", "--debug", "; touch x",
        "x && touch x",
        "\u{202E}gpj.exe", "a\u{200B}b", "\\", "\\'", "*", "$CUTOFF", "${IFS}", "!!", "#", "~",
        "{\"KeyName\":\"other\"}",
        "[\"a\"]", "schlüssel", "\u{1F511}", "# \r\ntouch x", "'\\''", "EOF\n", "a=b", " ", "@CUTOFF",
        "\u{7F}\u{85}\u{9B}31m",
    ]

    private func step(_ number: Int, _ name: String, phase: ResponseStep.Phase = .eradication) -> ResponseStep {
        ResponseStep(
            id: "delete-key-pair/\(number)", order: number, phase: phase, action: "Delete the key pair \(name).",
            target: name, account: "111122223333", region: "us-east-1",
            commands: [AWSCommand("ec2 delete-key-pair", region: "us-east-1", [.text("KeyName", name)])],
            breaks: name, undo: name, state: .proposed, verifiedBy: [], evidence: [0])
    }

    private func script(_ steps: [ResponseStep]) throws -> String {
        let tiny = try TinyTrail([.init(time: "2020-05-06T08:00:00Z", name: "CreateKeyPair")])
        defer { tiny.remove() }
        let scripts = ResponseScript.all(steps, in: tiny.trail)
        #expect(scripts.map(\.account) == ["111122223333"])
        return try #require(scripts.first).text
    }

    private func hostileScript() throws -> String {
        try script(Self.hostileNames.enumerated().map { step($0 + 1, $1) })
    }

    /// The name of the key pair in a call, whichever way it came.
    private func keyName(_ call: [[UInt8]]) throws -> [UInt8] {
        let words = call.map { String(decoding: $0, as: UTF8.self) }
        #expect(Array(words.prefix(4)) == ["ec2", "delete-key-pair", "--region", "us-east-1"])
        #expect(words.count == 6)
        guard words[4] == "--cli-input-json" else {
            #expect(words[4] == "--key-name")
            return call[5]
        }
        #expect(!words[5].utf8.contains { !(0x20...0x7E).contains($0) })
        return Array(try #require(try JSONValue.parse(call[5])["KeyName"]?.stringValue).utf8)
    }

    @Test(arguments: ["sh", "bash"]) func theScriptIsWellFormed(shell: String) throws {
        let run = try ScriptRun()
        defer { run.remove() }
        let result = try run.run(shell, try hostileScript(), ["-n"])
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
    }

    @Test(arguments: ["sh", "bash"]) func hostileNamesArriveAsOneArgumentAndNothingElseRuns(shell: String) throws {
        let run = try ScriptRun()
        defer { run.remove() }
        let result = try run.run(shell, try hostileScript(), ["--execute", "--eradicate"])
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        let names = try result.calls.map { try keyName($0) }
        #expect(names == Self.hostileNames.map { Array($0.utf8) })
        #expect(run.files == ["evidence-111122223333"])
    }

    @Test(arguments: ["sh", "bash"]) func aDryRunCallsNothingAndPrintsWhatCanBePasted(shell: String) throws {
        let run = try ScriptRun()
        defer { run.remove() }
        let dry = try run.run(shell, try hostileScript())
        #expect(dry.status == 0)
        #expect(dry.calls.isEmpty)
        #expect(run.files.isEmpty)
        let commands = dry.output.split(separator: "\n").map { $0.drop { $0 != " " } }
        #expect(commands.count == Self.hostileNames.count)
        let pasted = try run.run(shell, commands.joined(separator: "\n"))
        #expect(try pasted.calls.map { try keyName($0) } == Self.hostileNames.map { Array($0.utf8) })
        #expect(run.files.isEmpty)
    }

    @Test func nothingInTheScriptActsOnATerminal() throws {
        let text = try hostileScript()
        #expect(text.utf8.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F })
        #expect(!text.unicodeScalars.contains { $0.value >= 0x80 && $0.properties.generalCategory == .format })
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
    }

    @Test func theWrongAccountStopsItBeforeAnything() throws {
        let run = try ScriptRun(account: "999988887777")
        defer { run.remove() }
        let result = try run.run("sh", try script([step(1, "x", phase: .containment)]), ["--execute"])
        #expect(result.status == 1)
        #expect(result.calls.isEmpty)
        #expect(result.errors == "signed in to account 999988887777, not 111122223333: nothing was done\n")
    }

    @Test func deletionWantsAWordOfItsOwn() throws {
        let run = try ScriptRun()
        defer { run.remove() }
        let text = try script([
            step(1, "contained", phase: .containment), step(2, "deleted"), step(3, "seen", phase: .verification),
        ])
        func names(_ arguments: [String]) throws -> [String] {
            try run.run("sh", text, arguments).calls.map { String(decoding: try keyName($0), as: UTF8.self) }
        }
        #expect(try names(["--execute"]) == ["contained"])
        #expect(try names(["--execute", "--eradicate"]) == ["contained", "deleted"])
        #expect(try names(["--execute", "--verify"]) == ["contained", "seen"])
        #expect(try run.run("sh", text, ["--eradicate"]).status == 64)
        #expect(try run.run("sh", text, ["--no-such-option"]).status == 64)
    }

    @Test func whatIsDoneIsAComment() throws {
        var done = step(1, "gone", phase: .containment)
        done.state = .verified
        done.verifiedBy = [0]
        let text = try script([done])
        #expect(text.contains("# Verified by 00000000-0000-4000-8000-000000000000.\n"))
        #expect(!text.contains("\nrun 1"))
    }

    @Test func aFailedStepIsCountedAndTheNextOneRuns() throws {
        let run = try ScriptRun()
        defer { run.remove() }
        try run.put(
            """
            #!/bin/sh
            case "$*" in *get-caller*) echo 111122223333 ;; *first*) exit 255 ;; *) echo "$6" ;; esac
            """)
        let text = try script([step(7, "first", phase: .containment), step(8, "second", phase: .containment)])
        let result = try run.run("sh", text, ["--execute"])
        #expect(result.status == 1)
        #expect(result.errors == "failed steps: 7\n")
        let kept = run.folder.appending(path: "evidence-111122223333/step-8.txt")
        #expect(try String(contentsOf: kept, encoding: .utf8) == "second\n")
    }

    @Test(arguments: [
        ("NoSuchEntity", true), ("InvalidInstanceID.NotFound", true), ("ResourceNotFoundException", true),
        ("AccessDenied", false),
    ])
    func whatIsNotThereIsNoFailure(code: String, isAnswer: Bool) throws {
        let run = try ScriptRun()
        defer { run.remove() }
        try run.put(
            """
            #!/bin/sh
            case "$*" in
            *get-caller*) echo 111122223333 ;;
            *first*) printf '\\nAn error occurred (\(code)) when calling the X operation: (NoSuchEntity) or so\\n' >&2; exit 254 ;;
            *) echo "$6" >>called ;;
            esac
            """)
        let text = try script([step(7, "first", phase: .containment), step(9, "deleted")])
        let result = try run.run("sh", text, ["--execute", "--eradicate"])
        let called = run.folder.appending(path: "called")
        #expect(FileManager.default.fileExists(atPath: called.path) == isAnswer)
        #expect(result.status == (isAnswer ? 0 : 1))
        #expect(result.errors.hasSuffix(isAnswer ? "steps about what is not there: 7\n" : "failed steps: 7\n"))
    }

    @Test func nothingIsDeletedOnceSomethingFailed() throws {
        let run = try ScriptRun()
        defer { run.remove() }
        try run.put(
            """
            #!/bin/sh
            case "$*" in *get-caller*) echo 111122223333 ;; *first*) exit 255 ;; *) echo "$6" >>called ;; esac
            """)
        let text = try script([
            step(7, "first", phase: .containment), step(8, "second", phase: .containment), step(9, "deleted"),
            step(10, "seen", phase: .verification),
        ])
        func called(_ arguments: [String]) throws -> String {
            let file = run.folder.appending(path: "called")
            try? FileManager.default.removeItem(at: file)
            #expect(try run.run("sh", text, arguments).status == 1)
            return try String(contentsOf: file, encoding: .utf8)
        }
        #expect(try called(["--execute", "--eradicate", "--verify"]) == "second\nseen\n")
        #expect(try called(["--execute", "--eradicate", "--anyway"]) == "second\ndeleted\n")
        let errors = try run.run("sh", text, ["--execute", "--eradicate"]).errors
        #expect(errors == "left out, since a step before it failed\nsteps left out: 9\nfailed steps: 7\n")
    }

    @Test func whatNeedsAGroupIsLeftOutWithoutOne() throws {
        let run = try ScriptRun()
        defer { run.remove() }
        var isolate = step(1, "i-1", phase: .containment)
        isolate.commands = [
            AWSCommand(
                "ec2 modify-instance-attribute", region: "us-east-1",
                [.text("InstanceId", "i-1"), .init(member: "Groups", value: .list([.variable("ISOLATION_GROUP")]))])
        ]
        let text = try script([isolate])
        let without = try run.run("sh", text, ["--execute"])
        #expect(without.calls.isEmpty)
        #expect(without.status == 1)
        let with = try run.run("sh", text, ["--execute"], environment: ["ISOLATION_GROUP": "sg-9"])
        #expect(
            with.calls.map { $0.map { String(decoding: $0, as: UTF8.self) } } == [
                [
                    "ec2", "modify-instance-attribute", "--region", "us-east-1", "--instance-id", "i-1", "--groups",
                    "sg-9",
                ]
            ])
    }

    @Test(arguments: ["None", ""]) func whatIsNotFoundIsNoIdentifier(answer: String) throws {
        var unbind = step(1, "i-1", phase: .containment)
        unbind.commands = [
            AWSCommand(
                "ec2 disassociate-iam-instance-profile", region: "us-east-1",
                [
                    .word(
                        "AssociationId",
                        .output(of: AWSCommand("ec2 describe-associations", region: "us-east-1", query: "A[0].B")))
                ])
        ]
        let text = try script([unbind])
        let nothing = try ScriptRun(answers: ["describe-associations": answer])
        defer { nothing.remove() }
        #expect(try nothing.run("sh", text).calls.isEmpty)
        let result = try nothing.run("sh", text, ["--execute"])
        #expect(result.calls.map { String(decoding: $0[1], as: UTF8.self) } == ["describe-associations"])
        #expect(result.status == 0)
        #expect(result.errors == "[1] nothing found: left out\nsteps left out: 1\n")
        // As it is pasted.
        #expect(try nothing.run("sh", unbind.command).calls.count == 1)
        let found = try ScriptRun(answers: ["describe-associations": "iip-1"])
        defer { found.remove() }
        for run in [try found.run("sh", text, ["--execute"]), try found.run("sh", unbind.command)] {
            #expect(run.calls.last?.last.map { String(decoding: $0, as: UTF8.self) } == "iip-1")
            #expect(run.status == 0)
        }
    }

    @Test func whatWasTakenBackIsSaid() throws {
        var again = step(1, "x")
        again.takenBackBy = [0]
        #expect(try script([again]).contains("# Taken back by 00000000-0000-4000-8000-000000000000.\n"))
    }
}
