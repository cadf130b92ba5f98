import Foundation
import Ingest

/// Paths that options name.
enum InputFiles {
    /// - Throws: where one of the paths leads nowhere.
    static func require(_ paths: [String]) throws {
        guard let missing = paths.first(where: { !FileManager.default.fileExists(atPath: $0) }) else { return }
        throw CommandFailure(message: "\(missing): there is no such file or folder", status: .missingInput)
    }

    /// What the path of a trail stands for: of a snapshot the paths that it was made of.
    static func origin(of trail: String) -> [String] {
        IndexSnapshot.origin(of: RawArguments.path(trail))?.paths.map(\.shown) ?? [trail]
    }

    /// The bytes of a file.
    ///
    /// - Parameter option: which option names it, for messages; nil for an argument.
    static func contents(of path: String, option: String? = nil) throws -> [UInt8] {
        func failure(_ words: String, _ status: ExitStatus) -> CommandFailure {
            CommandFailure(message: (option.map { $0 + " " } ?? "") + "\(path): \(words)", status: status)
        }
        guard FileManager.default.fileExists(atPath: path) else {
            throw failure("there is no such file", .missingInput)
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            let isFolder = (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
            throw failure(isFolder ? "it is a folder, and a file is wanted" : "it cannot be read", .unreadable)
        }
        return Array(data)
    }
}
