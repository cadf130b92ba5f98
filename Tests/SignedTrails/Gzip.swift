internal import CDeflate

/// Bytes in a gzip member.
public enum Gzip {
    public static func compress(_ bytes: [UInt8]) -> [UInt8] {
        let compressor = unsafe libdeflate_alloc_compressor(6)
        defer { unsafe libdeflate_free_compressor(compressor) }
        var output = [UInt8](repeating: 0, count: unsafe libdeflate_gzip_compress_bound(compressor, bytes.count))
        let count = unsafe libdeflate_gzip_compress(compressor, bytes, bytes.count, &output, output.count)
        return Array(output[..<count])
    }
}
