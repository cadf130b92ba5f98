extension SourceReader {
    /// Bytes of a file that are looked at, and of the text that they may expand to.
    private static let beginningBytes = 512 << 10
    private static let beginningText = 2 << 20

    /// Calls `body` with the beginning of a larger file's text, plain or compressed, which may end anywhere. Nil where there
    /// is none to be had: of archives, of UTF-16, of standard input.
    func beginning<Result>(of file: SourceFile, _ body: (SourceInfo, Span<UInt8>) -> Result) -> Result? {
        let content = PaddedBuffer()
        guard file.spool == nil, let opened = WatchedFile(file.path), opened.byteCount > Self.beginningBytes,
            opened.read(0..<Self.beginningBytes, into: content)
        else { return nil }
        return content.withBytes { bytes in
            switch ByteFormat(bytes) {
            case .other: return text(of: file, bytes, body)
            case .tar, .zip: return nil
            case .gzip:
                let output = PaddedBuffer()
                gunzip.beginning(of: bytes, count: Self.beginningText, into: output)
                return output.withBytes { bytes in
                    guard case .other = ByteFormat(bytes) else { return nil }
                    return text(of: file, bytes, body)
                }
            }
        }
    }

    private func text<Result>(
        of file: SourceFile, _ bytes: Span<UInt8>, _ body: (SourceInfo, Span<UInt8>) -> Result
    ) -> Result? {
        let (encoding, markLength) = TextEncoding.detect(bytes)
        guard !encoding.isUTF16 else { return nil }
        let info = SourceInfo(
            path: file.path.shown, file: file, members: [], hash: SourceHash(nil), byteCount: file.byteCount,
            encoding: encoding, damage: nil)
        return body(info, bytes.extracting(markLength..<bytes.count))
    }
}
