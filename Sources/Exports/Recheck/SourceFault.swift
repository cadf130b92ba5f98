/// What became of a source that the manifest lists.
public enum SourceFault: Hashable, Sendable {
    /// No source has its hash, that of its log, or its path.
    case missing
    /// The file has other bytes; whether the log in it is the same, packed in another way.
    case changed(path: String, sha256: String?, isSameLog: Bool)
    /// The file is the one, and the manifest says another size.
    case sizeDiffers(path: String, byteCount: Int)
    /// The file is the one, and the manifest says another hash of the log in it; nil where the log cannot be read.
    case logDiffers(path: String, sha256: String?)
}

extension SourceFault {
    /// What differs, without a full stop.
    func sentence(of source: CheckedNotes.ListedSource) -> String {
        switch self {
        case .missing: "no source has the SHA-256 \(source.sha256 ?? "none"), or such a path"
        case .changed(let path, let hash, let isSameLog):
            "the file has changed: \(path) has SHA-256 \(hash ?? "unknown"), the notes have \(source.sha256 ?? "none")"
                + (isSameLog ? "; the uncompressed log is the same" : "")
        case .sizeDiffers(let path, let count):
            "\(path) has \(count) bytes, the notes have \(source.byteCount.map(String.init) ?? "none")"
        case .logDiffers(let path, let hash):
            "the uncompressed log of \(path) has SHA-256 \(hash ?? "unknown"), the notes have "
                + (source.logSHA256 ?? "none")
        }
    }

    /// In one word, for scripts.
    var word: String {
        switch self {
        case .missing: "file-missing"
        case .changed: "file-changed"
        case .sizeDiffers: "size-differs"
        case .logDiffers: "log-differs"
        }
    }

    /// What the notes have, where something else was found.
    func expected(by source: CheckedNotes.ListedSource) -> String? {
        switch self {
        case .missing, .changed: source.sha256
        case .sizeDiffers: source.byteCount.map(String.init)
        case .logDiffers: source.logSHA256
        }
    }

    /// What was found in its place.
    public var found: String? {
        switch self {
        case .missing: nil
        case .changed(_, let hash, _): hash
        case .sizeDiffers(_, let count): String(count)
        case .logDiffers(_, let hash): hash
        }
    }
}
