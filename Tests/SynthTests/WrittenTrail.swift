import CDeflate
import Foundation
import Glibc
import JSON

/// A trail on disk, read by the shortest way and with nothing of the generator's: what it says is counted, not assumed.
struct WrittenTrail {
    /// Path below the root, and the content without its compression; in order of paths.
    let files: [(path: String, content: [UInt8])]

    init(_ root: String) throws {
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        files = try names.filter { $0.hasSuffix(".gz") }.sorted().map { name in
            (name, try Self.inflate([UInt8](Data(contentsOf: URL(filePath: root + "/" + name)))))
        }
    }

    /// The sample case of the repository, read once for all tests.
    static func sample() throws -> WrittenTrail {
        try read.get()
    }

    private static let read = Result { try WrittenTrail(samplePath) }

    static let samplePath = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../SampleData").standardizedFileURL.path(percentEncoded: false)

    var logFiles: [(path: String, content: [UInt8])] { files.filter { $0.path.contains("/CloudTrail/") } }

    /// Records that contain one of the texts anywhere, in the order of eventTime.
    func records(containing texts: String...) throws -> [JSONValue] {
        var found: [JSONValue] = []
        // Most files hold none of them; looking through them whole is quicker than record by record.
        for file in logFiles where texts.contains(where: { Self.holds(file.content[...], $0) }) {
            for record in Self.split(file.content) where texts.contains(where: { Self.holds(record, $0) }) {
                found.append(try JSONValue.parse(Array(record)))
            }
        }
        return found.sorted { ($0.text("eventTime"), $0.text("eventID")) < ($1.text("eventTime"), $1.text("eventID")) }
    }

    var eventCount: Int {
        logFiles.reduce(0) { $0 + Self.split($1.content).count }
    }

    private static let recordStart = Array("{\"eventVersion\":".utf8)

    /// Each record begins with its version; the comma or the closing bracket behind it is left off.
    private static func split(_ content: [UInt8]) -> [ArraySlice<UInt8>] {
        var starts: [Int] = []
        var position = 0
        while let next = find(recordStart, in: content[position...]) {
            starts.append(next)
            position = next + 1
        }
        return starts.indices.map { index in
            content[starts[index]..<(index + 1 < starts.count ? starts[index + 1] - 1 : content.count - 2)]
        }
    }

    private static func holds(_ record: ArraySlice<UInt8>, _ text: String) -> Bool {
        find(Array(text.utf8), in: record) != nil
    }

    private static func find(_ needle: [UInt8], in hay: ArraySlice<UInt8>) -> Int? {
        unsafe hay.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return nil }
            var position = 0
            while bytes.count - position >= needle.count,
                let hit = unsafe memchr(start + position, Int32(needle[0]), bytes.count - position - needle.count + 1)
            {
                position = unsafe UnsafeRawPointer(hit) - start
                if unsafe memcmp(hit, needle, needle.count) == 0 { return hay.startIndex + position }
                position += 1
            }
            return nil
        }
    }

    struct Unreadable: Error {}

    static func inflate(_ packed: [UInt8]) throws -> [UInt8] {
        guard let inflater = unsafe libdeflate_alloc_decompressor(), packed.count > 18 else { throw Unreadable() }
        defer { unsafe libdeflate_free_decompressor(inflater) }
        // The last four bytes of gzip are the length of what it holds.
        let length = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        var output = [UInt8](repeating: 0, count: length)
        let result = unsafe libdeflate_gzip_decompress(inflater, packed, packed.count, &output, length, nil)
        guard result == LIBDEFLATE_SUCCESS else { throw Unreadable() }
        return output
    }
}

extension JSONValue {
    /// The text at a path of members; empty where there is none.
    func text(_ path: String...) -> String {
        self[path: path]?.stringValue ?? ""
    }
}

/// A folder for one test, removed with its owner.
final class TemporaryFolder {
    let path = FileManager.default.temporaryDirectory.appending(path: "synth-\(UUID().uuidString)")
        .path(percentEncoded: false)

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
