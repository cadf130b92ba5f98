internal import Patterns
internal import YAML

/// The modifiers that write a value in another encoding.
/// Source: the Sigma specification 2.1, "Sigma modifiers", "Encoding".
enum ValueEncoding {
    /// - Returns: nil where the value cannot be encoded at all.
    static func apply(
        _ modifier: Modifier, to draft: DraftValue, at position: RulePosition
    ) throws(RuleError) -> [DraftValue]? {
        var bytes: [UInt8]
        if case .bytes(let encoded, _) = draft {
            bytes = encoded
        } else {
            guard let pattern = draft.pattern else { return nil }
            guard let text = pattern.literal else {
                throw RuleError(.wildcardInEncoding(modifier.rawValue), at: position)
            }
            bytes = modifier.isUTF16 ? utf16(text, modifier) : Array(text.utf8)
            if modifier.isUTF16 { return [.bytes(bytes, by: modifier)] }
        }
        switch modifier {
        case .base64: return [.text(TextPattern(literal: base64(bytes)))]
        case .base64offset:
            let variants = offsets(of: bytes)
            guard variants.allSatisfy({ !$0.isEmpty }) else {
                throw RuleError(.tooShortForOffset(String(decoding: bytes, as: UTF8.self)), at: position)
            }
            return variants.map { .text(TextPattern(literal: $0)) }
        // Encoded twice.
        default: return nil
        }
    }

    private static func utf16(_ text: String, _ modifier: Modifier) -> [UInt8] {
        // A byte order mark stands in front where the order is not named.
        let mark: [UInt8] = modifier == .utf16 ? [0xFF, 0xFE] : []
        return text.utf16.reduce(into: mark) { bytes, unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            bytes += modifier == .utf16be ? [high, low] : [low, high]
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for digit in 0..<4 {
                let isPadding = digit > group.count
                text.append(isPadding ? UInt8(ascii: "=") : alphabet[Int(bits >> UInt32(18 - 6 * digit) & 0x3F)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The digits of Base64 that stand for the bytes alone, behind zero, one and two other bytes: the ones at either end
    /// that also depend on a neighbour are left out.
    static func offsets(of bytes: [UInt8]) -> [String] {
        (0..<3).map { shift in
            let digits = base64([UInt8](repeating: 0, count: shift) + bytes)
            let ahead = [0, 2, 3][shift]
            let behind = [0, 3, 2][(shift + bytes.count) % 3]
            return String(digits.dropFirst(ahead).dropLast(behind))
        }
    }
}

extension Modifier {
    fileprivate var isUTF16: Bool { [.utf16, .utf16le, .utf16be, .wide].contains(self) }
}
