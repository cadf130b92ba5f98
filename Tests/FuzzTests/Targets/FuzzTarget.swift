/// What is fuzzed: each target takes any bytes, and stops the process where what the product makes of them breaks a
/// rule. The tests run every target over the committed corpus; `.ci/fuzz` runs them under libFuzzer.
enum FuzzTarget: String, CaseIterable {
    /// Text to rows: sniffing, scanner, CSV, log lines, unwrapping, and records read again.
    case parser
    /// gzip and deflate, against libdeflate.
    case gunzip
    /// A file's bytes to texts: compression, archives, encodings, limits; and from there to rows.
    case source

    func run(_ bytes: Span<UInt8>) {
        switch self {
        case .parser: ParserFuzzing.run(bytes)
        case .gunzip: GunzipFuzzing.run(bytes)
        case .source: SourceFuzzing.run(bytes)
        }
    }
}

/// Stops where a rule is broken, in release builds too.
func require(_ condition: Bool, _ rule: @autoclosure () -> String) {
    guard condition else { fatalError("broken rule: " + rule()) }
}

extension Array where Element == UInt8 {
    init(copying bytes: Span<UInt8>) {
        self = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    }
}
