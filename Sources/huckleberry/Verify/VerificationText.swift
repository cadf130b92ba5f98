import CloudTrail
import Digests
import Ingest
import Text

/// What `verify` says to a person: how it ended, what the levels prove, what speaks against the files, then the chains.
struct VerificationText {
    private let verification: Verification
    private let style: TextStyle

    init(_ verification: Verification, style: TextStyle) {
        self.verification = verification
        self.style = style
    }

    private var report: DigestReport { verification.report }

    var text: String {
        let blocks = [
            summary, list("Failed", report.findings.filter(\.isFailure), style.warning),
            list("To know", report.findings.filter { !$0.isFailure }, style.heading), levels, chains, unlisted,
            passedOver,
        ]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    // MARK: Numbers

    private var summary: [String] {
        let failures = report.findings.count(where: \.isFailure)
        let result =
            failures > 0
            ? style.warning("failed: \(PlainText.plural(failures, "check"))")
            : report.hasDigests ? "holds: \(reached)" : "nothing to verify: no digest"
        var lines = [
            row("result", result),
            row(
                "digests",
                PlainText.number(report.digests.count)
                    + (report.digests.isEmpty ? "" : " in \(PlainText.plural(report.chains.count, "chain"))")
                    + (report.malformedDigests == 0
                        ? "" : ", and \(PlainText.number(report.malformedDigests)) that cannot be read")),
            row("logs", "\(PlainText.number(verification.logs.count))" + counts),
        ]
        let others = report.logs.count - verification.logs.count
        if others > 0 {
            lines.append(row("other files", "\(PlainText.number(others)), which are no log files by name"))
        }
        lines.append(
            row(
                "given",
                "\(PlainText.plural(verification.keys, "public key")), "
                    + PlainText.plural(verification.signatures, "signature")))
        return lines + missing.map { row("", $0) }
    }

    /// What would be needed for a higher level.
    private var missing: [String] {
        if verification.keys == 0 {
            return ["without public keys no signature is verified: L3 needs --public-keys"]
        }
        if !report.digests.isEmpty, report.digests.allSatisfy({ $0.signature == .none || $0.signature == .noKey }) {
            return ["none of these keys is one that the digests were signed with: nothing is verified by signature"]
        }
        let unsigned = report.digests.filter { $0.signature == .none && !$0.isDisproved }
        guard !unsigned.isEmpty else { return [] }
        let names = unsigned.prefix(3).map { Neutral.text("  " + ($0.path.split(separator: "/").last ?? "")) }
        let more = unsigned.count > names.count ? ["  and \(PlainText.number(unsigned.count - names.count)) more"] : []
        return [
            "the signature of \(PlainText.plural(unsigned.count, "digest")) is not here, since no sound digest follows: "
                + "L3 needs --signature for"
        ] + names + more
    }

    private var reached: String {
        switch report.lowestLevel {
        case nil: "no log file is here"
        case .unlisted?:
            "what a digest lists is as it says; \(PlainText.plural(report.logCount(at: .unlisted), "log")) "
                + "no digest here speaks for"
        case let level?: "every log reaches \(level.word)" + (level < .signed ? " or more" : "")
        }
    }

    private var counts: String {
        let parts = DigestLevel.allCases.reversed().compactMap { level in
            let count = report.logCount(at: level)
            return count > 0 ? "\(PlainText.number(count)) \(level.word)" : nil
        }
        return parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
    }

    private func row(_ name: String, _ value: String) -> String { PlainText.padded(name, to: 13) + value }

    // MARK: Findings

    private func list(
        _ name: String, _ findings: [DigestFinding], _ heading: (String) -> String
    ) -> [String] {
        guard !findings.isEmpty else { return [] }
        let width = (findings.map(\.kind.rawValue.count).max() ?? 0) + 2
        return [heading("\(name) (\(PlainText.number(findings.count)))")]
            + findings.map { "  " + PlainText.padded($0.kind.rawValue, to: width) + Neutral.text($0.line) }
    }

    // MARK: Levels

    private var levels: [String] {
        let shown = DigestLevel.allCases.filter { report.logCount(at: $0) > 0 }
        guard !shown.isEmpty else { return [] }
        return [
            style.heading("What the levels prove"),
            "  A digest is a file in which CloudTrail lists, each hour, the log files that it delivered, with their SHA-256. It",
            "  names the digest before it, with its SHA-256 and signature, and is signed itself with a key of Amazon\u{2019}s.",
        ]
            + shown.reversed().flatMap { level in
                ["  \(level.word)  \(level.proves)", "      \(level.doesNotProve)"]
            }
    }

    // MARK: Chains

    private var chains: [String] {
        guard !report.chains.isEmpty else { return [] }
        let header =
            PlainText.aligned("DIGESTS", to: 9) + PlainText.aligned("L1", to: 6) + PlainText.aligned("L2", to: 6)
            + PlainText.aligned("L3", to: 6) + "  " + PlainText.padded("FROM", to: 22) + PlainText.padded("TO", to: 22)
            + PlainText.padded("BEGINS", to: 11) + "TRAIL"
        return [style.heading("Chains (\(PlainText.number(report.chains.count)))"), style.heading(header)]
            + report.chains.map { chain in
                let levels = [DigestLevel.listed, .chained, .signed].map {
                    PlainText.aligned(PlainText.number(chain.levels[$0] ?? 0), to: 6)
                }
                return PlainText.aligned(PlainText.number(chain.digests.count), to: 9) + levels.joined() + "  "
                    + PlainText.padded(chain.from.iso8601, to: 22) + PlainText.padded(chain.to.iso8601, to: 22)
                    + PlainText.padded(chain.beginning.rawValue, to: 11) + Neutral.text(Self.name(of: chain.line))
            }
            + beginnings
    }

    private var beginnings: [String] {
        let shown = Set(report.chains.map(\.beginning))
        return DigestChain.Beginning.allCases.filter { shown.contains($0) }
            .map { "  " + PlainText.padded($0.rawValue, to: 11) + $0.words }
    }

    private static func name(of line: Digest.Line) -> String {
        ([line.account, line.region, line.trail].filter { !$0.isEmpty }
            + (line.isBackfill ? ["(late deliveries)"] : []) + [line.location.description]).joined(separator: " ")
    }

    // MARK: Files that no digest speaks for

    private var unlisted: [String] {
        let logs = verification.logs.filter { $0.object == nil && $0.state != .added }
        guard !logs.isEmpty else { return [] }
        return [style.heading("In no digest (\(PlainText.number(logs.count)))")]
            + logs.map { "  " + Neutral.text("\($0.path): \($0.state.words)") }
    }

    private var passedOver: [String] {
        guard !report.passedOver.isEmpty else { return [] }
        return [style.heading("Passed over (\(PlainText.number(report.passedOver.count)))")]
            + report.passedOver.map { "  " + Neutral.text($0.description) }
    }
}
