internal import JSON

extension ResponsePlanner {
    /// Keeps a key of KMS from its deletion, and makes it work again: a key whose deletion is cancelled stays disabled. Nil
    /// for other changes.
    /// Source: the KMS API reference, CancelKeyDeletion.
    func keyRecovery(of change: ResourceChange, _ record: JSONValue) -> [ResponseDraft]? {
        guard change.kind == .keyDisabled, change.detail == "ScheduleKeyDeletion", !change.id.isEmpty else {
            return nil
        }
        let key: [AWSCommand.Parameter] = [.text("KeyId", change.id)]
        var keep = draft(
            change, .made, "cancel-key-deletion", "Keep from deletion the encryption key \(change.id).",
            [AWSCommand("kms cancel-key-deletion", region: change.region, key)])
        let cancellations = proof.cancellations(of: change.id, account: change.account, after: change.row)
        if !cancellations.isEmpty { (keep.verifiedBy, keep.takenBackBy) = (cancellations, []) }
        var enable = draft(
            change, .made, "enable-key",
            "Enable again the encryption key \(change.id): one whose deletion was cancelled stays disabled.",
            [AWSCommand("kms enable-key", region: change.region, key)])
        enable.rank = 1
        let breaks = "Nothing that was there before the attacker."
        (keep.breaks, enable.breaks) = (breaks, breaks)
        (keep.undo, enable.undo) = ("None wanted: the attacker did it.", "None wanted: the attacker did it.")
        return [keep, enable]
    }
}
