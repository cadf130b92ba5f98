import CDeflate

/// Compresses whole buffers into gzip members, always at the same level and without a time in the header, so that the
/// same input gives the same bytes. (A later libdeflate may choose other bytes for the same content.)
@safe final class GzipEncoder {
    private let compressor: OpaquePointer

    /// - Parameter level: 1 is fastest, 12 is smallest.
    init(level: Int32) {
        guard let compressor = unsafe libdeflate_alloc_compressor(level) else {
            preconditionFailure("libdeflate has no level \(level), or no memory")
        }
        unsafe self.compressor = unsafe compressor
    }

    deinit {
        unsafe libdeflate_free_compressor(compressor)
    }

    func gzip(_ input: [UInt8]) -> [UInt8] {
        let bound = unsafe libdeflate_gzip_compress_bound(compressor, input.count)
        return unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            unsafe input.withUnsafeBytes { bytes in
                count = unsafe libdeflate_gzip_compress(
                    compressor, bytes.baseAddress, bytes.count, output.baseAddress, bound)
            }
        }
    }
}
