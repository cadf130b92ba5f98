public import CloudTrail
public import Events

/// How one call compares with what its principal and its account did before.
public struct CallContext: Sendable {
    public let row: Int
    /// Nil where the call came from no Internet address (an AWS service, or nothing recorded).
    public let addressNovelty: Novelty?
    /// The address within the whole account.
    public let addressInAccount: Novelty?
    /// The family of client programs.
    public let clientNovelty: Novelty
    /// The call's name, for this principal.
    public let callNovelty: Novelty
    /// Of the same call in the same account before: how many, and how many by infrastructure as code.
    public let sameCalls: (count: Int, byCode: Int)
    public let mfa: MFA
    public let client: ClientFamily
    /// How many access keys the address used within the baseline's length before and after the call.
    public let keysOfAddress: Int
    private let outcome: Outcome

    public init(of row: Int, in index: EventIndex, options: DetectionOptions) {
        self.row = row
        let history = History(of: row, in: index, options: options)
        let principal = index.rows(.principal, code: index.code(.principal, row))
        let account = index.rows(.account, code: index.code(.account, row))
        let address = index.code(.ip, row)
        if let text = index.text(.ip, row), IPAddress(text) != nil {
            addressNovelty = history.novelty(of: address, .ip, among: principal)
            addressInAccount = history.novelty(of: address, .ip, among: account)
            let uses = index.rows(.ip, code: address)
            keysOfAddress = index.groups(.key, in: uses).count { $0.code != StringTable.missing }
        } else {
            addressNovelty = nil
            addressInAccount = nil
            keysOfAddress = 0
        }
        clientNovelty = history.novelty(of: index.code(.client, row), .client, among: principal)
        callNovelty = history.novelty(of: index.code(.name, row), .name, among: principal)
        let same = history.rows(of: index.rows(.name, code: index.code(.name, row)).intersection(account))
        sameCalls = (same.count, same.intersection(index.rows(.client, equal: ClientFamily.iac.word)).count)
        let flags = index.flags(row)
        mfa = flags.mfa
        client = flags.client
        outcome = flags.outcome
    }

    /// Whether a person made a call that this account otherwise makes by infrastructure as code.
    public var isByHandWhereCodeIsUsual: Bool {
        client != .iac && sameCalls.count > 0 && sameCalls.byCode * 2 > sameCalls.count
    }

    /// What the comparison adds to a score.
    public var reasons: [ScoreReason] {
        var reasons: [ScoreReason] = []
        func add(_ points: Int, _ text: String) {
            reasons.append(ScoreReason(points: points, text: text, evidence: [row]))
        }
        if addressNovelty == .new { add(15, "address new to the principal") }
        if addressInAccount == .new { add(10, "address new to the account") }
        if addressInAccount == .new, keysOfAddress >= 3 { add(10, "address used \(keysOfAddress) access keys") }
        if clientNovelty == .new { add(10, "client \(client.word) new to the principal") }
        if callNovelty == .new { add(5, "call new to the principal") }
        if isByHandWhereCodeIsUsual { add(5, "by hand, where the account uses infrastructure as code") }
        if mfa != .yes { add(mfa == .no ? 5 : 3, mfa == .no ? "without MFA" : "MFA not recorded") }
        if client == .tool { add(10, "a known attack tool, by its user agent") }
        return reasons
    }
}
