internal import CStructure

/// Finds the structural characters of JSON text: with the first stage of simdjson, or by a scan of our own, which is faster
/// where the processor has AVX2 and not AVX-512. One worker owns it and uses it again for each text.
///
/// The scan checks UTF-8 and that strings close. It does not check the grammar: whoever walks its result does.
@safe
final class StructureScanner {
    private let scanner: OpaquePointer?

    /// Bytes that must be readable behind a text: whole registers are loaded.
    static let padding = huckleberry_structure_padding()

    /// How to scan: both ways come to the same.
    enum Way: CaseIterable {
        case fastest
        /// Without AVX2 simdjson all the same.
        case own
        case simdjson
    }

    init(_ way: Way = .fastest) {
        let choice =
            switch way {
            case .fastest: HUCKLEBERRY_STRUCTURE_FASTEST
            case .own: HUCKLEBERRY_STRUCTURE_OWN
            case .simdjson: HUCKLEBERRY_STRUCTURE_SIMDJSON
            }
        unsafe scanner = huckleberry_structure_new(choice)
    }

    deinit {
        unsafe huckleberry_structure_free(scanner)
    }

    /// What the scan said.
    enum Verdict: Equatable {
        case sound, empty, notUTF8, openString, rawControl, tooLarge, noMemory
    }

    /// Scans a text behind which `padding` bytes are readable.
    func scan(_ text: Span<UInt8>) -> Verdict {
        guard let scanner = unsafe scanner else { return .noMemory }
        let result = unsafe text.withUnsafeBufferPointer {
            unsafe huckleberry_structure_scan(scanner, $0.baseAddress, $0.count)
        }
        switch UInt32(bitPattern: result) {
        case HUCKLEBERRY_STRUCTURE_OK.rawValue: return .sound
        case HUCKLEBERRY_STRUCTURE_EMPTY.rawValue: return .empty
        case HUCKLEBERRY_STRUCTURE_BAD_UTF8.rawValue: return .notUTF8
        case HUCKLEBERRY_STRUCTURE_OPEN_STRING.rawValue: return .openString
        case HUCKLEBERRY_STRUCTURE_TOO_LARGE.rawValue: return .tooLarge
        case HUCKLEBERRY_STRUCTURE_NO_MEMORY.rawValue: return .noMemory
        default: return .rawControl
        }
    }

    /// Calls `body` with the byte offsets of the structural characters that the last scan found.
    func withIndexes<Result>(_ body: (Span<UInt32>) throws -> Result) rethrows -> Result {
        guard let scanner = unsafe scanner, let indexes = unsafe huckleberry_structure_indexes(scanner) else {
            return try body(Span())
        }
        let buffer = unsafe UnsafeBufferPointer(start: indexes, count: huckleberry_structure_count(scanner))
        return try unsafe body(buffer.span)
    }

    /// Where backslashes stand in the text of the last scan, if that was sound.
    var backslashes: BackslashBlocks {
        guard let scanner = unsafe scanner, let blocks = unsafe huckleberry_structure_escapes(scanner) else {
            return BackslashBlocks([])
        }
        let count = unsafe huckleberry_structure_escape_count(scanner)
        return unsafe BackslashBlocks(Array(UnsafeBufferPointer(start: blocks, count: count)))
    }
}
