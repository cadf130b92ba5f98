/// What a re-check looked at and what it did not, in words without full stops: so that nobody takes it for more than it is.
public struct RecheckExtent: Hashable, Sendable {
    public let checked: [String]
    public let notChecked: [String]
    /// What could not be compared this time, with the count and why.
    public let unchecked: [String]

    public init(of recheck: Recheck) {
        var checked = [
            "that each record of the evidence is in a file with the SHA-256 of the notes, at its number and with its own "
                + "SHA-256, and that its event ID, account, time and call are as the notes say",
            "that each claim cites records of the evidence only",
        ]
        if !recheck.sources.isEmpty {
            checked.append(
                "that each source of the manifest is here, with the size and SHA-256 of the file and the SHA-256 of the "
                    + "uncompressed log")
        }
        self.checked = checked
        notChecked = [
            "the sentences of the claims and of the summary, and whether the records bear them out",
            "what analysts wrote and decided",
            "the rest of the chain of custody: who loaded what when, the counts and times of sources, their digest levels "
                + "(\u{201C}huckleberry verify\u{201D} checks the digests themselves)",
        ]
        unchecked = Self.facts(of: recheck) + Self.sources(of: recheck)
    }

    private static func facts(of recheck: Recheck) -> [String] {
        EvidenceFact.allCases.compactMap { fact in
            let count = recheck.evidence.count { $0.unchecked.contains(fact) }
            guard count > 0 else { return nil }
            let reason = recheck.isRedacted && fact != .time ? "pseudonyms stand there" : "the notes do not say it"
            return "the \(fact.words) of \(counted(count, "record")): \(reason)"
        }
    }

    private static func sources(of recheck: Recheck) -> [String] {
        guard !recheck.sources.isEmpty else { return ["the sources as a whole: the notes have no manifest of them"] }
        let unchecked = recheck.sources.filter { $0.standing == .unchecked }
        let files = unchecked.count { $0.listed.sha256 == nil }
        let gone = unchecked.count - files
        let logs = recheck.sources.count { $0.standing == .confirmed && $0.listed.logSHA256 == nil }
        return [
            files == 0 ? nil : "\(counted(files, "source")) of the manifest: it has no SHA-256 of the file",
            gone == 0
                ? nil : "\(counted(gone, "source")) of the manifest: not there any more when the notes were written",
            logs == 0
                ? nil : "the uncompressed log of \(counted(logs, "source")): the manifest has no SHA-256 of it",
        ].compactMap(\.self)
    }

    static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)" + (count == 1 ? "" : "s") }
}
