internal import CChecksum
internal import CDeflate

/// Decompresses gzip data (RFC 1952), all its members one behind the other. One worker owns it.
@safe
final class Gunzip {
    private let decompressor: OpaquePointer?

    init() {
        unsafe decompressor = libdeflate_alloc_decompressor()
    }

    deinit {
        unsafe libdeflate_free_decompressor(decompressor)
    }

    enum Result: Equatable {
        /// The output holds all, or all that comes before the damage.
        case done(SourceDamage?)
        /// The output would grow beyond the limit.
        case limit
        case noMemory
    }

    /// Fills `output` with the decompressed data, at most `limit` bytes of it.
    ///
    /// - Parameter isChecked: whether checksums are compared, which takes a twentieth of the time, or a tenth on
    ///   processors that CChecksum leaves to libdeflate. Without, data that differs from its checksum is taken for
    ///   sound.
    func decompress(
        _ input: Span<UInt8>, into output: PaddedBuffer, limit: Int, isChecked: Bool = true
    ) -> Result {
        output.removeAll()
        guard output.reserve(min(limit, expectedSize(input))) else { return .noMemory }
        var start = 0
        // A member that differs from its checksum is passed, and what stands behind it read. Told is what loses most.
        var passed: SourceDamage?
        while true {
            switch member(input, at: start, into: output, limit: limit, isChecked: isChecked) {
            case .end(let end, let damage):
                start = end
                passed = passed ?? damage
            case .stopped(let result): return result
            }
            guard start < input.count else { return .done(passed) }
            // Tapes and block devices pad with zeros.
            if input.extracting(start..<input.count).isAllZero { return .done(passed) }
            guard GzipHeader.isMagic(input, at: start) else {
                return .done(SourceDamage(offset: start, reason: .trailingBytes))
            }
        }
    }

    /// The first decompressed bytes, at most `count`; fewer where the data is damaged.
    func beginning(of input: Span<UInt8>, count: Int, into output: PaddedBuffer) {
        output.removeAll()
        guard let data = GzipHeader.end(in: input, at: 0) else { return }
        var inflate = Inflate(input, at: data, outputLimit: count)
        try? inflate.run(into: output)
    }

    /// A guess of the output's size. The size that the data itself gives is that of its last member modulo 4 GiB, and
    /// anyone can write there what he likes: it is taken only where deflate could reach it.
    private func expectedSize(_ input: Span<UInt8>) -> Int {
        guard input.count >= 18 else { return 4_096 }
        let written = Int(GzipTrailer.length(in: input, at: input.count - GzipTrailer.size))
        let likely = input.count &* 12
        return written <= input.count &* 64 ? max(written, input.count) : likely
    }

    private enum Step {
        /// Where the next member would begin, and what is amiss with the checksum.
        case end(Int, SourceDamage?)
        case stopped(Result)
    }

    private func member(
        _ input: Span<UInt8>, at start: Int, into output: PaddedBuffer, limit: Int, isChecked: Bool
    ) -> Step {
        while true {
            var used = 0
            var result = LIBDEFLATE_BAD_DATA
            unsafe output.append { room in
                var written = 0
                (result, used) = unsafe inflate(input, at: start, into: room, &written, isChecked: isChecked)
                return result == LIBDEFLATE_SUCCESS ? written : 0
            }
            switch result {
            case LIBDEFLATE_SUCCESS:
                return output.count <= limit ? .end(start + used, nil) : .stopped(.limit)
            case LIBDEFLATE_INSUFFICIENT_SPACE:
                let size = output.count + output.room
                guard size < limit else { return .stopped(.limit) }
                guard output.reserve(min(limit, size * 2)) else { return .stopped(.noMemory) }
            default:
                return recover(input, at: start, into: output, limit: limit)
            }
        }
    }

    /// Decompresses a sound member; `used` counts its header and its trailer too.
    private func inflate(
        _ input: Span<UInt8>, at start: Int, into room: UnsafeMutableRawBufferPointer, _ written: inout Int,
        isChecked: Bool
    ) -> (result: libdeflate_result, used: Int) {
        guard let data = GzipHeader.end(in: input, at: start), data + GzipTrailer.size <= input.count,
            GzipHeader.isKnown(input, at: start) || !isChecked
        else { return (LIBDEFLATE_BAD_DATA, 0) }
        var used = 0
        let result = unsafe input.extracting(data..<input.count - GzipTrailer.size).withUnsafeBufferPointer { data in
            unsafe libdeflate_deflate_decompress_ex(
                decompressor, data.baseAddress, data.count, room.baseAddress, room.count, &used, &written)
        }
        guard result == LIBDEFLATE_SUCCESS else { return (result, 0) }
        let trailer = data + used
        if isChecked {
            let text = unsafe UnsafeRawBufferPointer(rebasing: room[..<written])
            guard unsafe GzipTrailer.isTrue(of: text, in: input, at: trailer) else { return (LIBDEFLATE_BAD_DATA, 0) }
        }
        return (LIBDEFLATE_SUCCESS, trailer + GzipTrailer.size - start)
    }

    /// Decompresses a damaged member as far as it goes.
    private func recover(_ input: Span<UInt8>, at start: Int, into output: PaddedBuffer, limit: Int) -> Step {
        guard let data = GzipHeader.end(in: input, at: start) else {
            return .stopped(.done(SourceDamage(offset: input.count, reason: .gzipCutOff)))
        }
        var inflate = Inflate(input, at: data, outputLimit: limit)
        do throws(Inflate.Stop) {
            try inflate.run(into: output)
        } catch {
            switch error {
            case .cutOff: return .stopped(.done(SourceDamage(offset: input.count, reason: .gzipCutOff)))
            case .corrupt: return .stopped(.done(SourceDamage(offset: inflate.position, reason: .gzipCorrupt)))
            case .limit: return .stopped(.limit)
            case .noMemory: return .stopped(.noMemory)
            }
        }
        // The data is whole, so what was amiss is the trailer; or a header that is not known, whose damage counts as
        // that of the checksum.
        let end = inflate.position + GzipTrailer.size
        guard end <= input.count else {
            return .stopped(.done(SourceDamage(offset: inflate.position, reason: .gzipCutOff)))
        }
        return .end(end, SourceDamage(offset: inflate.position, reason: .gzipChecksum))
    }
}

/// The header in front of each gzip member.
enum GzipHeader {
    static func isMagic(_ input: Span<UInt8>, at start: Int) -> Bool {
        start + 1 < input.count && input[start] == 0x1F && input[start + 1] == 0x8B
    }

    /// Whether the data is deflated, the only method that RFC 1952 knows, and no flag is set that it reserves: where one
    /// is, the header may hold what `end` does not pass over.
    static func isKnown(_ input: Span<UInt8>, at start: Int) -> Bool {
        isMagic(input, at: start) && start + 3 < input.count && input[start + 2] == 8 && input[start + 3] & 0xE0 == 0
    }

    /// Where the deflate data begins, whatever the method; nil where the header is cut off.
    static func end(in input: Span<UInt8>, at start: Int) -> Int? {
        guard start + 10 <= input.count else { return nil }
        let flags = input[start + 3]
        var position = start + 10
        if flags & 0x04 != 0 {
            guard position + 2 <= input.count else { return nil }
            position += 2 + Int(input[position]) + Int(input[position + 1]) << 8
        }
        // The file's name, then a comment, each ended by a zero.
        for flag: UInt8 in [0x08, 0x10] where flags & flag != 0 {
            while position < input.count, input[position] != 0 { position += 1 }
            position += 1
        }
        if flags & 0x02 != 0 { position += 2 }
        return position <= input.count ? position : nil
    }
}

/// What stands behind the deflate data of each gzip member: the checksum of its text, then the length.
enum GzipTrailer {
    static let size = 8

    /// Whether it tells the truth about a text.
    static func isTrue(of text: UnsafeRawBufferPointer, in input: Span<UInt8>, at start: Int) -> Bool {
        guard length(in: input, at: start) == UInt32(truncatingIfNeeded: text.count) else { return false }
        let bytes = unsafe text.baseAddress?.assumingMemoryBound(to: UInt8.self)
        return unsafe huckleberry_crc32(bytes, text.count) == word(in: input, at: start)
    }

    /// Of the text, modulo 4 GiB.
    static func length(in input: Span<UInt8>, at start: Int) -> UInt32 { word(in: input, at: start + 4) }

    private static func word(in input: Span<UInt8>, at start: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(input[start + $1]) << UInt32(8 * $1) }
    }
}

extension Span where Element == UInt8 {
    var isAllZero: Bool { indices.allSatisfy { self[$0] == 0 } }
}
