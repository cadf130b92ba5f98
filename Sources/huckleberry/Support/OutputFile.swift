import Foundation

/// A file, or a folder of files, that a command writes.
struct OutputFile {
    let path: String
    /// Whether what is there already is replaced.
    let replaces: Bool

    /// Looks before the work is done.
    ///
    /// - Throws: where something is there that must stay.
    func requireRoom() throws {
        guard !replaces, FileManager.default.fileExists(atPath: path) else { return }
        throw CommandFailure(message: "\(path) is there already; --force replaces it", status: .cannotCreate)
    }

    func write(_ text: String) throws { try write(text, to: URL(filePath: path)) }

    /// Writes a file of a folder, which is created.
    func write(_ text: String, inside name: String) throws {
        let folder = URL(filePath: path)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(message: "cannot create \(path)", status: .cannotCreate)
        }
        try write(text, to: folder.appending(path: name))
    }

    private func write(_ text: String, to file: URL) throws {
        do {
            try Data(text.utf8).write(to: file, options: replaces ? [] : .withoutOverwriting)
        } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
            throw CommandFailure(message: "cannot write \(file.path): no space is left", status: .inputOutput)
        } catch {
            throw CommandFailure(message: "cannot create \(file.path)", status: .cannotCreate)
        }
    }
}
