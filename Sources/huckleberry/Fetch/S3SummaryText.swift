import Sources

/// What came of a fetch from S3, in words.
enum S3SummaryText {
    static func text(_ summary: S3Summary) -> String {
        var parts = [
            "\(PlainText.plural(summary.listed, "object")) listed", "\(PlainText.number(summary.here)) already here",
            "\(PlainText.number(summary.fetched)) fetched (\(PlainText.bytes(summary.bytes)))",
            "\(PlainText.number(summary.losses.count)) failed",
        ]
        if summary.markers > 0 { parts.insert("\(PlainText.number(summary.markers)) of them empty folders", at: 1) }
        if summary.missing > 0 { parts.append("\(PlainText.number(summary.missing)) still missing") }
        let checks = S3Check.allCases.compactMap { check in
            summary.checks[check].map { "\(PlainText.number($0)) by \(words(check))" }
        }
        return parts.joined(separator: ", ") + "\n"
            + (checks.isEmpty ? "" : "checked: \(checks.joined(separator: ", "))\n")
    }

    private static func words(_ check: S3Check) -> String {
        switch check {
        case .md5: "MD5"
        case .sha256: "SHA-256"
        case .size: "size alone, since S3 tells no hash of their bytes"
        }
    }

    /// What a person should know, a line each.
    static func complaints(_ summary: S3Summary) -> [String] {
        summary.changedHere.map { "\($0): had been changed here since it was fetched" }
            + summary.replaced.map { "\($0): its object has been written anew since it was fetched" }
            + summary.losses.map { "\($0.name): not fetched: \($0.reason)" }
    }
}
