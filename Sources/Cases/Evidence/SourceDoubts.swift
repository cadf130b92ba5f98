public import Digests
public import Records

extension SourceChanges {
    /// What the changes take from what can be said of the time that the sources speak of.
    ///
    /// - Parameter known: the manifest of the case.
    public func doubts(knowing known: [ManifestEntry]) -> [SourceDoubt] {
        let entries = Dictionary(known.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        return list.compactMap { change in
            let kind: SourceDoubt.Kind
            switch change.kind {
            case .changed: kind = .changed
            case .missing: kind = .missing
            case .unread: kind = .unread
            case .moved, .added: return nil
            }
            let entry = entries[change.path]
            let span = entry?.first.flatMap { first in entry?.last.map { min(first, $0)...max(first, $0) } }
            return SourceDoubt(kind, path: change.path, span: span)
        }
    }
}

extension DigestReport {
    /// The files that a failed check is about, each once.
    public var doubts: [SourceDoubt] {
        var seen: Set<String> = []
        return findings.filter(\.isFailure).compactMap { finding in
            let path = finding.path ?? finding.object?.key ?? finding.words
            guard seen.insert(path).inserted else { return nil }
            if case .digestMissing(_, let from, let to, _) = finding.reason, from <= to {
                return SourceDoubt(.contradicted, path: path, span: from...to)
            }
            return SourceDoubt(.contradicted, path: path)
        }
    }
}
