/// One field of a CSV file (RFC 4180), safe to open in a spreadsheet.
public enum CSVField {
    /// The field as it stands in the file: in quotes where it holds a comma, a quote or a line break.
    ///
    /// A field that a spreadsheet would take for a formula (its first character is `=`, `+`, `-`, `@`, tab or carriage
    /// return) gets an apostrophe in front: key names and user agents are the attacker's text.
    public static func quoted(_ value: String) -> String {
        let safe = isFormula(value) ? "'" + value : value
        let needsQuotes = safe.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        if !needsQuotes { return safe }
        var field = "\""
        for scalar in safe.unicodeScalars {
            if scalar == "\"" { field.unicodeScalars.append("\"") }
            field.unicodeScalars.append(scalar)
        }
        return field + "\""
    }

    /// A line of fields, without its line break.
    public static func line(_ values: some Sequence<String>) -> String {
        values.map(quoted).joined(separator: ",")
    }

    private static func isFormula(_ value: String) -> Bool {
        switch value.utf8.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
        default: false
        }
    }
}
