import Foundation

/// Paths that options name.
enum InputFiles {
    /// - Throws: where one of the paths leads nowhere.
    static func require(_ paths: [String]) throws {
        guard let missing = paths.first(where: { !FileManager.default.fileExists(atPath: $0) }) else { return }
        throw CommandFailure(message: "\(missing): there is no such file or folder", status: .missingInput)
    }
}
