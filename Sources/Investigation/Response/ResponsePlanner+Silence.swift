internal import CloudTrail
internal import Events

extension ResponsePlanner {
    /// Whether a credential is seen to be of no use any more: it was ended, and behind that somebody tried it and was
    /// refused. Where nobody tried, nothing shows it, and the note says so.
    func silence(of credential: TaintedCredential, _ key: String) -> (verifiedBy: [Int], note: String) {
        guard let end = end(of: credential, key) else { return ([], "") }
        let later = index.rows(.key, equal: key).rows.map { Int($0) }.filter { $0 > end }
        if later.contains(where: { index.flags($0).outcome == .ok }) { return ([], "") }
        let refused = later.filter { isRefusal($0) }
        if !refused.isEmpty { return ([end] + ends(refused), "") }
        let events = events(after: end)
        return (
            [],
            events == 0
                ? " It was ended on \(moment(end)), the last event of the trail: load newer ones."
                : " It was ended on \(moment(end)), and nobody tried it in the \(events) event\(events == 1 ? "" : "s") "
                    + "since, up to \(moment(index.count - 1)): that is no proof yet."
        )
    }

    /// How many events there are later than one.
    private func events(after row: Int) -> Int {
        let start = index.time(row).advanced(byMilliseconds: 1)
        let known = index.countInTrail(CallQuestion(.all, account: nil, from: start))
        return known?.total ?? index.count - index.firstRow(at: start)
    }

    /// The call that ended a credential behind its last success: of a long-term key its own end or the denial of its
    /// user, of a temporary one the denial of its user or the revocation of its role's older sessions.
    private func end(of credential: TaintedCredential, _ key: String) -> Int? {
        let owner = credential.owner
        let denials =
            owner.kind == .user || owner.kind == .role
            ? proof.denial(of: owner, after: credential.lastUse).by : []
        let own =
            credential.isLongTerm ? proof.keyEnd(key, account: owner.account, after: credential.lastUse).by : []
        return (own + denials).min()
    }

    /// Error codes of calls whose credentials AWS did not take, as services spell them.
    /// Source: the IAM and EC2 references of common errors, and the S3 list of error codes.
    private static let refusals: Set<String> = [
        "InvalidClientTokenId", "InvalidAccessKeyId", "UnrecognizedClientException", "ExpiredToken",
        "ExpiredTokenException", "InvalidToken", "AuthFailure", "Client.AuthFailure", "TokenRefreshRequired",
    ]

    private func isRefusal(_ row: Int) -> Bool {
        switch index.flags(row).outcome {
        case .denied: true
        case .error: index.text(.error, row).map { Self.refusals.contains($0) } ?? false
        case .ok: false
        }
    }
}
