internal import Foundation

/// A file that may say something of addresses.
struct IntelligenceFile {
    let path: String
    /// Whether it was found in a folder, not asked for itself.
    let isOfFolder: Bool

    /// What the file is as a source, and what is wrong with parts of it. No source where it has no address.
    ///
    /// - Throws: where it cannot be read, or is a damaged database.
    func source() throws(IntelligenceProblem) -> (source: (any AddressSource)?, problems: [IntelligenceProblem]) {
        guard IntelligenceFiles.isFolder(path) != nil else { throw IntelligenceProblem(path: path, reason: .missing) }
        do throws(IntelligenceProblem) {
            return (try MMDBSource(path: path), [])
        } catch  where error.reason == .notADatabase {
            let (source, problems) = CIDRListSource.read(try bytes(), path: path)
            return (source.isEmpty ? nil : source, problems)
        }
    }

    private func bytes() throws(IntelligenceProblem) -> [UInt8] {
        let limit = CIDRListSource.largestFile
        let data: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            data = try file.read(upToCount: limit + 1) ?? Data()
        } catch {
            throw IntelligenceProblem(path: path, reason: .unreadable(error.localizedDescription))
        }
        guard data.count <= limit else { throw IntelligenceProblem(path: path, reason: .tooLarge(limit: limit)) }
        return [UInt8](data)
    }
}

/// Finds the files of paths.
struct IntelligenceFiles {
    private var files: [IntelligenceFile] = []
    /// By real path: each folder is walked once, whatever links lead to it.
    private var walked: Set<String> = []

    /// The files of paths in their order, those of folders in the order of their names. A path that leads nowhere is
    /// among them: it tells so when it is read.
    static func under(_ paths: [String]) -> [IntelligenceFile] {
        var files = IntelligenceFiles()
        for path in paths { files.visit(path, isOfFolder: false) }
        return files.files
    }

    /// Nil where there is neither a file nor a folder.
    static func isFolder(_ path: String) -> Bool? {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        return isFolder.boolValue
    }

    private mutating func visit(_ path: String, isOfFolder: Bool) {
        guard Self.isFolder(path) == true else {
            return files.append(IntelligenceFile(path: path, isOfFolder: isOfFolder))
        }
        guard walked.insert(URL(fileURLWithPath: path).resolvingSymlinksInPath().path).inserted else { return }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            // Reading it as a file says why it cannot be read.
            return files.append(IntelligenceFile(path: path, isOfFolder: isOfFolder))
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            visit(path.hasSuffix("/") ? path + name : path + "/" + name, isOfFolder: true)
        }
    }
}
