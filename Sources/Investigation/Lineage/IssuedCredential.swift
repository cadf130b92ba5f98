internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// A key that a call of the trail issued.
public struct IssuedCredential: Hashable, Sendable {
    /// The successful call.
    public var row: Int
    /// Its name: `AssumeRole`.
    public var via: String
    /// The key that called; nil where the caller had none.
    public var issuer: String?
    /// Canonical principal of the caller.
    public var principal: String
    /// The issued key.
    public var key: String
    /// Canonical principal that the key speaks for, as the call names it; nil where it does not.
    public var holder: String?
    /// The name of the session that the call asked for.
    public var session: String?
    /// The identity provider whose word was taken, by its ARN or, of the Internet, its name.
    public var provider: String?
}

/// Reads which keys calls issued, each record once. One thread owns it.
struct IssuedCredentials {
    private let trail: Trail
    private var sessions: SessionFacts.Book
    private var known: [Int: IssuedCredential?] = [:]
    /// Successful calls that issue credentials.
    let calls: RowSet

    init(_ trail: Trail) {
        self.trail = trail
        sessions = SessionFacts.Book(trail)
        let index = trail.index
        calls = CredentialIssue.names.map { index.rows(.name, equal: $0) }
            .reduce(RowSet.none(of: index.count)) { $0.union($1) }
            .intersection(index.rows(.outcome, equal: Outcome.ok.word))
    }

    /// What rows issued, in time order.
    mutating func issued(by rows: some Collection<Int>) -> [IssuedCredential] {
        let unknown = rows.filter { known[$0] == nil }
        guard !unknown.isEmpty else { return rows.sorted().compactMap { known[$0] ?? nil } }
        for row in unknown { known[row] = .some(nil) }
        let index = trail.index
        trail.records.forEach(unknown) { row, record in
            guard let key = CredentialIssue.issuedKey(in: record.json) else { return }
            known[row] = IssuedCredential(
                row: row, via: index.text(.name, row) ?? "", issuer: index.text(.key, row),
                principal: index.text(.principal, row) ?? "", key: key,
                holder: Self.holder(record.json, caller: index.text(.principal, row)),
                session: record.json[path: ["requestParameters", "roleSessionName"]]?.stringValue
                    ?? record.json[path: ["requestParameters", "name"]]?.stringValue,
                provider: record.json[path: ["requestParameters", "principalArn"]]?.stringValue
                    ?? record.json[path: ["responseElements", "provider"]]?.stringValue
                    ?? record.json[path: ["userIdentity", "identityProvider"]]?.stringValue)
        }
        return rows.sorted().compactMap { known[$0] ?? nil }
    }

    /// Whom the issued key speaks for: the role, the user that got a key, else who called.
    private static func holder(_ record: JSONValue, caller: String?) -> String? {
        let request = record["requestParameters"]
        if let role = request?["roleArn"]?.stringValue, !role.isEmpty { return role }
        let user = record[path: ["responseElements", "accessKey", "userName"]]?.stringValue
        guard let user, !user.isEmpty else {
            return record["eventName"]?.stringValue?.hasPrefix("AssumeRole") == true ? nil : caller
        }
        let arn = record[path: ["userIdentity", "arn"]]?.stringValue.flatMap { ARN($0) }
        let account = record["recipientAccountId"]?.stringValue ?? arn?.account ?? ""
        let named = "arn:\(arn?.partition ?? "aws"):iam::\(account):user/\(user)"
        // A user's path is in its own ARN only.
        return caller.flatMap { ARN($0)?.name == user ? $0 : nil } ?? named
    }

    /// How far an issuing call's time may lie from what the session says of itself, which has no milliseconds and is
    /// another machine's.
    static let tolerance = 2 * EventTime.second

    /// The calls that issued some keys, by key, as far as the trail holds them.
    ///
    /// A temporary key's records tell when its session was created, so that few calls need be read.
    mutating func issues(of keys: some Sequence<String>) -> [String: IssuedCredential] {
        let index = trail.index
        let wanted = Set(keys)
        let temporary = wanted.filter { AccessKeyKind(accessKeyID: $0) == .temporary }
            .compactMap { index.rows(.key, equal: $0).first }
        var near: Set<Int> = []
        if temporary.count < wanted.count {
            calls.intersection(index.rows(.name, equal: "CreateAccessKey")).forEach { near.insert($0) }
        }
        for facts in facts(of: temporary).values {
            let window = index.rowRange(
                from: facts.created.advanced(byMilliseconds: -Self.tolerance),
                to: facts.created.advanced(byMilliseconds: Self.tolerance + 1))
            calls.within(window).forEach { near.insert($0) }
        }
        // A federated user's sign-in token speaks of when the user's own session was created, not of itself.
        let tokens = calls.intersection(index.rows(.name, equal: "GetSigninToken"))
        for (first, facts) in facts(of: temporary) where !tokens.isEmpty {
            let window = index.rowRange(from: facts.created, to: index.time(first).advanced(byMilliseconds: 1))
            tokens.intersection(index.rows(.principal, code: index.code(.principal, first))).within(window)
                .forEach { near.insert($0) }
        }
        let found = issued(by: near).filter { wanted.contains($0.key) }
        return Dictionary(found.map { ($0.key, $0) }) { first, _ in first }
    }

    /// What records say of their sessions, by row; without those that say nothing.
    mutating func facts(of rows: some Sequence<Int>) -> [Int: SessionFacts] {
        sessions.facts(of: rows)
    }
}
