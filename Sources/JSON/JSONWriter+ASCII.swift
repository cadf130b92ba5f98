extension JSONWriter {
    /// The text of `value` in ASCII alone: for programs that may take other characters for something else, and for
    /// readers whose terminal shows nothing then that acts or hides.
    public func asciiString(_ value: JSONValue) -> String {
        var text = ""
        for scalar in string(value).unicodeScalars {
            guard !scalar.isASCII else {
                text.unicodeScalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }
        }
        return text
    }
}
