internal import Foundation
internal import JSON

/// What a MaxMind DB says of itself (specification 2.0, "Database Metadata"), checked against the size of its file.
///
/// The library believes the metadata: it multiplies sizes in 32 bits and follows nested values without a limit. What it
/// would stumble over is found here, before it opens the file.
struct MMDBMetadata: Hashable {
    let databaseType: String

    /// Where the metadata begin.
    static let marker: [UInt8] = [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
    /// Where the marker may be, in bytes from the end.
    private static let searched = 128 << 10
    /// Zero bytes between the search tree and the data.
    private static let separator = 16

    /// - Returns: nil for a file without the marker of a MaxMind DB.
    /// - Throws: where a file with the marker cannot be one.
    init?(_ file: FileHandle) throws {
        let size = Int(clamping: try file.seekToEnd())
        let start = max(0, size - Self.searched)
        try file.seek(toOffset: UInt64(start))
        let tail = [UInt8](try file.readToEnd() ?? Data())
        guard let place = Self.lastMarker(of: tail) else { return nil }
        self = try MMDBMetadata(tail[(place + Self.marker.count)...], sizeBefore: start + place)
    }

    /// - Parameter sizeBefore: the bytes of the file before the marker.
    private init(_ bytes: ArraySlice<UInt8>, sizeBefore: Int) throws(IntelligenceProblem.Reason) {
        var decoder = MMDBDecoder()
        let metadata: JSONValue
        do throws(MMDBDecoder.Damage) {
            metadata = try decoder.value(Array(bytes).span, at: 0)
        } catch {
            throw .damagedDatabase("its metadata cannot be read: \(error)")
        }
        // The first of several members of a name is the one that the library takes.
        func member(_ name: String) -> JSONValue? {
            metadata.objectValue?.members.first { $0.key.utf8.elementsEqual(name.utf8) }?.value
        }
        guard member("binary_format_major_version")?.intValue == 2 else {
            throw .damagedDatabase("its format is not version 2")
        }
        guard let nodes = member("node_count")?.intValue, (0...Int(UInt32.max)).contains(nodes),
            let recordBits = member("record_size")?.intValue, [24, 28, 32].contains(recordBits),
            let version = member("ip_version")?.intValue, version == 4 || version == 6
        else { throw .damagedDatabase("its metadata do not describe a search tree") }
        let treeSize = nodes * (recordBits / 4)
        guard treeSize <= Int(UInt32.max), treeSize + Self.separator <= sizeBefore else {
            throw .damagedDatabase("the file is smaller than its search tree: it may have been cut off")
        }
        databaseType = member("database_type")?.stringValue ?? ""
    }

    private static func lastMarker(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= marker.count else { return nil }
        return (0...bytes.count - marker.count).last { place in
            bytes[place] == marker[0] && bytes[place..<place + marker.count].elementsEqual(marker)
        }
    }
}
