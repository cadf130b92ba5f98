internal import Foundation
internal import JSON

/// What was fetched, in a file of lines of JSON beside the data: each line is written as soon as it is true, and a later one
/// of the same name takes the place of an earlier one.
///
/// A line that was cut off when the program was ended is no line, so that the file is valid at any time. When a run ends the
/// file is written anew, in the order of names.
struct Journal: Sendable {
    let path: String
    private(set) var entries: [String: JSONValue] = [:]
    private var waiting: [UInt8] = []

    /// The member by which entries are told apart.
    private static let name = "name"

    /// - Throws: where the file is there and cannot be read.
    init(path: String) throws(FetchProblem) {
        self.path = path
        guard FileManager.default.fileExists(atPath: path) else { return }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw FetchProblem(path: path, reason: .cannotRead("it is no file, or may not be read"))
        }
        for line in data.split(separator: UInt8(ascii: "\n")) {
            guard let entry = try? JSONValue.parse(Array(line)), let name = entry[Self.name]?.stringValue else {
                continue
            }
            entries[name] = entry["removed"] == true ? nil : entry
        }
    }

    subscript(name: String) -> JSONValue? { entries[name] }

    /// Notes what is true now; nil for no longer. Nothing is written before ``write()``.
    mutating func set(_ name: String, _ members: JSONObject?) {
        var entry: JSONObject = [Self.name: .string(name)]
        entry.members += (members ?? ["removed": true]).members
        entries[name] = members == nil ? nil : .object(entry)
        waiting += JSONWriter().bytes(.object(entry)) + [UInt8(ascii: "\n")]
    }

    /// Adds what was noted to the file.
    mutating func write() throws(FetchProblem) {
        guard !waiting.isEmpty else { return }
        do {
            if !FileManager.default.fileExists(atPath: path) {
                try Data(waiting).write(to: URL(filePath: path))
            } else {
                let file = try FileHandle(forUpdating: URL(filePath: path))
                defer { try? file.close() }
                // What was cut off ends here.
                let end = try file.seekToEnd()
                if end > 0 {
                    try file.seek(toOffset: end - 1)
                    if try file.read(upToCount: 1)?.first != UInt8(ascii: "\n") {
                        waiting.insert(UInt8(ascii: "\n"), at: 0)
                    }
                }
                try file.write(contentsOf: Data(waiting))
            }
        } catch {
            throw FetchProblem(path: path, reason: .cannotWrite(error.localizedDescription))
        }
        waiting = []
    }

    /// Writes the file anew: each entry once, in the order of names.
    func rewrite() throws(FetchProblem) {
        var bytes: [UInt8] = []
        for (_, entry) in entries.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            JSONWriter().append(entry, to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        do {
            try Data(bytes).write(to: URL(filePath: path + ".part"))
        } catch {
            throw FetchProblem(path: path, reason: .cannotWrite(error.localizedDescription))
        }
        try LocalFile.rename(path + ".part", to: path)
    }
}
