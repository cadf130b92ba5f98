internal import CDeflate
@testable import Ingest

/// Decompression, against libdeflate. The first byte chooses how the others are taken.
enum GunzipFuzzing {
    private static let limit = 1 << 18

    static func run(_ bytes: Span<UInt8>) {
        guard bytes.count > 1 else { return }
        let data = bytes.extracting(1..<bytes.count)
        switch bytes[0] & 3 {
        case 0: inflate(data)
        case 1: gunzip(data)
        case 2: cutOff(gzip(data, level: 1 + Int32(bytes[0] >> 2) % 9), at: Int(bytes[0]) * 7)
        default: roundTrip(data, level: 1 + Int32(bytes[0] >> 2) % 9)
        }
    }

    private static func bytes(of buffer: PaddedBuffer) -> [UInt8] { buffer.withBytes { Array(copying: $0) } }

    /// Our own decompressor gives what libdeflate gives, and stops where it stops. Each takes some data that breaks the
    /// format and that the other refuses: ours incomplete codes, libdeflate symbols that RFC 1951 reserves.
    private static func inflate(_ data: Span<UInt8>) {
        var expected = [UInt8](repeating: 0, count: limit)
        var used = 0
        var written = 0
        let decompressor = unsafe libdeflate_alloc_decompressor()
        defer { unsafe libdeflate_free_decompressor(decompressor) }
        let result = unsafe data.withUnsafeBufferPointer { data in
            unsafe libdeflate_deflate_decompress_ex(
                decompressor, data.baseAddress, data.count, &expected, expected.count, &used, &written)
        }
        let output = PaddedBuffer()
        var inflate = Inflate(data, at: 0, outputLimit: limit)
        var stop: Inflate.Stop?
        do throws(Inflate.Stop) { try inflate.run(into: output) } catch { stop = error }
        require(output.count <= limit, "the limit holds")
        require(inflate.position <= data.count, "it reads within the input")
        switch result {
        case LIBDEFLATE_SUCCESS where stop == .corrupt:
            require(expected[..<written].starts(with: bytes(of: output)), "both give the same bytes before the damage")
        case LIBDEFLATE_SUCCESS:
            require(stop == nil, "what libdeflate takes, ours takes")
            require(inflate.position == used, "both stop at the same byte")
            require(bytes(of: output).elementsEqual(expected[..<written]), "both give the same bytes")
        case LIBDEFLATE_INSUFFICIENT_SPACE:
            require(stop != nil, "what is too long for libdeflate does not fit for ours")
        default: break
        }
    }

    /// Any bytes as a file: within the limit, with damage within the input, twice the same.
    private static func gunzip(_ data: Span<UInt8>) {
        let gunzip = Gunzip()
        let output = PaddedBuffer()
        let result = gunzip.decompress(data, into: output, limit: limit)
        let first = bytes(of: output)
        require(first.count <= limit || result == .limit, "the limit holds")
        if case .done(let damage?) = result {
            require((0...data.count).contains(damage.offset), "damage lies within the input")
        }
        require(gunzip.decompress(data, into: output, limit: limit) == result, "twice the same result")
        require(bytes(of: output) == first, "twice the same bytes")
        if result == .done(nil) {
            let unchecked = gunzip.decompress(data, into: output, limit: limit, isChecked: false)
            require(unchecked == result && bytes(of: output) == first, "what is sound is the same without checks")
        }
        gunzip.beginning(of: data, count: 512, into: output)
        require(output.count <= 512, "a look at the beginning stays short")
    }

    /// Of data that is cut off comes a beginning of what it held.
    private static func cutOff(_ compressed: [UInt8], at place: Int) {
        let gunzip = Gunzip()
        let output = PaddedBuffer()
        require(gunzip.decompress(compressed.span, into: output, limit: 1 << 24) == .done(nil), "whole data is whole")
        let whole = bytes(of: output)
        let end = place % compressed.count
        let result = gunzip.decompress(compressed.span.extracting(first: end), into: output, limit: 1 << 24)
        require(whole.starts(with: bytes(of: output)), "what is left is a beginning of the whole")
        guard case .done(let damage?) = result else { return require(false, "that it is cut off is told") }
        require(damage.reason == .gzipCutOff || damage.reason == .gzipCorrupt, "as damage of the data")
    }

    /// Sound data gives what was compressed by either way, two members one behind the other both contents.
    private static func roundTrip(_ data: Span<UInt8>, level: Int32) {
        let member = gzip(data, level: level)
        let output = PaddedBuffer()
        var inflate = Inflate(member.span, at: 10, outputLimit: 1 << 24)
        do throws(Inflate.Stop) {
            try inflate.run(into: output)
        } catch {
            require(false, "ours takes what libdeflate makes, and not: \(error)")
        }
        require(inflate.position + 8 == member.count, "ours stops where the data ends")
        require(output.withBytes { Array(copying: $0) } == Array(copying: data), "ours gives what was compressed")
        require(
            Gunzip().decompress((member + member).span, into: output, limit: 1 << 24) == .done(nil), "members are read")
        let content = Array(copying: data)
        require(bytes(of: output) == content + content, "members give what was compressed")
    }

    private static func gzip(_ data: Span<UInt8>, level: Int32) -> [UInt8] {
        let compressor = unsafe libdeflate_alloc_compressor(level)
        defer { unsafe libdeflate_free_compressor(compressor) }
        var output = [UInt8](repeating: 0, count: unsafe libdeflate_gzip_compress_bound(compressor, data.count))
        let count = unsafe data.withUnsafeBufferPointer {
            unsafe libdeflate_gzip_compress(compressor, $0.baseAddress, $0.count, &output, output.count)
        }
        return Array(output[..<count])
    }
}
