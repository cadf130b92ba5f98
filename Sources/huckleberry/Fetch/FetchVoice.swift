import Sources

/// Whom a fetch tells what comes of it.
struct FetchVoice {
    /// Takes what was asked for: lines that end with a line break.
    var say: (String) throws -> Void
    /// Takes what a person should know besides: a line.
    var remark: (String) -> Void
    /// Is told how far it has come, from any thread; nil where nobody wants to know.
    var progress: (@Sendable (FetchProgress) -> Void)?
    /// Is told how many bytes a query has read, from any thread, and what it is about; nil where nobody wants to know.
    var scanned: (@Sendable (String, Int64) -> Void)?
    /// Called where there is no more progress to tell.
    var endProgress: () -> Void = {}
    /// Whether it is a program of its own: one that signals end, and that may ask a person who sits before it.
    var isProgram: Bool

    /// Results on standard output, everything else on standard error; progress where that is a terminal.
    static func program(_ output: StandardOutput) -> FetchVoice {
        var voice = FetchVoice(
            say: { text in
                try output.write(text)
                try output.flush()
            }, remark: { StandardError.write($0) }, isProgram: true)
        guard StandardError.isTerminal else { return voice }
        voice.progress = { StandardError.show(line: words($0)) }
        voice.scanned = { StandardError.show(line: "\($0): \(PlainText.bytes(Int($1))) read") }
        voice.endProgress = { StandardError.clearProgress() }
        return voice
    }

    /// The first lines of many, and how many more there are.
    func list(_ lines: [String], more: String) {
        for line in lines.prefix(StandardError.listed) { remark(line) }
        if lines.count > StandardError.listed { remark("\(lines.count - StandardError.listed) \(more)") }
    }

    private static func words(_ progress: FetchProgress) -> String {
        switch progress.phase {
        case .listing: "looking: \(PlainText.number(progress.done)) found"
        case .fetching:
            "fetching: \(PlainText.number(progress.done))"
                + (progress.total > 0 ? " of \(PlainText.number(progress.total))" : "")
                + (progress.bytes > 0 ? ", \(PlainText.bytes(progress.bytes))" : "")
        }
    }
}
