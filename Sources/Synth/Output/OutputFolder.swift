import FoundationEssentials

/// The folder that a trail goes into.
enum OutputFolder {
    /// Makes sure of an empty folder at `path`.
    ///
    /// - Parameter replacing: accepts a folder with something in it. Nothing is removed from it: files of the same name
    ///   are replaced, others stay.
    static func prepare(_ path: String, replacing: Bool) throws(SynthError) {
        let manager = FileManager.default
        var isFolder = false
        if manager.fileExists(atPath: path, isDirectory: &isFolder) {
            guard isFolder else { throw .cannotCreate(path: path, reason: "it is a file") }
            let content: [String]
            do {
                content = try manager.contentsOfDirectory(atPath: path)
            } catch {
                throw .cannotCreate(path: path, reason: SynthError.reason(of: error))
            }
            guard replacing || content.isEmpty else { throw .notEmpty(path: path) }
            return
        }
        do {
            try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .cannotCreate(path: path, reason: SynthError.reason(of: error))
        }
    }
}
