public import JSON

/// What a re-check found, as scripts read it.
public struct RecheckJSON {
    private let recheck: Recheck

    public init(_ recheck: Recheck) {
        self.recheck = recheck
    }

    public var value: JSONValue {
        [
            "confirmed": .bool(recheck.isConfirmed),
            "claims": .array(
                recheck.claims.map { result in
                    [
                        "id": .string(result.claim.id), "standing": .string(result.standing.word),
                        "evidence": texts(result.claim.evidence), "unknown": texts(result.unknown),
                        "failed": texts(result.failed),
                    ]
                }),
            "evidence": .array(
                recheck.evidence.map { result in
                    [
                        "id": .string(result.evidence.id), "confirmed": .bool(result.isConfirmed),
                        "file": .string(result.evidence.file), "record": .number(result.evidence.record),
                        "foundAt": result.path.map { .string($0) } ?? .null,
                        "faults": .array(
                            result.faults.map { fault in
                                ["fault": .string(fault.word), "text": .string(fault.sentence(of: result.evidence))]
                            }),
                    ]
                }),
        ]
    }

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
