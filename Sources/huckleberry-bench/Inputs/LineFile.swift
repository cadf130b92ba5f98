import Foundation

/// The records of a trail in one plain file, one a line, written once.
struct LineFile {
    /// Where such files are kept.
    let folder: URL
    /// The trail's folder.
    let trail: String
    /// What the trail holds now.
    let contents: Floor.Pass

    /// What the file was made of, kept beside it.
    private struct Marker: Codable, Equatable {
        var trail: String
        var files: Int
        var storedBytes: Int
        var records: Int
        /// The size of the file itself.
        var bytes: Int
    }

    private var name: String {
        URL(fileURLWithPath: trail).standardizedFileURL.pathComponents.filter { $0 != "/" }.suffix(4)
            .joined(separator: "_")
    }
    private var file: URL { folder.appending(path: name + ".ndjson") }
    private var marker: URL { folder.appending(path: name + ".ndjson.json") }

    /// The path of the file, which is written unless it is there and of this trail.
    func path(saying: (String) -> Void) throws -> String {
        if isCurrent { return file.path }
        saying("writing the records as lines into \(file.path)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let unfinished = folder.appending(path: name + ".ndjson.unfinished")
        if FileManager.default.fileExists(atPath: unfinished.path) {
            try FileManager.default.removeItem(at: unfinished)
        }
        let pass = try Floor.writeLines(of: trail, to: unfinished.path)
        for old in [file, marker] where FileManager.default.fileExists(atPath: old.path) {
            try FileManager.default.removeItem(at: old)
        }
        try FileManager.default.moveItem(at: unfinished, to: file)
        try JSONEncoder().encode(marker(bytes: pass.rawBytes)).write(to: marker, options: .atomic)
        return file.path
    }

    private var isCurrent: Bool {
        guard let data = try? Data(contentsOf: marker),
            let marker = try? JSONDecoder().decode(Marker.self, from: data),
            let attributes = try? FileManager.default.attributesOfItem(atPath: file.path),
            let bytes = attributes[.size] as? Int
        else { return false }
        return marker == self.marker(bytes: bytes)
    }

    private func marker(bytes: Int) -> Marker {
        Marker(
            trail: URL(fileURLWithPath: trail).standardizedFileURL.path, files: contents.files,
            storedBytes: contents.storedBytes, records: contents.records, bytes: bytes)
    }
}
