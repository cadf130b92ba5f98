internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// An account outside of the trail's own that the attacker tied to something in it.
public struct ExternalAccount: Hashable, Sendable {
    /// Twelve digits, or `all` where something was opened to everybody.
    public var account: String
    /// What ties it, the call and what it was aimed at: `ModifySnapshotAttribute snap-1`.
    public var how: String
    /// Rows, in time order.
    public var evidence: [Int]

    public init(account: String, how: String, evidence: [Int]) {
        self.account = account
        self.how = how
        self.evidence = evidence
    }
}

extension ExternalAccount {
    /// Calls that give others a way in, or something away: role trust, shared snapshots and images, policies of
    /// resources, grants, peerings. Versioned names of Lambda's calls begin with one of these.
    /// Source: the API references of IAM, EC2, RDS, S3, Lambda, KMS, Secrets Manager, SNS, SQS, RAM and Organizations.
    private static let calls = [
        "CreateRole", "UpdateAssumeRolePolicy", "ModifySnapshotAttribute", "ModifyImageAttribute",
        "ModifyDBSnapshotAttribute", "ModifyDBClusterSnapshotAttribute", "PutBucketPolicy", "PutBucketAcl",
        "AddPermission", "AddLayerVersionPermission", "CreateGrant", "PutKeyPolicy", "PutResourcePolicy",
        "SetTopicAttributes", "SetQueueAttributes", "SetRepositoryPolicy", "PutBucketReplication",
        "CreateVpcPeeringConnection", "AcceptVpcPeeringConnection", "CreateResourceShare", "AssociateResourceShare",
        "ModifyVpcEndpointServicePermissions", "PutImagePolicy", "PutVaultAccessPolicy", "InviteAccountToOrganization",
        "AcceptHandshake", "PutDestinationPolicy", "PutPermission", "SharePortfolio", "ModifyDocumentPermission",
        "AssumeRole", "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress",
    ]

    /// The accounts that successful calls of some rows tie to the trail's own, by account, then how.
    ///
    /// - Parameter others: found otherwise; of an account that calls name nothing more is said.
    /// - Complexity: reads the records of those calls.
    static func all(of rows: [Int], in trail: Trail, besides others: [ExternalAccount] = []) -> [ExternalAccount] {
        let index = trail.index
        let names = index.table(.name)
        var wanted: [UInt32: Bool] = [:]
        let chosen = rows.filter { row in
            let code = index.code(.name, row)
            let isWanted = wanted[code] ?? calls.contains { names.text(code).hasPrefix($0) }
            wanted[code] = isWanted
            return isWanted && index.flags(row).outcome == .ok
        }
        let own = Set(index.values(.account, in: .all(of: index.count)))
        var found: [Tie: [Int]] = [:]
        trail.records.forEach(chosen) { row, record in
            for account in named(in: record.json).subtracting(own) {
                let target = CallTarget.summary(of: record.json)
                let how = [record.json["eventName"]?.stringValue ?? "", target].filter { !$0.isEmpty }
                found[Tie(account: account, how: how.joined(separator: " ")), default: []].append(row)
            }
        }
        let tied = found.map {
            ExternalAccount(account: $0.key.account, how: $0.key.how, evidence: $0.value.sorted())
        }
        return (tied + others.filter { other in !tied.contains { $0.account == other.account } })
            .sorted { ($0.account, $0.how) < ($1.account, $1.how) }
    }

    private struct Tie: Hashable {
        var account: String
        var how: String
    }

    // MARK: Accounts in requests

    /// The accounts that a request gives something to; `all` for everybody.
    static func named(in record: JSONValue) -> Set<String> {
        var accounts: Set<String> = []
        if let request = record["requestParameters"] { collect(request, key: "", isGranted: false, into: &accounts) }
        return accounts
    }

    /// Members whose text is an account, or a list of accounts, in lower case.
    private static let accountMembers: Set<String> = [
        "userid", "accountid", "accountids", "peerownerid", "ownerid", "valuestoadd", "granteeprincipal", "principals",
        "principal", "account", "accountidstoadd", "userids", "targetaccountid", "rolearn",
    ]

    private static func collect(
        _ value: JSONValue, key: String, isGranted: Bool, into accounts: inout Set<String>
    ) {
        switch value {
        case .object(let object):
            if object["Effect"]?.stringValue?.lowercased() == "deny" { return }
            for member in object.members {
                let name = member.key.lowercased()
                // What is taken away again is no tie.
                if name == "remove" || name == "valuestoremove" || name == "accountidstoremove" { continue }
                collect(
                    member.value, key: name, isGranted: isGranted || name == "principal" || name == "add",
                    into: &accounts)
            }
        case .array(let elements):
            for element in elements { collect(element, key: key, isGranted: isGranted, into: &accounts) }
        case .string(let text):
            if let policy = policy(text) {
                collect(policy, key: key, isGranted: false, into: &accounts)
            } else if isGranted || accountMembers.contains(key) || key == "group" {
                if let account = account(text, isGranted: isGranted || key == "valuestoadd" || key == "group") {
                    accounts.insert(account)
                }
            }
        case .null, .bool, .number: break
        }
    }

    /// A policy, which requests carry as a text of JSON.
    private static func policy(_ text: String) -> JSONValue? {
        guard text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return nil }
        return try? JSONValue.parse(Array(text.utf8).span)
    }

    private static func account(_ text: String, isGranted: Bool) -> String? {
        if isGranted, text == "*" || text == "all" { return "all" }
        let candidate = ARN(text)?.account ?? text
        return candidate.utf8.count == 12 && candidate.utf8.allSatisfy { (0x30...0x39).contains($0) } ? candidate : nil
    }
}
