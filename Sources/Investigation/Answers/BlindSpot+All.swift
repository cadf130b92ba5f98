internal import CloudTrail
internal import Events
internal import JSON
public import Records

extension BlindSpot {
    /// What the trail cannot show of an incident, as far as its calls ask for it; in the order of the functions below.
    ///
    /// - Parameter coverage: of the incident, where it is known already.
    public static func all(
        of scope: Scope, in trail: Trail, coverage: Coverage? = nil, options: PhaseOptions = PhaseOptions()
    ) -> [BlindSpot] {
        guard !scope.attackerRows.isEmpty else { return [] }
        let finder = BlindSpotFinder(
            scope, trail: trail, coverage: coverage ?? Coverage(of: scope, in: trail), options: options)
        return [
            finder.operatingSystem(), finder.commands(), finder.flowLogs(), finder.databases(),
        ].compactMap { $0 } + finder.dataEvents()
            + [
                finder.trailChanges(), finder.silentRegions(), finder.otherRegions(), finder.globalServices(),
                finder.otherAccounts(), finder.beforeTheTrail(),
            ].compactMap { $0 }
    }
}

/// One function for each thing that may be out of sight.
private struct BlindSpotFinder {
    private let scope: Scope
    private let trail: Trail
    private let coverage: Coverage
    private let calls: AttackerCalls
    private let options: PhaseOptions
    private var index: EventIndex { trail.index }

    init(_ scope: Scope, trail: Trail, coverage: Coverage, options: PhaseOptions) {
        self.scope = scope
        self.trail = trail
        self.coverage = coverage
        self.options = options
        calls = AttackerCalls(scope.attackerRows, in: trail.index)
    }

    private func spot(_ id: String, _ text: String, _ rows: [Int]) -> BlindSpot? {
        rows.isEmpty ? nil : BlindSpot(id: id, text: text, evidence: rows)
    }

    func operatingSystem() -> BlindSpot? {
        let keyPairs = KeyPairUse.all(calls, in: trail, options: options)
        let shells = Pattern.shells(keyPairs, calls, in: trail).flatMap(\.rows)
        return spot(
            "operating-system",
            "What was done on the hosts is not in CloudTrail. Ask their own logs, or images of their disks.", shells)
    }

    /// CloudTrail hides user data and the parameters of commands, and never has the code of functions.
    func commands() -> BlindSpot? {
        let hidden = calls.succeeded(["SendCommand", "StartAutomationExecution", "CreateAssociation"])
        let code = ["CreateFunction", "UpdateFunctionCode", "PublishLayerVersion"]
        let functions = calls.ofService("lambda").filter { row in
            let name = index.text(.name, row) ?? ""
            return index.flags(row).outcome == .ok && code.contains { name.hasPrefix($0) }
        }
        let launches = calls.succeeded(["RunInstances", "ModifyInstanceAttribute"])
        let userData = trail.records.trees(of: launches, limit: 2_000).filter { UserData.isSet(in: $0.record) }
        return spot(
            "user-data",
            "User data, the commands sent to hosts and the code of functions are hidden in CloudTrail. Read them from "
                + "the resources.", Set(hidden + functions + userData.map(\.row)).sorted())
    }

    func flowLogs() -> BlindSpot? {
        spot(
            "flow-logs",
            "Whether anybody came through what was opened is not in CloudTrail. Ask VPC flow logs, if there are any.",
            calls.succeeded(FirewallCalls.openings + ["ModifySecurityGroupRules", "CreateNetworkAclEntry"]))
    }

    func databases() -> BlindSpot? {
        let opened = calls.succeeded(FirewallCalls.openings)
        let looked = calls.ofService("rds").filter { index.flags($0).outcome == .ok }
        guard !opened.isEmpty else { return nil }
        return spot(
            "database-logs", "Sign-ins to databases and queries are not in CloudTrail. Ask the databases' own logs.",
            looked)
    }

    // MARK: Data events

    private struct Store {
        var service: String
        var id: String
        var calls: [String]
        var text: String
    }

    private static let stores = [
        Store(
            service: "s3", id: "data-events-s3", calls: ["GetObject", "PutObject", "DeleteObject", "HeadObject"],
            text:
                "The trail has no data events of S3: which objects were read or written cannot be told. Ask the access "
                + "logs of the buckets."),
        Store(
            service: "lambda", id: "data-events-lambda", calls: ["Invoke"],
            text: "The trail has no data events of Lambda: whether functions were invoked cannot be told."),
        Store(
            service: "dynamodb", id: "data-events-dynamodb",
            calls: ["GetItem", "Query", "Scan", "BatchGetItem", "PutItem"],
            text: "The trail has no data events of DynamoDB: which items were read or written cannot be told."),
    ]

    /// Stores that the attacker could reach, of whose use the trail says nothing at all.
    func dataEvents() -> [BlindSpot] {
        Self.stores.compactMap { store in
            let reached = calls.ofService(store.service).filter { index.flags($0).outcome == .ok }
            let service = index.rows(.service, equal: store.service + ".amazonaws.com")
            let isRecorded = store.calls.contains { !index.rows(.name, equal: $0).intersection(service).isEmpty }
            return isRecorded ? nil : spot(store.id, store.text, reached)
        }
    }

    // MARK: The trail

    func trailChanges() -> BlindSpot? {
        let changes = TrailChange.all(among: index.rows(from: coverage.from, to: nil), in: trail)
        return spot(
            "cloudtrail-changed",
            "The trail itself was changed: \(Wording.list(changes.map(\.text), atMost: 3)). What came after may be missing.",
            changes.map(\.row))
    }

    func silentRegions() -> BlindSpot? {
        let silent = coverage.gaps.filter { gap in coverage.from.map { gap.to > $0 } ?? true && gap.kind == .silence }
        guard !silent.isEmpty else { return nil }
        let places = silent.map { $0.region.map { region in "\(region) in " } ?? "" }
        let names = zip(places, silent).map { $0 + $1.account }
        return spot(
            "silent-regions",
            "Events are missing: \(Wording.list(Array(Set(names)).sorted())). What was done there cannot be told.",
            [calls.rows[0]])
    }

    /// An attacker who looks around in regions may be in one that the trail does not record.
    func otherRegions() -> BlindSpot? {
        var first: [UInt32: Int] = [:]
        for row in calls.rows.reversed() { first[index.code(.region, row)] = row }
        guard first.count > 1 || !calls.named(["DescribeRegions", "EnableRegion", "ListRegions"]).isEmpty else {
            return nil
        }
        return spot(
            "other-regions",
            "The trail has events of \(Wording.list(coverage.regions, atMost: 20)) only. Calls in other regions would not "
                + "be seen, unless the trail is for all regions and nobody made any.", first.values.sorted())
    }

    /// IAM, sign-in and other global services report to us-east-1 (their partitions' first regions elsewhere).
    /// Source: the CloudTrail user guide, "Global service events".
    func globalServices() -> BlindSpot? {
        let homes = ["us-east-1", "us-gov-west-1", "cn-north-1"]
        guard !coverage.regions.contains(where: { homes.contains($0) }) else { return nil }
        return spot(
            "global-services",
            "The trail has no events of us-east-1, where IAM and other global services report: changes of users, keys "
                + "and roles would not be seen.", [calls.rows[0]])
    }

    /// Roles that were assumed in accounts of which the trail has nothing, and accounts that something was shared with.
    func otherAccounts() -> BlindSpot? {
        var rows = scope.externalAccounts.flatMap(\.evidence)
        var accounts = Set(scope.externalAccounts.map(\.account))
        for (row, record) in trail.records.trees(of: calls.succeeded(["AssumeRole"]), limit: 2_000) {
            guard let role = record[path: ["requestParameters", "roleArn"]]?.stringValue,
                let account = ARN(role)?.account, !coverage.accounts.contains(account)
            else { continue }
            rows.append(row)
            accounts.insert(account)
        }
        return spot(
            "other-accounts",
            "What was done in accounts outside of the trail cannot be told: \(Wording.list(accounts.sorted())).",
            Set(rows).sorted())
    }

    func beforeTheTrail() -> BlindSpot? {
        guard coverage.historyDays < options.historyDays else { return nil }
        return spot(
            "before-the-trail",
            "The trail begins \(Wording.counted(coverage.historyDays, "day")) before the attacker's first call that it "
                + "has: an earlier beginning would not be seen.", [calls.rows[0]])
    }
}
