internal import CloudTrail
internal import Events
internal import Records
internal import Sigma

/// The lead alert: an EC2 key pair made or imported by a call that departs from the principal's history.
///
/// A key pair that Terraform makes every week is no alert; one that a stranger's address makes by hand is the first
/// sign that somebody wants a shell. Where the trail is too short to judge, the alert says so and ranks lower; a denied
/// attempt is an alert of its own.
struct KeyPairDetector: Detector {
    static let suspicious = Rule(
        id: "huckleberry-ec2-key-pair-suspicious", title: "EC2 key pair made from a suspicious address",
        level: .critical,
        tags: ["attack.persistence", "attack.t1098.001", "attack.t1098.004"],
        explanation: "CreateKeyPair or ImportKeyPair succeeded, from an address that is new to the principal. The key "
            + "alone opens no running host: look for RunInstances and StartInstances behind it.")
    static let unjudged = Rule(
        id: "huckleberry-ec2-key-pair-unjudged", title: "EC2 key pair made, history too short to judge", level: .medium,
        tags: ["attack.persistence", "attack.t1098.001"],
        explanation: "CreateKeyPair or ImportKeyPair succeeded, and the trail does not reach back far enough to say "
            + "whether the address is new to the principal. Load older logs.")
    static let denied = Rule(
        id: "huckleberry-ec2-key-pair-denied", title: "EC2 key pair refused", level: .medium,
        tags: ["attack.persistence", "attack.t1098.001"],
        explanation: "CreateKeyPair or ImportKeyPair failed: an attempt, or a missing permission.")

    var rules: [Rule] { [Self.suspicious, Self.unjudged, Self.denied] }

    func alerts(in trail: Trail, options: DetectionOptions) -> [Alert] {
        let index = trail.index
        var matches: [String: [(row: Int, reasons: [ScoreReason])]] = [:]
        let rows = index.rows(.name, equal: "CreateKeyPair").union(index.rows(.name, equal: "ImportKeyPair"))
        rows.forEach { row in
            guard index.flags(row).outcome == .ok else {
                matches[Self.denied.id, default: []].append((row, []))
                return
            }
            let context = CallContext(of: row, in: index, options: options)
            switch context.addressNovelty {
            case .new: matches[Self.suspicious.id, default: []].append((row, context.reasons))
            case .insufficientHistory: matches[Self.unjudged.id, default: []].append((row, context.reasons))
            case .rare, .usual, nil: break
            }
        }
        return rules.compactMap { rule in
            guard let found = matches[rule.id] else { return nil }
            let lead = found.max { left, right in
                let (l, r) = (left.reasons.reduce(0) { $0 + $1.points }, right.reasons.reduce(0) { $0 + $1.points })
                return l == r ? left.row > right.row : l < r
            }
            return Alert(rule, rows: found.map(\.row), leadRow: lead?.row, reasons: lead?.reasons ?? [], in: index)
        }
    }
}
