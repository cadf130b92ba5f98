internal import ATTACK
internal import CloudTrail
internal import Events
public import Records

extension Phase {
    /// The phases of an incident, by first and last call, then name.
    ///
    /// Each call of the attacker is in one phase, or in none where it tells nothing. What a call is part of with others
    /// goes first: a `sweep` of keys, a `firewall` that was opened and the look at it before, a `key pair`, an
    /// `instance` launched after it, a `permission probe`. All other calls go by the tactic that the call table gives
    /// them. A phase has all calls of its kind, and may overlap in time with others.
    ///
    /// - Complexity: a few passes over the attacker's calls; only launches are read again.
    public static func all(of scope: Scope, in trail: Trail, options: PhaseOptions = PhaseOptions()) -> [Phase] {
        let index = trail.index
        var finder = PhaseFinder(scope, in: trail, options: options)
        var rowsByName: [String: [Int]] = [:]
        for row in scope.attackerRows {
            if let name = finder.name(of: row) { rowsByName[name, default: []].append(row) }
        }
        return rowsByName.compactMap { name, rows in
            guard let first = rows.first, let last = rows.last else { return nil }
            return Phase(name: name, first: index.time(first), last: index.time(last), rows: rows)
        }.sorted { ($0.first, $0.last, $0.name) < ($1.first, $1.last, $1.name) }
    }
}

/// Tells the phase of each call of an incident.
private struct PhaseFinder {
    private let index: EventIndex
    private let sweep: Set<Int>
    private let firewall: Set<Int>
    private let keyPair: Set<Int>
    private let instance: Set<Int>
    private let probe: Set<Int>
    private var tactics: TacticNames

    init(_ scope: Scope, in trail: Trail, options: PhaseOptions) {
        let index = trail.index
        let calls = AttackerCalls(scope.attackerRows, in: index)
        let openings = Self.attempts(calls.named(FirewallCalls.names), index)
        firewall = Set(openings + Self.looks(before: openings, calls, options))
        sweep = Set(Sweep(scope, in: index, options: options)?.rows ?? []).subtracting(firewall)
        let pairs = Self.attempts(calls.named(KeyPairUse.keyPairCalls), index)
        keyPair = Set(pairs)
        let made = pairs.filter { index.flags($0).outcome == .ok }
        instance = Set(
            Self.attempts(calls.named(KeyPairUse.launchCalls), index).filter { row in
                guard let pair = made.last(before: row) else { return false }
                return index.times[row] - index.times[pair] <= options.launch
            })
        let actions = sweep.union(firewall).union(keyPair).union(instance)
        probe = Set(PermissionProbe.rows(of: scope.attackerRows.filter { !actions.contains($0) }, index, options))
        tactics = TacticNames(calls, trail: trail, options: options)
        self.index = index
    }

    mutating func name(of row: Int) -> String? {
        if firewall.contains(row) { return "firewall" }
        if sweep.contains(row) { return "sweep" }
        if keyPair.contains(row) { return "key pair" }
        if instance.contains(row) { return "instance" }
        if probe.contains(row) { return "permission probe" }
        return tactics.name(of: row)
    }

    /// Calls that were meant: those that succeeded or failed, and those denied after the caller had made the same call
    /// with success. What was denied before only tried it.
    private static func attempts(_ rows: [Int], _ index: EventIndex) -> [Int] {
        var able: Set<UInt64> = []
        return rows.filter { row in
            switch index.flags(row).outcome {
            case .ok:
                able.insert(index.caller(row))
                return true
            case .denied: return able.contains(index.caller(row))
            case .error: return !PermissionProbe.isDryRun(row, index)
            }
        }
    }

    /// Looks at security groups by a caller who opened one soon after.
    private static func looks(before openings: [Int], _ calls: AttackerCalls, _ options: PhaseOptions) -> [Int] {
        let index = calls.index
        let byCaller = Dictionary(grouping: openings) { index.caller($0) }
        return calls.named(FirewallCalls.looks).filter { row in
            guard let next = byCaller[index.caller(row)]?.first(after: row) else { return false }
            return index.times[next] - index.times[row] <= options.look
        }
    }
}

/// Calls that change who may reach what, and those that look at it.
enum FirewallCalls {
    static let openings = ["AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress"]
    static let names =
        openings + [
            "ModifySecurityGroupRules", "RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress",
            "CreateSecurityGroup",
            "UpdateSecurityGroupRuleDescriptionsIngress", "UpdateSecurityGroupRuleDescriptionsEgress",
            "AuthorizeDBSecurityGroupIngress", "AuthorizeCacheSecurityGroupIngress",
            "AuthorizeClusterSecurityGroupIngress", "CreateNetworkAclEntry", "ReplaceNetworkAclEntry",
            "DeleteNetworkAclEntry",
        ]
    static let looks = ["DescribeSecurityGroups", "DescribeSecurityGroupRules"]
}
