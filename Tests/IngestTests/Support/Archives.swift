internal import CDeflate

/// Compressed data and archives, made as simply as their formats allow.
enum Archives {
    /// A member of an archive to be made.
    struct Member {
        var name: [UInt8]
        var content: [UInt8]

        init(_ name: String, _ content: String) {
            self.init(Array(name.utf8), Array(content.utf8))
        }

        init(_ name: String, _ content: [UInt8]) {
            self.init(Array(name.utf8), content)
        }

        init(_ name: [UInt8], _ content: [UInt8]) {
            self.name = name
            self.content = content
        }
    }

    static func gzip(_ text: String) -> [UInt8] { gzip(Array(text.utf8)) }

    static func gzip(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
        let compressor = unsafe libdeflate_alloc_compressor(level)
        defer { unsafe libdeflate_free_compressor(compressor) }
        var output = [UInt8](repeating: 0, count: unsafe libdeflate_gzip_compress_bound(compressor, bytes.count))
        let count = unsafe libdeflate_gzip_compress(compressor, bytes, bytes.count, &output, output.count)
        return Array(output[..<count])
    }

    static func deflate(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
        let compressor = unsafe libdeflate_alloc_compressor(level)
        defer { unsafe libdeflate_free_compressor(compressor) }
        var output = [UInt8](repeating: 0, count: unsafe libdeflate_deflate_compress_bound(compressor, bytes.count))
        let count = unsafe libdeflate_deflate_compress(compressor, bytes, bytes.count, &output, output.count)
        return Array(output[..<count])
    }

    // MARK: tar

    static func tar(_ members: [Member]) -> [UInt8] {
        members.flatMap { tarHeader($0.name, size: $0.content.count, type: "0") + padded($0.content) }
            + [UInt8](repeating: 0, count: 1_024)
    }

    /// A header for a member without content: a link, a folder, a pipe.
    static func tarHeader(_ name: [UInt8], size: Int, type: Character, link: String = "") -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: [UInt8], at offset: Int) {
            for (index, byte) in text.enumerated() { header[offset + index] = byte }
        }
        put(name, at: 0)
        put(Array("0000644\0".utf8), at: 100)
        put(octal(size, digits: 11), at: 124)
        put(octal(0, digits: 11), at: 136)
        put(Array("        ".utf8), at: 148)
        put(Array(String(type).utf8), at: 156)
        put(Array(link.utf8), at: 157)
        put(Array("ustar\u{0}00".utf8), at: 257)
        put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6), at: 148)
        return header
    }

    private static func octal(_ number: Int, digits: Int) -> [UInt8] {
        let text = String(number, radix: 8)
        return Array((String(repeating: "0", count: digits - text.utf8.count) + text).utf8) + [0]
    }

    private static func padded(_ content: [UInt8]) -> [UInt8] {
        content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    // MARK: zip

    /// - Parameter isEncrypted: sets the flag that says so; the content stays as it is.
    static func zip(_ members: [Member], isEncrypted: Bool = false) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let compressed = deflate(member.content)
            let crc = unsafe libdeflate_crc32(0, member.content, member.content.count)
            let common =
                little(20, 2) + little(isEncrypted ? 1 : 0, 2) + little(8, 2) + little(0, 4) + little(Int(crc), 4)
                + little(compressed.count, 4) + little(member.content.count, 4) + little(member.name.count, 2)
                + little(0, 2)
            directory +=
                [0x50, 0x4B, 0x01, 0x02] + little(20, 2) + common + little(0, 10) + little(file.count, 4) + member.name
            file += [0x50, 0x4B, 0x03, 0x04] + common + member.name + compressed
        }
        let end =
            [0x50, 0x4B, 0x05, 0x06] + little(0, 4) + little(members.count, 2) + little(members.count, 2)
            + little(directory.count, 4) + little(file.count, 4) + little(0, 2)
        return file + directory + end
    }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
    }
}
