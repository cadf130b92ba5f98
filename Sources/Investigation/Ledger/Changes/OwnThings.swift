/// What of the attacker's the attacker took away again: that is told where it was made, and nobody wants it back.
struct OwnThings {
    private struct Name: Hashable {
        var account: String
        var kind: ResourceChange.Kind
        var text: String
    }

    /// By the row that took it away.
    private var removals: [Int: Set<String>] = [:]
    /// What the attacker made, and the first row that made it.
    private var made: [Name: Int] = [:]

    /// Of a kind of loss the kinds of what it may be a loss of: by its ID, and by its detail.
    private static let subjects: [ResourceChange.Kind: (id: [ResourceChange.Kind], detail: [ResourceChange.Kind])] = [
        .accessKeyDeactivated: ([.accessKey], [.user]),
        .userPolicyRemoved: ([.managedPolicy], [.user]),
        .rolePolicyRemoved: ([.managedPolicy], [.role]),
        .groupPolicyRemoved: ([.managedPolicy], [.group]),
        .groupMembershipRemoved: ([.group], [.user]),
        .mfaDeactivated: ([.mfaDevice], [.user]),
        .instanceStopped: ([.instanceLaunched], []),
        .instanceTerminated: ([.instanceLaunched], []),
        .keyDisabled: ([.encryptionKey], []),
    ]

    init(_ changes: [MadeChange], undoneBy: [Int?]) {
        let kinds = Set(Self.subjects.values.flatMap { $0.id + $0.detail })
        for (change, row) in zip(changes, undoneBy) {
            if let row { removals[row, default: []].formUnion(change.names) }
            guard kinds.contains(change.change.kind) else { continue }
            for text in change.names {
                let name = Name(account: change.change.account, kind: change.change.kind, text: text)
                made[name] = min(made[name] ?? change.change.row, change.change.row)
            }
        }
    }

    func includes(lossBy loss: MadeChange) -> Bool {
        let change = loss.change
        guard change.isRemoval else { return false }
        if let own = removals[change.row], !own.isDisjoint(with: loss.names) { return true }
        guard let subject = Self.subjects[change.kind] else { return false }
        return isMade(subject.id, loss.names, before: change)
            || isMade(subject.detail, loss.detailNames, before: change)
    }

    private func isMade(_ kinds: [ResourceChange.Kind], _ names: Set<String>, before change: ResourceChange) -> Bool {
        kinds.contains { kind in
            names.contains { text in
                made[Name(account: change.account, kind: kind, text: text)].map { $0 < change.row } ?? false
            }
        }
    }
}

extension ResourceChange {
    /// Whether it took something away: a loss, or what its detail says is a deletion.
    fileprivate var isRemoval: Bool { kind.isLoss || detail?.hasPrefix("Delete") == true }
}
