extension StringTable {
    /// A flag for each code: whether its text passes. Code 0, "missing", does not.
    public func flags(where passes: (Span<UInt8>) -> Bool) -> [Bool] {
        var flags = [Bool](repeating: false, count: codeCount)
        for code in 0..<count { flags[code + 1] = withBytes(of: UInt32(code + 1)) { passes($0) } }
        return flags
    }

    /// A flag for each code: whether its text equals an ASCII one where the case of ASCII letters does not matter.
    ///
    /// - Parameters:
    ///   - folded: in lower case.
    ///   - longer: decides on the texts of more bytes, which may equal it by characters beyond ASCII.
    public func flags(equal folded: [UInt8], longer: (Span<UInt8>) -> Bool) -> [Bool] {
        let wanted = folded.span
        return flags { text in
            guard text.count == wanted.count else { return text.count > wanted.count && longer(text) }
            for index in wanted.indices {
                let byte = text[index]
                guard (byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte) == wanted[index] else { return false }
            }
            return true
        }
    }
}
