internal import Events
internal import JSON

extension ResponsePlanner {
    /// Shows what a command of Systems Manager ran, and where: the record hides what, and may name a tag in place of
    /// instances. The instances themselves have steps of their own.
    mutating func command(_ change: ResourceChange) {
        guard let id = change.detail, !id.isEmpty else {
            lookAt(change, call: "SendCommand")
            return
        }
        var step = draft(
            change, .instances, "list-command-invocations",
            "See what the command \(id) ran, and on which instances: each is to be isolated, examined and rebuilt.",
            [
                AWSCommand(
                    "ssm list-command-invocations", region: change.region,
                    [.text("CommandId", id), .flag("Details", "--details", true)])
            ])
        step.target = id
        (step.breaks, step.undo) = ("Nothing: the command only looks.", "None: the command only looks.")
        // That its record is read shows nothing.
        step.verifiedBy = []
        add(step)
    }

    /// Whether a change is a way into an instance that has its own steps.
    static func isOfHost(_ change: ResourceChange) -> Bool {
        [.instanceCommand, .instanceSession, .instanceLogin].contains(change.kind) && change.id.hasPrefix("i-")
    }

    /// Calls of which the table does not know what they changed: one step for each call, account and region.
    mutating func unclassified(_ changes: [ResourceChange]) {
        var calls: [[String]: [ResourceChange]] = [:]
        for change in changes { calls[[change.account, change.region, name(change.row)], default: []].append(change) }
        for (key, found) in calls.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let targets = found.map(\.id).filter { !$0.isEmpty }.onceEach()
            let shown = targets.prefix(3).joined(separator: ", ")
            let rest = targets.count - min(targets.count, 3)
            let what = targets.isEmpty ? "" : " to \(shown)" + (rest > 0 ? " and \(rest) more" : "")
            guard var step = found.first.map({ lookingAt($0, call: key[2], what: what) }) else { continue }
            step.target = key[2]
            step.evidence = found.map(\.row).sorted()
            add(step)
        }
    }

    /// Shows the event of a change that no table undoes.
    mutating func lookAt(_ change: ResourceChange, call: String) {
        add(lookingAt(change, call: call, what: change.id.isEmpty ? "" : " to " + change.id))
    }

    private func lookingAt(_ change: ResourceChange, call: String, what: String) -> ResponseDraft {
        let isLoss = change.kind.isLoss
        var step = draft(
            change, isLoss ? .rebuild : .made, "review-\(change.kind.rawValue)-\(call)",
            isLoss
                ? "Restore what \(call) took away: \(change.id)."
                : "Look at what \(call) did\(what), and undo it.",
            [lookUp(change.row, region: change.region)])
        (step.breaks, step.undo) = ("Nothing: the command only looks.", "None: the command only looks.")
        return step
    }

    /// The call of a row by its name without the version of an interface.
    func name(_ row: Int) -> String { CallName.base(of: index.text(.name, row) ?? "") }
}
