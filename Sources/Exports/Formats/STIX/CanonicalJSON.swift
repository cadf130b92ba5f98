internal import JSON

/// The canonical text of objects whose members are texts and whole numbers (RFC 8785): what identifiers of observables
/// are made of.
enum CanonicalJSON {
    /// - Parameter members: names in ASCII, each once.
    static func text(_ members: [(name: String, value: JSONValue)]) -> String {
        let sorted = members.sorted { $0.name < $1.name }
        return "{" + sorted.map { quoted($0.name) + ":" + text($0.value) }.joined(separator: ",") + "}"
    }

    private static func text(_ value: JSONValue) -> String {
        if case .string(let text) = value { return quoted(text) }
        return JSONWriter().string(value)
    }

    /// A string with as few escapes as can be, in the spelling of RFC 8785, section 3.2.2.2.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{8}": result += "\\b"
            case "\u{9}": result += "\\t"
            case "\u{A}": result += "\\n"
            case "\u{C}": result += "\\f"
            case "\u{D}": result += "\\r"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
