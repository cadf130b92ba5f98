internal import JSON

extension ResponsePlanner {
    /// Writes again what the attacker wrote over or deleted, where the trail has it; nothing where the attacker wrote the
    /// same. Nil elsewhere.
    func rewriting(of change: ResourceChange, _ record: JSONValue, _ texts: PriorTexts, call: ServiceCall)
        -> [ResponseDraft]?
    {
        guard let form = WrittenText.of(call), let names = form.names(in: record), names.count == form.names.count
        else {
            return nil
        }
        let target = names.joined(separator: " ")
        guard let prior = texts.text(before: change, form, names: names) else {
            guard change.kind.isLoss, form.names.count == 2 else { return nil }
            let owner = form.names[0].member.dropLast("Name".count).lowercased()
            var step = draft(
                change, .rebuild, "rewrite-\(owner)-policy",
                "Write again, with put-\(owner)-policy, the policy \(names[1]) of the \(owner) \(names[0]): the trail does not "
                    + "have its text.",
                [iam("list-\(owner)-policies", partition(change), [.text(form.names[0].member, names[0])])])
            step.target = target
            step.region = nil
            (step.breaks, step.undo) = ("Nothing: the command only looks.", "None: the command only looks.")
            return [step]
        }
        if texts.isWritten(prior.text, by: call, record, form) { return [] }
        let command = AWSCommand(
            form.operation, region: form.isGlobal ? globalRegion(partition(change)) : change.region,
            zip(form.names, names).map { .text($0.member, $1) } + form.fixed + [.text(form.member, prior.text)])
        // What kept somebody in bounds is put back at once.
        let isBoundary = form.member == "PermissionsBoundary" && call.name.hasPrefix("Delete")
        let limits = isBoundary || change.kind.isLoss && PriorTexts.denies(prior.text)
        var step = draft(
            change, limits ? .doors : change.kind.isLoss ? .rebuild : .made, "restore-" + command.operation,
            "Put back the \(form.what) \(target) as it was written on \(moment(prior.row))"
                + "\(limits ? ", which limits what may be done" : "").",
            [command])
        step.target = target
        step.region = form.isGlobal ? nil : change.region
        step.isLast = step.stage == .rebuild && call.name != "DeleteRole"
        step.breaks = "What relies on the state that the attacker left: it is as the owner last wrote it."
        step.undo = "The event of the attacker's \(call.name) tells what it left."
        step.evidence = [prior.row, change.row]
        // Whatever else was written in its place does not put it back.
        step.verifiedBy =
            texts.restoration(of: prior.text, after: change, form, names: names).map { [$0] }
            ?? holderDeletion(change, form)
        return [step]
    }

    /// The call that undid a change, where it deleted what the text hung on.
    private func holderDeletion(_ change: ResourceChange, _ form: WrittenText) -> [Int] {
        change.removedBy.map { form.deletesHolder(call($0)) ? [$0] : [] } ?? []
    }

    /// What shows that a change was undone. Where a text was deleted that the trail does not have, nobody can tell whether
    /// what was written in its place is the same.
    func proof(of change: ResourceChange) -> [Int] {
        guard call(change.row).name.hasPrefix("Delete"), let form = WrittenText.of(call(change.row)) else {
            return change.removedBy.map { [$0] } ?? []
        }
        return holderDeletion(change, form)
    }

    func partition(_ change: ResourceChange) -> String {
        partitionOf(change) ?? Partition.of(region: change.region)
    }
}
