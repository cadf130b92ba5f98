/// Where objects lie on the disk.
///
/// Keys are any text that whoever may write to the bucket chooses. One whose every part is a harmless file name keeps it;
/// of others, each part is written with `%XX` for what is not harmless, so that no two keys share a path and none leads out
/// of the folder.
enum LocalName {
    /// The longest part of a path that file systems take is 255 bytes; the CLI adds an ending while it writes.
    private static let longestPart = 200

    /// Whether the key is a path as it stands, and no pattern of the CLI means another key by it.
    static func isPlain(_ key: String) -> Bool {
        key.utf8.count <= 900
            && key.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { isPlain(part: $0) }
    }

    private static func isPlain(part: Substring) -> Bool {
        !part.isEmpty && part != "." && part != ".." && part.utf8.count <= longestPart
            && part.utf8.allSatisfy(isHarmless)
    }

    /// Paths for keys, each below the folder of its bucket, in the order of the keys.
    ///
    /// A key that differs from an earlier one in case alone, which some file systems would take for one, and a key that is
    /// also the folder of others, have an ending that no other path has.
    ///
    /// - Parameter keys: in the order of their bytes, each once.
    static func paths(for keys: [String]) -> [String] {
        var folders = Set<String>()
        for key in keys {
            var folder = key[...]
            while let slash = folder.lastIndex(of: "/") {
                folder = folder[..<slash]
                if !folders.insert(folder.lowercased()).inserted { break }
            }
        }
        var taken = Set<String>()
        return keys.map { key in
            let isFolder = folders.contains(key.lowercased())
            let collides = !taken.insert(key.lowercased()).inserted
            let path = isPlain(key) ? key : escaped(key)
            return isFolder || collides ? path + "%-" + Hexadecimal.sha256(of: key).prefix(16) : path
        }
    }

    private static func escaped(_ key: String) -> String {
        key.split(separator: "/", omittingEmptySubsequences: false).map(escaped).joined(separator: "/")
    }

    private static func escaped(part: Substring) -> String {
        // An empty part, and one of dots, is written so that it is a name.
        if part.isEmpty { return "%" }
        let isDots = part.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
        var text = ""
        for byte in part.utf8 {
            if isHarmless(byte), !isDots {
                text.unicodeScalars.append(UnicodeScalar(byte))
            } else {
                text += "%" + Hexadecimal.text([byte]).uppercased()
            }
        }
        guard text.utf8.count > longestPart else { return text }
        return text.prefix(120) + "%-" + Hexadecimal.sha256(of: part)
    }

    private static func isHarmless(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_.+=,@:".utf8.contains(byte)
        }
    }
}
