import ArgumentParser

/// A size as people write it: `512M`, `1.5G`, `4GiB`, `1000000`.
struct ByteSize {
    let bytes: Int

    /// - Throws: a `ValidationError` that says how sizes are written.
    init(_ text: String) throws {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let shift = Self.shift(ofUnit: text.dropFirst(number.count)), number.first != ".", number.last != ".",
            let amount = Double(number), let bytes = Int(exactly: (amount * Double(1 << shift)).rounded(.down)),
            bytes > 0
        else { throw ValidationError("write a size such as 512M, 1.5G or 4GiB.") }
        self.bytes = bytes
    }

    private static func shift(ofUnit unit: Substring) -> Int? {
        switch unit.uppercased() {
        case "", "B": 0
        case "K", "KB", "KIB": 10
        case "M", "MB", "MIB": 20
        case "G", "GB", "GIB": 30
        case "T", "TB", "TIB": 40
        default: nil
        }
    }
}
