extension String {
    /// The text of UTF-8 bytes; what is no UTF-8 becomes U+FFFD.
    public init(utf8 bytes: Span<UInt8>) {
        self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
