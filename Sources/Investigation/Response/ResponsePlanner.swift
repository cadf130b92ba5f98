internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// Collects the steps of a plan, each stage in a file of its own.
struct ResponsePlanner {
    let scope: Scope
    let lineage: Lineage
    let ledger: SecurityGroupLedger
    /// In time order.
    let changes: [ResourceChange]
    let trail: Trail
    let proof: ResponseProof
    /// The rows of the calls behind each credential: those that issued it; by time.
    let issues: [String: [Int]]
    /// The users and roles that the attacker made.
    let made: [CredentialOwner: ResourceChange]
    private(set) var drafts: [ResponseDraft] = []

    var index: EventIndex { trail.index }

    init(scope: Scope, lineage: Lineage, ledger: SecurityGroupLedger, changes: [ResourceChange], trail: Trail) {
        self.scope = scope
        self.lineage = lineage
        self.ledger = ledger
        self.changes = changes.sorted {
            ($0.row, $0.kind.rawValue, $0.id, $0.detail ?? "") < ($1.row, $1.kind.rawValue, $1.id, $1.detail ?? "")
        }
        self.trail = trail
        made = Self.made(self.changes)
        issues = Dictionary(grouping: lineage.edges.filter { !$0.isWeak }, by: \.to)
            .mapValues { $0.map(\.row).sorted() }
        let first = (scope.attackerRows + changes.map(\.row) + ledger.rules.flatMap(\.openedBy)).min()
        proof = ResponseProof(
            since: first.map { trail.index.time($0) }, besides: scope.attackerRows, in: trail)
    }

    mutating func plan() {
        preserve()
        let credentials = self.credentials()
        keys(credentials)
        users(credentials)
        roles(credentials)
        firewall()
        instances()
        reversals()
        lostRules()
        keysForGood(credentials)
        verification(credentials)
    }

    /// The longest command that a step has, in bytes. No name of AWS is that long, and a system refuses an argument above
    /// 128 KiB.
    private static let longestCommand = 32_768

    mutating func add(_ draft: ResponseDraft) {
        var draft = draft
        if draft.commands.contains(where: { $0.text.utf8.count > Self.longestCommand }) {
            draft.commands = [lookUp(draft.evidence.first, region: draft.region)]
            draft.action += " The log's value is longer than a command may be: take it from the event."
        }
        drafts.append(draft)
    }

    /// Shows the event of a row, where there is no better command.
    func lookUp(_ row: Int?, region: String?) -> AWSCommand {
        let id = row.flatMap { index.eventIDs[$0] } ?? ""
        return AWSCommand(
            "cloudtrail lookup-events", region: region,
            [
                .json(
                    "LookupAttributes",
                    [["AttributeKey": "EventId", "AttributeValue": .string(id)]])
            ])
    }

    /// The region that a command for a global service names; nil where it names none.
    func globalRegion(_ partition: String) -> String? { Partition.globalRegion(of: partition) }

    func iam(_ operation: String, _ partition: String, _ parameters: [AWSCommand.Parameter], query: String? = nil)
        -> AWSCommand
    {
        AWSCommand("iam \(operation)", region: globalRegion(partition), parameters, query: query)
    }

    /// The day and time of a row.
    func moment(_ row: Int) -> String { index.time(row).iso8601 }

    /// Who made a call.
    func caller(_ row: Int) -> String { index.text(.principal, row) ?? "none" }

    /// That a step was done and taken back, in a sentence; empty where it was not.
    func relapse(_ rows: [Int]) -> String {
        guard let last = rows.last else { return "" }
        return " This was done, and taken back on \(moment(last)) with \(index.text(.name, last) ?? "a call") by "
            + "\(caller(last))."
    }

    /// The first and the last of some rows.
    func ends(_ rows: [Int]) -> [Int] { Set([rows.first, rows.last].compactMap { $0 }).sorted() }
}
