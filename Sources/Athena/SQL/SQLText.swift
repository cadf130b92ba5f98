/// Texts and names as Athena's engine reads them.
/// Source: the Athena user guide, "SQL reference"; Trino's documentation, "Data types" and "Reserved keywords".
enum SQLText {
    /// A text in quotes; nil where it holds a character that a literal cannot.
    static func literal(_ text: String) -> String? {
        guard !text.unicodeScalars.contains("\0") else { return nil }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    /// A name of a table or column in quotes.
    static func name(_ text: String) -> String {
        "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
