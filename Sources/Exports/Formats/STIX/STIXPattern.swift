/// Patterns of indicators. Source: STIX 2.1, section 9.
enum STIXPattern {
    /// `[ipv4-addr:value = '198.51.100.7']`.
    static func equality(_ object: String, _ property: String, _ value: String) -> String {
        "[\(object):\(property) = \(literal(value))]"
    }

    /// A text in single quotes: quotes and backslashes of its own escaped. Line breaks and the like stand as they are.
    static func literal(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
