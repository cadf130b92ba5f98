internal import CloudTrail
internal import Events
internal import Ingest
public import Records
internal import Text

/// One event in one line of Markdown, with all that is needed to find it again: for tickets and chats.
public struct EventReference {
    private let trail: Trail
    private let row: Int

    public init(_ row: Int, in trail: Trail) {
        self.trail = trail
        self.row = row
    }

    /// When, what, who, with which key, from where, how it ended; then the record and the hash of its file. Addresses are
    /// defanged, and nothing of the log is read as Markdown.
    public var markdown: String {
        let index = trail.index
        let location = index.location(row)
        let source = trail.report.sources[location.source]
        let known: [(String, String?)] = [
            ("by", index.text(.principal, row).map(MarkdownText.code)),
            ("with", index.text(.key, row).map(MarkdownText.code)),
            ("from", index.text(.ip, row).map { MarkdownTable.Cell.address($0).markdown }),
            ("in", index.text(.region, row).map(MarkdownText.code)),
            ("of account", index.text(.account, row).map(MarkdownText.code)),
        ]
        let words = known.compactMap { word, value in value.map { "\(word) \($0)" } }
        let call = MarkdownText.code(index.text(.name, row) ?? "?")
        let head = (["\(index.time(row).iso8601) \(call)"] + words).joined(separator: " ")
        let id = index.eventIDs[row].map { "event \(MarkdownText.code($0)), " } ?? ""
        let hash = source.sha256.map { " (SHA-256 `\($0)`)" } ?? ""
        return head + ", \(index.flags(row).outcome.word): "
            + "\(id)record \(location.record) of \(MarkdownText.code(source.path))\(hash)"
    }
}
