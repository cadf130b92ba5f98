public import JSON

/// What a re-check found, as scripts read it.
public struct RecheckJSON {
    private let recheck: Recheck

    public init(_ recheck: Recheck) {
        self.recheck = recheck
    }

    public var value: JSONValue {
        let extent = RecheckExtent(of: recheck)
        return [
            "confirmed": .bool(recheck.isConfirmed), "result": .string(recheck.verdict.rawValue),
            "checked": texts(extent.checked), "notChecked": texts(extent.notChecked),
            "unchecked": texts(extent.unchecked), "claims": .array(recheck.claims.map(claim)),
            "evidence": .array(recheck.evidence.map(evidence)), "sources": .array(recheck.sources.map(source)),
            "unlistedSources": texts(recheck.unlisted),
        ]
    }

    private func claim(_ result: Recheck.ClaimResult) -> JSONValue {
        [
            "id": .string(result.claim.id), "standing": .string(result.standing.word),
            "evidence": texts(result.claim.evidence), "unknown": texts(result.unknown),
            "failed": texts(result.failed),
        ]
    }

    private func evidence(_ result: Recheck.EvidenceResult) -> JSONValue {
        let line = result.evidence
        return [
            "id": .string(line.id), "confirmed": .bool(result.isConfirmed), "file": .string(line.file),
            "record": .number(line.record), "foundAt": text(result.path),
            "unchecked": texts(result.unchecked.map(\.rawValue)),
            "faults": .array(
                result.faults.map { fault in
                    [
                        "fault": .string(fault.word), "text": .string(fault.sentence(of: line)),
                        "expected": text(fault.expected(by: line)), "found": text(fault.found),
                    ]
                }),
        ]
    }

    private func source(_ result: Recheck.SourceResult) -> JSONValue {
        let listed = result.listed
        return [
            "path": .string(listed.path), "standing": .string(result.standing.rawValue),
            "foundAt": text(result.path),
            "faults": .array(
                result.faults.map { fault in
                    [
                        "fault": .string(fault.word), "text": .string(fault.sentence(of: listed)),
                        "expected": text(fault.expected(by: listed)), "found": text(fault.found),
                    ]
                }),
        ]
    }

    private func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    private func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}

extension ClaimStanding {
    /// In one word, for scripts.
    fileprivate var word: String {
        switch self {
        case .confirmed: "confirmed"
        case .restsOnNoRecord: "no-record"
        case .notConfirmed: "not-confirmed"
        }
    }
}
