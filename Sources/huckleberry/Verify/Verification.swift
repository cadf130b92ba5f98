import CloudTrail
import Digests
import Ingest
import JSON

/// What `verify` has to say, before it is put into words or keys.
struct Verification {
    let report: DigestReport
    /// How many public keys and signatures were given.
    let keys: Int
    let signatures: Int

    /// The log files by name, and whatever digests list under another.
    var logs: [CheckedLog] { report.logs.filter { $0.state != .notNamed } }
}

extension Verification {
    /// The keys that scripts read, as JSON text that ends with a line break.
    var json: [UInt8] {
        let value: JSONValue = [
            "result": report.hasFailed ? "failed" : "holds",
            "lowestLevel": Self.text(report.lowestLevel?.word),
            "levels": .array(DigestLevel.allCases.map(level)),
            "publicKeys": .number(keys),
            "signatures": .number(signatures),
            "chains": .array(report.chains.map(Self.chain)),
            "digests": .array(report.digests.map(Self.digest)),
            "logs": .array(report.logs.map(log)),
            "findings": .array(report.findings.map(Self.finding)),
            "missingPaths": .array(report.missingPaths.map { .string($0) }),
            "passedOver": .array(
                report.passedOver.map { ["path": .string($0.path), "reason": .string("\($0.reason)")] }),
        ]
        return JSONWriter(.pretty).bytes(value) + [UInt8(ascii: "\n")]
    }

    private static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    private func level(_ level: DigestLevel) -> JSONValue {
        [
            "level": .string(level.word), "logs": .number(report.logCount(at: level)), "proves": .string(level.proves),
            "doesNotProve": .string(level.doesNotProve),
        ]
    }

    private static func chain(_ chain: DigestChain) -> JSONValue {
        [
            "account": .string(chain.line.account), "region": .string(chain.line.region),
            "trail": .string(chain.line.trail), "backfill": .bool(chain.line.isBackfill),
            "location": .string(chain.line.location.description),
            "from": .string(chain.from.iso8601), "to": .string(chain.to.iso8601),
            "beginning": .string(chain.beginning.rawValue), "digests": .number(chain.digests.count),
            "levels": .object(
                JSONObject(
                    members: DigestLevel.allCases.dropFirst().map {
                        .init(key: $0.word, value: .number(chain.levels[$0] ?? 0))
                    })),
        ]
    }

    private static func digest(_ checked: CheckedDigest) -> JSONValue {
        [
            "path": .string(checked.path), "copies": .array(checked.copies.map { .string($0) }),
            "object": .string(checked.digest.object.description), "sha256": .string(checked.sha256),
            "from": .string(checked.digest.start.iso8601), "to": .string(checked.digest.end.iso8601),
            "level": .string(checked.level.word), "signature": .string(checked.signature.rawValue),
            "fingerprint": .string(checked.digest.fingerprint), "logFiles": .number(checked.digest.logs.count),
        ]
    }

    private func log(_ log: CheckedLog) -> JSONValue {
        [
            "path": .string(log.path), "sha256": Self.text(log.storedSHA256), "logSha256": Self.text(log.sha256),
            "level": .string(log.level.word), "state": .string(log.state.rawValue),
            "object": Self.text(log.object?.description),
            "digest": Self.text(log.digest.map { report.digests[$0].path }),
        ]
    }

    private static func finding(_ finding: DigestFinding) -> JSONValue {
        [
            "kind": .string(finding.kind.rawValue), "failed": .bool(finding.isFailure), "path": text(finding.path),
            "object": text(finding.object?.description), "reason": .string(finding.words),
        ]
    }
}
