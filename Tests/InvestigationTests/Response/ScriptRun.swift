import Foundation
import TestPrograms

/// Runs a script under a real shell, in a folder of its own, with a program in the place of the AWS CLI that writes down
/// what it is given.
struct ScriptRun {
    struct Result {
        var status: Int32
        var output: String
        var errors: String
        /// The words of each call of `aws`, in order.
        var calls: [[[UInt8]]]
    }

    let folder: URL

    /// - Parameters:
    ///   - account: what the stub says when it is asked whom it is signed in as.
    ///   - answers: what it prints for an operation.
    init(account: String = "111122223333", answers: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-script-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "bin"), withIntermediateDirectories: true)
        // A call is its words, each with a zero byte behind it, and one more zero byte.
        try put(
            """
            #!/bin/sh
            if [ "$1 $2" = 'sts get-caller-identity' ]; then printf '%s\\n' '\(account)'; exit 0; fi
            for word in "$@"; do printf '%s\\0' "$word" >>'\(folder.path)/calls'; done
            printf '\\0' >>'\(folder.path)/calls'
            case $2 in
            \(answers.map { "\($0.key)) echo '\($0.value)' ;;" }.sorted().joined(separator: "\n"))
            esac
            """)
    }

    /// Puts a script in the place of the AWS CLI.
    func put(_ aws: String) throws { try WrittenProgram.write(aws, to: folder.appending(path: "bin/aws").path) }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The names of what lies in the folder, the stub and its notes apart.
    var files: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !["bin", "calls", "script"].contains($0) }.sorted()
    }

    func run(_ shell: String, _ script: String, _ arguments: [String] = [], environment: [String: String] = [:]) throws
        -> Result
    {
        let file = folder.appending(path: "script")
        try script.write(to: file, atomically: true, encoding: .utf8)
        let calls = folder.appending(path: "calls")
        try? FileManager.default.removeItem(at: calls)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [shell] + (arguments.first == "-n" ? ["-n", file.path] : [file.path] + arguments)
        process.currentDirectoryURL = folder
        process.environment = ["PATH": "\(folder.path)/bin:/usr/bin:/bin"].merging(environment) { $1 }
        let outputs = (folder.appending(path: "bin/out"), folder.appending(path: "bin/err"))
        for output in [outputs.0, outputs.1] { try Data().write(to: output) }
        process.standardOutput = try FileHandle(forWritingTo: outputs.0)
        process.standardError = try FileHandle(forWritingTo: outputs.1)
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: try String(contentsOf: outputs.0, encoding: .utf8),
            errors: try String(contentsOf: outputs.1, encoding: .utf8),
            calls: Self.calls(in: (try? Data(contentsOf: calls)) ?? Data()))
    }

    private static func calls(in data: Data) -> [[[UInt8]]] {
        var calls: [[[UInt8]]] = []
        var words: [[UInt8]] = []
        for word in data.split(separator: 0, omittingEmptySubsequences: false).dropLast() {
            if word.isEmpty {
                calls.append(words)
                words = []
            } else {
                words.append(Array(word))
            }
        }
        return calls
    }
}
