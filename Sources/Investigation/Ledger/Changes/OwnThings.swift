/// What of the attacker's the attacker took away again: that is told where it was made, and nobody wants it back.
struct OwnThings {
    private struct Name: Hashable {
        var account: String
        var kind: ResourceChange.Kind
        var text: String
    }

    /// What a row took away: all of what was made, of other kinds what was done to it.
    private var removals: [Int: [(kind: ResourceChange.Kind, isCreation: Bool, names: Set<String>)]] = [:]
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

    /// Of a kind of loss what it takes back, where that is no creation.
    private static let opposites: [ResourceChange.Kind: ResourceChange.Kind] = [
        .userPolicyRemoved: .userPolicy, .rolePolicyRemoved: .rolePolicy, .groupPolicyRemoved: .groupPolicy,
        .groupMembershipRemoved: .groupMembership, .mfaDeactivated: .mfaDevice,
        .accessKeyDeactivated: .accessKeyActivated,
    ]

    init(_ changes: [MadeChange], undoneBy: [Int?]) {
        let kinds = Set(Self.subjects.values.flatMap { $0.id + $0.detail })
        for (change, row) in zip(changes, undoneBy) {
            if let row {
                removals[row, default: []].append((change.change.kind, change.isCreation, change.names))
            }
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
        let isOwn = (removals[change.row] ?? []).contains { own in
            (own.isCreation || own.kind == (Self.opposites[change.kind] ?? change.kind))
                && !own.names.isDisjoint(with: loss.names)
        }
        if isOwn { return true }
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
