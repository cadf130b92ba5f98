/// The lines of a built-in table, each split at its tabs.
struct Lines: Sequence, IteratorProtocol {
    private let text: [UInt8]
    private var position = 0

    init(_ table: StaticString) {
        text = table.withUTF8Buffer { unsafe Array($0) }
    }

    mutating func next() -> [String]? {
        guard position < text.count else { return nil }
        var columns: [String] = []
        var start = position
        while true {
            let byte = position < text.count ? text[position] : UInt8(ascii: "\n")
            if byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") {
                columns.append(String(decoding: text[start..<position], as: UTF8.self))
                start = position + 1
            }
            position += 1
            if byte == UInt8(ascii: "\n") { return columns }
        }
    }
}
