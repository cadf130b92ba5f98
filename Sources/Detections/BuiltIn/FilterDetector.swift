internal import CloudTrail
internal import Events
internal import JSON
internal import Records
internal import Sigma

/// A built-in rule that a set of calls decides, with conditions on indexed fields.
struct FilterDetector: Detector {
    let rule: Rule
    /// Names of calls; any of them.
    let names: [String]
    /// Fields that must have the value besides.
    var conditions: [(field: IndexField, value: String)] = []
    /// A last look at the record, for what the index does not hold.
    var confirm: (@Sendable (Record) -> Bool)?

    var rules: [Rule] { [rule] }

    func alerts(in trail: Trail, options: DetectionOptions) -> [Alert] {
        let index = trail.index
        var rows =
            names.isEmpty
            ? RowSet.all(of: index.count)
            : names.map { index.rows(.name, equal: $0) }.reduce(RowSet.none(of: index.count)) { $0.union($1) }
        for condition in conditions { rows = rows.intersection(index.rows(condition.field, equal: condition.value)) }
        var matches = rows.rows.map { Int($0) }
        if let confirm {
            var confirmed: [Int] = []
            trail.records.forEach(matches) { row, record in if confirm(record) { confirmed.append(row) } }
            matches = confirmed.sorted()
        }
        guard let first = matches.first else { return [] }
        let context = CallContext(of: first, in: index, options: options)
        return [Alert(rule, rows: matches, reasons: context.reasons, in: index)]
    }
}

extension FilterDetector {
    static let trailTampering = FilterDetector(
        rule: Rule(
            id: "huckleberry-trail-tampering", title: "CloudTrail stopped, deleted or narrowed", level: .high,
            tags: ["attack.defense-evasion", "attack.t1562.008"],
            explanation:
                "StopLogging, DeleteTrail, UpdateTrail or PutEventSelectors succeeded. What happens from here on "
                + "may not be in the trail."),
        names: ["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"], conditions: [(.outcome, "ok")])

    static let credentialsMade = FilterDetector(
        rule: Rule(
            id: "huckleberry-credentials-made", title: "Long-lived credentials made", level: .low,
            tags: ["attack.persistence", "attack.t1098.001", "attack.t1136.003"],
            explanation:
                "CreateAccessKey, CreateLoginProfile, CreateUser or UpdateLoginProfile succeeded. Onboarding does "
                + "the same; made by a principal in scope they outlive its key."),
        names: ["CreateAccessKey", "CreateLoginProfile", "CreateUser", "UpdateLoginProfile"],
        conditions: [(.outcome, "ok")])

    static let rootUse = FilterDetector(
        rule: Rule(
            id: "huckleberry-root-use", title: "Root user acted", level: .medium,
            tags: ["attack.privilege-escalation", "attack.t1078.004"],
            explanation: "A change made by an account's root user, which daily work does not need."),
        names: [], conditions: [(.type, "Root"), (.rw, "write"), (.outcome, "ok"), (.eventType, "AwsApiCall")])

    static let signInWithoutMFA = FilterDetector(
        rule: Rule(
            id: "huckleberry-sign-in-without-mfa", title: "Console sign-in without MFA", level: .low,
            tags: ["attack.initial-access", "attack.t1078.004"],
            explanation:
                "ConsoleLogin succeeded and the record says that MFA was not used. Sign-ins through an identity "
                + "provider say so too, as the provider asks for the second factor."),
        names: ["ConsoleLogin"], conditions: [(.outcome, "ok"), (.mfa, "false"), (.type, "IAMUser")])

    static let quarantinePolicy = FilterDetector(
        rule: Rule(
            id: "huckleberry-quarantine-policy", title: "AWS quarantine policy attached or detached", level: .high,
            tags: ["attack.initial-access", "attack.t1078.004"],
            explanation:
                "AWS attaches AWSCompromisedKeyQuarantine to users whose keys it found in public; taking it off "
                + "gives such a key its power back."),
        names: ["AttachUserPolicy", "DetachUserPolicy"],
        confirm: { record in
            record.json[path: ["requestParameters", "policyArn"]]?.stringValue?.contains("AWSCompromisedKeyQuarantine")
                ?? false
        })

    static let imageShared = FilterDetector(
        rule: Rule(
            id: "huckleberry-snapshot-shared", title: "Snapshot or image shared", level: .low,
            tags: ["attack.exfiltration", "attack.t1537"],
            explanation: "A snapshot or machine image was shared with another account or with everybody. See with whom."
        ),
        names: [
            "ModifySnapshotAttribute", "ModifyImageAttribute", "ModifyDBSnapshotAttribute",
            "ModifyDBClusterSnapshotAttribute",
        ], conditions: [(.outcome, "ok")])
}
