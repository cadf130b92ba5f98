internal import Events
internal import JSON

extension ResponsePlanner {
    /// What nobody but root can put back about root itself: its password, devices and certificates have no command that
    /// another principal of the account could call. Nil for other changes.
    /// Source: the IAM user guide, "Tasks that require root user credentials".
    func rootRecovery(of change: ResourceChange, _ record: JSONValue) -> [ResponseDraft]? {
        let caller = CredentialOwner(principal: change.by, account: change.account)
        let isNamed = record[path: ["requestParameters", "userName"]]?.stringValue?.isEmpty == false
        let name = index.text(.name, change.row) ?? ""
        guard caller.kind == .root, !isNamed, let what = Self.rootWords[name] else { return nil }
        var step = draft(
            change, .made, "root-\(change.kind.rawValue)",
            "Sign in as root, since no other principal of the account can, and \(what). The command only shows what root "
                + "has.",
            [iam("get-account-summary", caller.partition, [], query: "SummaryMap.AccountMFAEnabled")])
        if step.target.isEmpty { step.target = "root" }
        step.region = nil
        (step.breaks, step.undo) = ("Nothing of the owner's.", "None: it is the attacker's.")
        return [step]
    }

    /// What is to be done about root, by the call that did it.
    private static let rootWords = [
        "EnableMFADevice": "take off the attacker's MFA device, and enable one of the owner's",
        "DeactivateMFADevice": "enable an MFA device again",
        "ChangePassword": "change the password",
        "UploadSigningCertificate": "delete the attacker's signing certificate",
    ]

    /// The deletion of a key of root's, which root alone can do.
    func rootKeyDeletion(_ key: String, _ credential: TaintedCredential) -> ResponseDraft {
        ResponseDraft(
            stage: .keysForGood, operation: "root-delete-access-key",
            action:
                "Delete the root user's access key \(key), after sign-off: sign in as root, since no other principal of "
                + "the account can. The command only shows whether root has keys.", target: key,
            account: credential.owner.account, region: nil,
            commands: [
                iam(
                    "get-account-summary", credential.owner.partition, [],
                    query: "SummaryMap.AccountAccessKeysPresent")
            ],
            breaks: "Whatever still holds the key: it cannot come back. Root needs none.",
            undo: "None: a new key has another ID and secret.",
            verifiedBy: proof.deletions(of: key, account: credential.owner.account), evidence: credential.evidence)
    }
}
