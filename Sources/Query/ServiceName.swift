/// Names of services as event sources write them.
public enum ServiceName {
    /// `ec2` of `ec2.amazonaws.com`; the text itself where it ends otherwise.
    public static func short(_ source: String) -> String {
        for domain in [".amazonaws.com", ".amazonaws.com.cn"] where source.hasSuffix(domain) {
            return String(source.dropLast(domain.count))
        }
        return source
    }

    /// Where the same stands in the bytes of an event source.
    static func short(_ source: Span<UInt8>) -> Range<Int> {
        let text = unsafe source.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
        return 0..<short(text).utf8.count
    }
}
