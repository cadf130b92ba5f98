/// What is not as the notes say: file by file, each line of the evidence once, with the claims that rest on it.
struct RecheckFailures {
    private let recheck: Recheck
    /// The claims that cite a line of the evidence.
    private let citing: [String: [String]]
    private let sources: [String: Recheck.SourceResult]

    /// So many hashes, or paths of sources without evidence, are shown one by one.
    private static let most = 20

    init(_ recheck: Recheck) {
        self.recheck = recheck
        var citing: [String: [String]] = [:]
        for result in recheck.claims where result.standing == .notConfirmed {
            for id in result.failed { citing[id, default: []].append(result.claim.id) }
        }
        self.citing = citing
        let bad = recheck.sources.filter { $0.standing == .notConfirmed }
        sources = Dictionary(bad.map { ($0.listed.path, $0) }) { first, _ in first }
    }

    var lines: [String] {
        let bad = recheck.evidence.filter { !$0.isConfirmed }
        var files: [String] = []
        var byFile: [String: [Recheck.EvidenceResult]] = [:]
        for result in bad {
            if byFile[result.evidence.file] == nil { files.append(result.evidence.file) }
            byFile[result.evidence.file, default: []].append(result)
        }
        let others = recheck.sources.filter { $0.standing == .notConfirmed && byFile[$0.listed.path] == nil }
        let changed = others.filter { $0.faults != [.missing] }
        let blocks =
            files.map { section(of: $0, byFile[$0] ?? []) }
            + changed.prefix(Self.most).map { heading(of: $0) + ["  no record of the evidence is in it"] }
            + [more(changed.count - Self.most, "changed without evidence in them")] + [missing(others)] + [unknown]
        return [verdict(bad.count)] + blocks.filter { !$0.isEmpty }.flatMap { [""] + $0 }
    }

    private func verdict(_ records: Int) -> String {
        let claims = recheck.claims.count { $0.standing == .notConfirmed }
        let sources = recheck.sources.count { $0.standing == .notConfirmed }
        let parts = [
            part(sources, of: recheck.sources.count, "source"), part(records, of: recheck.evidence.count, "record"),
            part(claims, of: recheck.claims.count, "claim"),
        ]
        return "not confirmed: " + parts.compactMap(\.self).joined(separator: ", ")
    }

    private func part(_ count: Int, of all: Int, _ noun: String) -> String? {
        count == 0 ? nil : "\(count) of \(RecheckExtent.counted(all, noun))"
    }

    private func more(_ count: Int, _ what: String) -> [String] {
        count <= 0 ? [] : ["\(RecheckExtent.counted(count, "more source")) \(what) (--format json lists all)"]
    }

    private func missing(_ sources: [Recheck.SourceResult]) -> [String] {
        let missing = sources.filter { $0.faults == [.missing] }
        guard !missing.isEmpty else { return [] }
        let count = RecheckExtent.counted(missing.count, "source")
        let (verb, place) = missing.count == 1 ? ("is", "it") : ("are", "them")
        return ["\(count) of the manifest \(verb) missing, and no record of the evidence is in \(place)"]
            + missing.prefix(Self.most).map { "  SHA-256 \($0.listed.sha256 ?? "none")  \($0.listed.path)" }
            + more(missing.count - Self.most, "missing").map { "  " + $0 }
    }

    // MARK: Files

    private func section(of file: String, _ results: [Recheck.EvidenceResult]) -> [String] {
        let own = results.lazy.flatMap(\.faults).first(where: \.isOfFile)
        let heading: [String] =
            if let source = sources[file] {
                self.heading(of: source)
            } else if case .fileChanged(let path, let hash)? = own {
                changed(file, path, from: results[0].evidence.sha256, to: hash)
            } else if own != nil {
                missing(file, results[0].evidence.sha256)
            } else {
                [file]
            }
        return heading + groups(of: results)
    }

    private func heading(of result: Recheck.SourceResult) -> [String] {
        let listed = result.listed
        switch result.faults.first {
        case .missing?: return missing(listed.path, listed.sha256)
        case .changed(let path, let hash, let isSameLog)?:
            return changed(listed.path, path, from: listed.sha256, to: hash)
                + (isSameLog ? ["  the uncompressed log is the same: it was unpacked, or packed anew"] : [])
        case .sizeDiffers?, .logDiffers?, nil:
            return ["\(listed.path): " + result.faults.map { $0.sentence(of: listed) }.joined(separator: "; ")]
        }
    }

    private func missing(_ file: String, _ hash: String?) -> [String] {
        let reason = recheck.isRedacted ? "is missing or has changed, which redacted notes cannot tell" : "is missing"
        let hashes = hash.map { ["  in the notes  SHA-256 \($0)", "  now           nowhere"] }
        return ["\(file) \(reason)"] + (hashes ?? [])
    }

    private func changed(_ file: String, _ path: String, from old: String?, to new: String?) -> [String] {
        ["\(file) has changed"] + pair(old, new, indent: "  ") + (path == file ? [] : ["  it is now \(path)"])
    }

    private func pair(_ old: String?, _ new: String?, indent: String) -> [String] {
        [
            indent + "in the notes  SHA-256 \(old ?? "none")",
            indent + "now           SHA-256 \(new ?? "unknown")",
        ]
    }

    // MARK: Records

    /// Those that only the file's own fault concerns are told together, and so are those that are not in it any more.
    private func groups(of results: [Recheck.EvidenceResult]) -> [String] {
        var (whole, gone, single): ([String], [EvidenceFault: [String]], [Recheck.EvidenceResult]) = ([], [:], [])
        for result in results {
            let faults = result.faults.filter { !$0.isOfFile }
            if faults.isEmpty {
                whole.append(result.evidence.id)
            } else if faults.count == 1, case .recordMissing = faults[0] {
                gone[faults[0], default: []].append(result.evidence.id)
            } else {
                single.append(result)
            }
        }
        var lines = single.prefix(Self.most).flatMap(lines(of:))
        if single.count > Self.most {
            let ids = single.dropFirst(Self.most).map(\.evidence.id)
            lines += ["  \(CompactIDs(ids)): these records differ, too (--format json says how)", cited(by: ids)]
        }
        for (fault, ids) in gone.sorted(by: { $0.value[0] < $1.value[0] }) {
            guard case .recordMissing(let path, let shortcoming) = fault else { continue }
            let reason = shortcoming.map { " (\($0))" } ?? ""
            lines += ["  \(CompactIDs(ids)): \(path) has no such records now\(reason)", cited(by: ids)]
        }
        if !whole.isEmpty {
            let isThere = results.contains { $0.path != nil }
            let what =
                isThere
                ? "these records are there byte for byte; it is the file around them that has changed"
                : "these records were in it"
            lines += ["  \(CompactIDs(whole)): \(what)", cited(by: whole)]
        }
        return lines
    }

    private func lines(of result: Recheck.EvidenceResult) -> [String] {
        let line = result.evidence
        let start = "  \(line.id), record \(line.record): "
        var lines: [String] = []
        for fault in result.faults where !fault.isOfFile {
            if case .recordDiffers(_, let hash) = fault {
                lines += [start + "the record has changed"] + pair(line.recordSHA256, hash, indent: "    ")
            } else {
                lines.append(start + fault.sentence(of: line))
            }
        }
        return lines + [cited(by: [line.id])]
    }

    private func cited(by evidence: [String]) -> String {
        let failed = Set(evidence.flatMap { citing[$0] ?? [] })
        guard !failed.isEmpty else { return "    cited by no claim" }
        return "    cited by \(CompactIDs(recheck.claims.map(\.claim.id).filter { failed.contains($0) }))"
    }

    // MARK: Claims

    private var unknown: [String] {
        let lines = recheck.claims.filter { !$0.unknown.isEmpty }
            .map { "  \($0.claim.id) cites \(CompactIDs($0.unknown))" }
        return lines.isEmpty ? [] : ["Evidence that the notes do not have"] + lines
    }
}
