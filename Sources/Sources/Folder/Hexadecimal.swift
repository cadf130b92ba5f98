internal import Crypto

/// Bytes as hexadecimal digits.
enum Hexadecimal {
    /// In small letters, two for each byte.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// The SHA-256 of a text.
    static func sha256(of text: some StringProtocol) -> String { Self.text(SHA256.hash(data: Array(text.utf8))) }
}
