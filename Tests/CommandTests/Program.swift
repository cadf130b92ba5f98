import Foundation
import Testing

/// The program as built, run as a person would.
enum Program {
    struct Result {
        var output: String
        var errors: String
        var status: Int32
    }

    /// Beside the test bundle, where the build puts it.
    private static let location = Bundle.main.executableURL!.deletingLastPathComponent()
        .appending(path: "huckleberry")

    /// Runs the program until what it has written is enough, kills it then as `kill -9` does, and gives all that it wrote.
    static func killed(_ arguments: [String], folder: URL, when isEnough: (String) -> Bool) throws -> String {
        let process = Process()
        process.executableURL = location
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["XDG_CONFIG_HOME": "/nowhere"]
        ) { _, new in new }
        process.currentDirectoryURL = folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var written = Data()
        while !isEnough(String(decoding: written, as: UTF8.self)) {
            let more = output.fileHandleForReading.availableData
            // It has ended by itself.
            if more.isEmpty { break }
            written += more
        }
        kill(process.processIdentifier, SIGKILL)
        written += try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: written, as: UTF8.self)
    }

    static func run(_ arguments: [String], input: String = "", folder: URL? = nil, environment: [String: String] = [:])
        throws -> Result
    {
        let process = Process()
        process.executableURL = location
        process.arguments = arguments
        // Whoever runs the tests may have settings of their own.
        let defaults = ["XDG_CONFIG_HOME": "/nowhere", "XDG_STATE_HOME": "/nowhere"].merging(environment) { _, new in
            new
        }
        process.environment = ProcessInfo.processInfo.environment.merging(defaults) { _, new in new }
        if let folder { process.currentDirectoryURL = folder }
        let output = Pipe()
        let errors = Pipe()
        let inputPipe = Pipe()
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = inputPipe
        try process.run()
        try inputPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try inputPipe.fileHandleForWriting.close()
        let written = try output.fileHandleForReading.readToEnd() ?? Data()
        let complained = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Result(
            output: String(decoding: written, as: UTF8.self), errors: String(decoding: complained, as: UTF8.self),
            status: process.terminationStatus)
    }
}

/// A folder of files for the program to read, removed when it is no longer used.
final class InputFolder: Sendable {
    let url: URL

    init(_ files: [String: String]) throws {
        url = FileManager.default.temporaryDirectory.appending(path: "huckleberry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: url.appending(path: name)) }
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
