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
    private let index: EventIndex

    public init(of row: Int, in index: EventIndex, options: DetectionOptions) {
        self.row = row
        self.index = index
        let history = History(of: row, in: index, options: options)
        let principal = index.value(.principal, of: row)
        let account = index.value(.account, of: row)
        if Self.hasAddress(row, index) {
            let address = index.value(.ip, of: row)
            addressNovelty = history.novelty(of: address, among: principal)
            addressInAccount = history.novelty(of: address, among: account)
        } else {
            addressNovelty = nil
            addressInAccount = nil
        }
        clientNovelty = history.novelty(of: index.value(.client, of: row), among: principal)
        let name = index.value(.name, of: row)
        callNovelty = history.novelty(of: name, among: principal)
        let code = index.table(.client).code(of: ClientFamily.iac.word).map { FieldValue(.client, code: $0) }
        let flags = index.flags(row)
        mfa = flags.mfa
        client = flags.client
        sameCalls =
            Self.sameCalls(row, history, index) ?? (
                index.count(in: history.window, having: [name, account]),
                code.map { index.count(in: history.window, having: [name, account, $0]) } ?? 0
            )
    }

    /// Where the index holds a part of the trail; who made it by code himself is not compared.
    private static func sameCalls(_ row: Int, _ history: History, _ index: EventIndex) -> (count: Int, byCode: Int)? {
        guard index.flags(row).client != .iac, let name = index.text(.name, row),
            let account = index.text(.account, row)
        else { return nil }
        let question = CallQuestion(
            .named(name), account: account, from: history.times.lowerBound, to: history.times.upperBound)
        return index.countInTrail(question).map { ($0.total, $0.byCode) }
    }

    private static func hasAddress(_ row: Int, _ index: EventIndex) -> Bool {
        index.text(.ip, row).flatMap { IPAddress($0) } != nil
    }

    /// How many access keys the address used in the whole trail; 0 where the call came from no Internet address.
    ///
    /// - Complexity: the rows of the address.
    public var keysOfAddress: Int {
        addressInAccount == nil ? 0 : index.distinctValues(of: .key, among: index.value(.ip, of: row))
    }

    /// Whether a person made a call that this account otherwise makes by infrastructure as code.
    public var isByHandWhereCodeIsUsual: Bool {
        client != .iac && sameCalls.count > 0 && sameCalls.byCode * 2 > sameCalls.count
    }

    /// What the comparison adds to a score.
    public var reasons: [ScoreReason] { addressReasons + habitReasons + handReasons + mfaReasons + toolReasons }

    /// What the address adds.
    public var addressReasons: [ScoreReason] {
        let keys = addressInAccount == .new ? keysOfAddress : 0
        return reason(15, addressNovelty == .new, "address new to the principal")
            + reason(10, addressInAccount == .new, "address new to the account")
            + reason(10, keys >= 3, "address used \(keys) access keys")
    }

    /// What the principal's habits add.
    public var habitReasons: [ScoreReason] {
        reason(10, clientNovelty == .new, "client \(client.word) new to the principal")
            + reason(5, callNovelty == .new, "call new to the principal")
    }

    /// What it adds that a person made the call.
    public var handReasons: [ScoreReason] {
        reason(5, isByHandWhereCodeIsUsual, "by hand, where the account uses infrastructure as code")
    }

    /// What the absence of MFA, or of a record of it, adds.
    public var mfaReasons: [ScoreReason] {
        reason(5, mfa == .no, "without MFA") + reason(3, mfa == .unrecorded, "MFA not recorded")
    }

    /// What the user agent adds.
    public var toolReasons: [ScoreReason] { reason(10, client == .tool, "a known attack tool, by its user agent") }

    private func reason(_ points: Int, _ holds: Bool, _ text: @autoclosure () -> String) -> [ScoreReason] {
        holds ? [ScoreReason(points: points, text: text(), evidence: [row])] : []
    }
}
