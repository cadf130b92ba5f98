internal import CloudTrail
internal import Events

// Whether what a link leads to is the attacker's.
extension ScopeClosure {
    /// A credential that was used from an address of the attacker.
    mutating func member(
        _ credential: Credential, _ principal: String, usedFrom address: String, _ sharing: String?, _ depth: Int
    ) -> Member {
        if let reason = guards.exclusion(credential.value, of: principal) {
            return Member(status: .excluded, depth: depth, reason: reason)
        }
        if let sharing {
            return Member(status: .proposed, depth: depth, reason: "\(address) is shared: \(sharing)")
        }
        if guards.isOwners(address, of: credential) {
            return Member(status: .proposed, depth: depth, reason: "\(address) is where its owner works")
        }
        return Member(status: .confirmed, depth: depth, reason: "used from \(address), depth \(depth)")
    }

    /// An address that a credential of the attacker was used from.
    ///
    /// - Parameters:
    ///   - owner: the credential's principal.
    ///   - isHabitual: whether nothing but the owner's usual calls came from there.
    mutating func member(
        _ address: String, usedWith credential: Credential, of owner: String, isHabitual: Bool, _ depth: Int
    ) -> Member {
        if let reason = guards.exclusion(address) { return Member(status: .excluded, depth: depth, reason: reason) }
        if let sharing = guards.sharing(of: address) {
            return Member(status: .excluded, depth: depth, reason: "shared: \(sharing)")
        }
        if guards.isOwners(address, of: credential) {
            return Member(
                status: .excluded, depth: depth, reason: "the owner's: its key used it on several days before")
        }
        if isTest(credential, from: address),
            let row = guards.cutOffs.call(against: credential, of: owner, from: address)
        {
            let call = "\(index.text(.name, row) ?? "") of \(index.time(row).iso8601)"
            return Member(
                status: .proposed, depth: depth,
                reason: "the response's, as it seems: the \(call), which cut \(credential.value) off, came from there")
        }
        if isHabitual, guards.isUsual(address) {
            return Member(
                status: .proposed, depth: depth,
                reason: "the owner's, as it seems: from there \(credential.value) did what it always does, by its "
                    + "own client")
        }
        return Member(status: .confirmed, depth: depth, reason: "used with \(credential.value), depth \(depth)")
    }

    /// Whether a credential only looked about from an address: who tries a stolen key changes nothing with it.
    private func isTest(_ credential: Credential, from address: String) -> Bool {
        let calls = rows(of: credential).intersection(index.rows(.ip, equal: address))
        return calls.intersection(making).isEmpty
            && calls.intersection(index.rows(.rw, equal: ReadWrite.write.word)).isEmpty
    }
}
