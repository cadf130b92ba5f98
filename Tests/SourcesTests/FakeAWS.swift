import Foundation
import Sources

/// A program that plays the `aws` command line: a shell script in a folder of the test's own, gone with it.
final class FakeAWS: Sendable {
    let folder: URL

    /// - Parameter script: lines of `sh`. `$FOLDER` is the folder; each call has been noted in its file `calls` by then.
    init(_ script: String) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "sources-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let text = """
            FOLDER='\(folder.path(percentEncoded: false))'
            printf '%s\\n' "$*" >>"$FOLDER/calls"
            \(script)
            """
        try Data(text.utf8).write(to: folder.appending(path: "script"))
        let runner = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "CommandLine/aws.sh")
        try FileManager.default.createSymbolicLink(at: folder.appending(path: "aws"), withDestinationURL: runner)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var program: String { file("aws") }

    func file(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

    func write(_ text: String, to name: String) throws {
        let place = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }

    /// The calls so far, each as its words with spaces between them.
    var calls: [String] {
        (try? String(contentsOfFile: file("calls"), encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
    }

    /// The command line that runs it, without waiting.
    func commandLine(attempts: Int = 3) -> AWSCommandLine {
        AWSCommandLine(program: program, retry: AWSRetry(attempts: attempts, chance: { 0 }, sleep: { _ in }))
    }
}
