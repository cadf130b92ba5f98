/// Paths of the SQL/JSON path language.
/// Source: ISO/IEC 9075-2, "SQL/JSON path language"; Trino's documentation, "JSON path language".
enum JSONPathText {
    /// The path of members in lax mode, which walks through arrays on its way, and takes the elements of the last one.
    static func lax(_ names: [String]) -> String {
        "lax $" + names.map { "." + quoted($0) }.joined() + "[*]"
    }

    /// A member's name, which may be a word of the language itself.
    private static func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
