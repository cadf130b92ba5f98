internal import CloudTrail
internal import Detections
internal import Events
internal import Records

/// Which other identities the caller took on, and those in turn.
struct RoleAssumption: Robot {
    let id = "role-assumption"
    let question = "Which roles and sessions did the principal take on, and what did they go on to?"
    let motive = "A key that assumed roles is more than itself: where none succeeded, the scope ends with the key."

    /// Calls by which one identity becomes another. `SwitchRole` is the console's.
    static let names = [
        "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "GetSessionToken",
        "GetFederationToken", "SwitchRole", "GetSigninToken", "GetRoleCredentials",
    ]
    /// Reading an issuing record again takes its source: busy roles assume others by the thousand.
    static let mostRecords = 64

    func answer(_ subject: RobotSubject) -> RobotAnswer? {
        let index = subject.index
        var chain = IssuedKeys(subject)
        let own = subject.calls
        guard chain.follow(own) else { return nil }
        let rows = chain.attempts
        let ok = rows.filter { index.flags($0).outcome == .ok }
        let denied = rows.count { index.flags($0).outcome == .denied }
        let failures = Words.outcomes(ok: 0, denied: denied, failed: rows.count - ok.count - denied)
        let tally =
            "\(ok.count) of \(Words.count(rows.count, "attempt")) succeeded"
            + (failures.isEmpty ? "" : " (\(failures))")
        guard !ok.isEmpty else {
            let attempts = rows.isEmpty ? "no attempt" : tally
            return answer(
                subject, subject.gapsAround.isEmpty ? .clear : .unknown, subject.gapsAround.isEmpty ? .high : .low,
                "\(subject.caller) took on no role or session: \(attempts) \(subject.coverage(of: own)), so the scope "
                    + "stays with its own credentials.", evidence: rows)
        }
        let targets = Words.list(chain.targets, most: 4)
        let unread = chain.isWhole ? "" : "; the keys of \(Words.count(chain.unread, "call")) were not followed"
        let used = Words.count(chain.issued.count, "issued key")
        return answer(
            subject, .finding, chain.isWhole ? .high : .medium,
            "\(subject.caller) took on \(targets.isEmpty ? "other sessions" : targets): \(tally); "
                + "\(used) made \(Words.count(chain.callsOfIssued, "call"))\(unread).",
            evidence: rows + chain.lastUses, reasons: reasons(subject, ok))
    }

    private func reasons(_ subject: RobotSubject, _ ok: [Int]) -> [ScoreReason] {
        let history = subject.history
        let unusual = ok.filter {
            history.novelty(of: subject.index.value(.name, of: $0), among: subject.value(.principal)) == .new
        }
        guard !unusual.isEmpty else { return [] }
        return [ScoreReason(points: 10, text: "a role or session taken on, new to the principal", evidence: unusual)]
    }
}

/// The keys that some calls issued, those which these issued, and so on.
private struct IssuedKeys {
    private let subject: RobotSubject
    private let identityChanges: Set<UInt32>
    private let issuing: Set<UInt32>
    /// S3 Express has a call of the same name as Roles Anywhere, made before every other.
    private let express: UInt32?
    /// Attempts to become another identity, along the whole chain.
    private(set) var attempts: [Int] = []
    private(set) var issued: Set<String> = []
    /// What was taken on, in the order of the calls.
    private(set) var targets: [String] = []
    private(set) var callsOfIssued = 0
    /// Of each issued key that was used the last call.
    private(set) var lastUses: [Int] = []
    private(set) var unread = 0
    private var recordsLeft = RoleAssumption.mostRecords

    var isWhole: Bool { unread == 0 }

    init(_ subject: RobotSubject) {
        self.subject = subject
        let names = subject.index.table(.name)
        identityChanges = Set(RoleAssumption.names.compactMap { names.code(of: $0) })
        issuing = Set(CredentialIssue.names.compactMap { names.code(of: $0) })
        express = subject.index.table(.service).code(of: "s3express.amazonaws.com")
    }

    /// - Returns: false where it was given up.
    mutating func follow(_ calls: RowSet) -> Bool {
        let index = subject.index
        var seen: Set<Int> = []
        var waiting = [calls]
        while let next = waiting.popLast() {
            if subject.isCancelled() { return false }
            var sources: [Int] = []
            next.forEach { row in
                let name = index.code(.name, row)
                guard identityChanges.contains(name) || issuing.contains(name),
                    index.code(.service, row) != express, seen.insert(row).inserted
                else { return }
                if identityChanges.contains(name) { attempts.append(row) }
                if index.flags(row).outcome == .ok { sources.append(row) }
            }
            for key in read(sources) where issued.insert(key).inserted {
                let uses = index.rows(.key, equal: key)
                callsOfIssued += uses.count
                if let last = uses.last { lastUses.append(last) }
                waiting.append(uses)
            }
        }
        attempts.sort()
        return true
    }

    /// The keys that issuing calls name, in the order of the calls. The latest are read where there are many.
    private mutating func read(_ rows: [Int]) -> [String] {
        let wanted = rows.suffix(recordsLeft)
        unread += rows.count - wanted.count
        recordsLeft -= wanted.count
        var found: [(row: Int, key: String?, target: String)] = []
        subject.trail.records.forEach(wanted) { row, record in
            found.append((row, CredentialIssue.issuedKey(in: record.json), CallTarget.summary(of: record.json)))
        }
        found.sort { $0.row < $1.row }
        for call in found where identityChanges.contains(subject.index.code(.name, call.row)) {
            let target = call.target.isEmpty ? subject.index.text(.name, call.row) ?? "" : call.target
            if !targets.contains(target) { targets.append(target) }
        }
        return found.compactMap(\.key)
    }
}
