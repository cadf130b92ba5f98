internal import JSON

/// One row of the table of changes: which calls make one, where their records name it, and which calls undo it.
struct ChangeRule: Sendable {
    /// A call that undoes a change.
    struct Undo: Sendable {
        let call: String
        /// Where its record names the resource; nil where it undoes whatever of the kind there is in the account.
        let id: ChangeField?
        /// Where its record says more, which has to agree as well; nil where it undoes all changes of the resource.
        let detail: ChangeField?
        /// Whether what it names is not the resource but the detail: the instance of a profile, the user of a key.
        let namesDetail: Bool
        let conditions: [ChangeCondition]
        /// Whether it undoes only when somebody else than the attacker calls it: it puts something in the place of what
        /// was there.
        let isByOthers: Bool
        /// Whether it is the same call again: then only what it says tells whether it undoes anything.
        let isReplacement: Bool
        /// Whether it leaves the resource there, and turns it off or on; nil where it takes the resource away.
        let turns: Switch?

        enum Switch { case off, on }

        init(
            _ call: String, id: String? = nil, detail: String? = nil, namesDetail: Bool = false, when: String = "",
            isByOthers: Bool = false, isReplacement: Bool = false, turns: Switch? = nil
        ) {
            self.call = call
            self.id = id.map { ChangeField($0) }
            self.detail = detail.map { ChangeField($0) }
            self.namesDetail = namesDetail
            conditions = when.split(separator: " ").map { ChangeCondition(String($0)) }
            self.isByOthers = isByOthers
            self.isReplacement = isReplacement
            self.turns = turns
        }

        /// The call of IAM that sets a credential's status, in both directions.
        static func status(_ call: String, id: String) -> [Undo] {
            [
                Undo(call, id: id, when: "request.status=Inactive", turns: .off),
                Undo(call, id: id, when: "request.status=Active", turns: .on),
            ]
        }

        /// Whether it writes something of its own in the place of what is gone, instead of bringing that back.
        var isWriting: Bool { call.hasPrefix("Put") || call.hasPrefix("Create") || call == "EnableMFADevice" }

        /// Any call of the name in the account and region.
        static func any(_ call: String) -> Undo { Undo(call) }
    }

    /// Whether calls that undo a change name it by its ID, or only together with its detail.
    enum Key { case id, idAndDetail }

    let kind: ResourceChange.Kind
    let calls: [String]
    let id: ChangeField
    let detail: ChangeField?
    let conditions: [ChangeCondition]
    /// What the calls give to whom. What somebody else puts in its place ends it only where that no longer gives it.
    let grants: GrantPlace?
    let undoes: [Undo]

    /// - Parameters:
    ///   - calls: names of calls, with spaces between them, without the version of an interface.
    ///   - undone: names of calls that undo the change and name it in the same places.
    ///   - replaced: whether the same call by somebody else puts an end to what the attacker wrote.
    ///   - grants: where the calls, and those that replace them, say what they give.
    ///   - undo: calls that undo it and name it otherwise.
    init(
        _ kind: ResourceChange.Kind, _ calls: String, id: String, detail: String? = nil, key: Key = .id,
        when: String = "", undone: String = "", replaced: Bool = false, grants: GrantPlace? = nil,
        undo: [Undo] = []
    ) {
        self.kind = kind
        self.calls = calls.split(separator: " ").map(String.init)
        self.id = ChangeField(id)
        self.detail = detail.map { ChangeField($0) }
        conditions = when.split(separator: " ").map { ChangeCondition(String($0)) }
        self.grants = grants
        let named = self.id.isOfAccount ? nil : id
        let further = key == .idAndDetail ? detail : nil
        undoes =
            undone.split(separator: " ").map { Undo(String($0), id: named, detail: further) } + undo
            + (replaced
                ? self.calls.map {
                    Undo(
                        $0, id: named, detail: further, when: when, isByOthers: true, isReplacement: true)
                } : [])
    }

    /// Whether what replaces the change is compared with it field by field.
    var comparesSettings: Bool { grants == nil && undoes.contains { $0.isReplacement } }
}

/// The table of changes: the rows of all services.
struct ChangeTable: Sendable {
    private let rules: [ServiceCall: [ChangeRule]]
    /// The names of the calls that the table is about.
    let calls: Set<String>
    /// Services whose resources belong to an account, or a name of its own, and not to a region.
    private static let global: Set<String> = ["iam", "s3", "organizations", "route53", "route53domains", "cloudfront"]

    static let all = ChangeTable(
        [
            identity, directory, computing, images, machines, network, functions, workloads, buckets, databases,
            secrets,
            logging, losses, defences, further,
        ]
        .reduce(into: [:]) { table, services in table.merge(services) { $0 + $1 } })

    private init(_ services: [String: [ChangeRule]]) {
        var rules: [ServiceCall: [ChangeRule]] = [:]
        for (service, rows) in services {
            for row in rows {
                for call in row.calls { rules[ServiceCall(service: service, name: call), default: []].append(row) }
            }
        }
        self.rules = rules
        calls = Set(rules.keys.map(\.name))
    }

    /// Calls that change nothing, although they succeed, where the table's conditions do not hold: who starts what runs.
    private static let conditional: Set<ServiceCall> = [
        ServiceCall(service: "ec2", name: "StartInstances"), ServiceCall(service: "ec2", name: "StopInstances"),
    ]

    /// Whether all that a call may change is in the table's rows about it.
    static func isComplete(_ call: ServiceCall) -> Bool { conditional.contains(call) }

    /// The rows about a call, in the table's order.
    func rules(_ call: ServiceCall) -> [ChangeRule] { rules[call] ?? [] }

    /// Whether what a service keeps does not belong to a region.
    static func isGlobal(_ service: String) -> Bool { global.contains(service) }
}
