internal import CloudTrail
public import Events
public import Records

/// What the attacker was after: a service, or a resource in one, by attempts and successes.
public struct Interest: Hashable, Sendable {
    /// `s3`; of a resource its name, which is the log's text.
    public var name: String
    /// How many keys asked for it; sessions without a key count as one together.
    public var keys: Int
    public var attempts: Int
    public var succeeded: Int
    /// The rows of the first and the last attempt.
    public var ends: [Int]
}

extension Interest {
    /// Services that say who the caller is, not what he is after.
    private static let identity: Set<String> = ["sts", "signin"]

    /// By the number of keys, then attempts, then name: what every stolen key is tried for says more than what one
    /// script repeats.
    public static func services(of scope: Scope, in index: EventIndex) -> [Interest] {
        let all = Dictionary(grouping: scope.attackerRows) { index.code(.service, $0) }.map { code, rows in
            let service = index.table(.service).text(code)
            return Interest(service.hasSuffix(".amazonaws.com") ? String(service.dropLast(14)) : service, rows, index)
        }
        return sorted(all.filter { !identity.contains($0.name) && !$0.name.isEmpty })
    }

    /// Those that stand out: asked for by half as many keys at least as the first one.
    public static func leading(_ interests: [Interest], atMost limit: Int = 5) -> [Interest] {
        guard let most = interests.first?.keys else { return [] }
        return Array(interests.prefix { $0.keys * 2 >= most }.prefix(limit))
    }

    /// So many of the calls are read again for the resources they name.
    private static let mostRecords = 5_000

    /// The resources that were named in changes and in calls for content, in the same order.
    public static func resources(of scope: Scope, in trail: Trail) -> [Interest] {
        let index = trail.index
        let telling = scope.attackerRows.filter {
            index.flags($0).readWrite == .write || index.text(.name, $0)?.hasPrefix("Get") == true
        }
        var rows: [String: [Int]] = [:]
        for (row, record) in trail.records.trees(of: telling, limit: mostRecords) {
            let named = NamedResource.named(in: record, members: ["requestParameters"])
            for name in Set(named.map(\.shortName)) { rows[name, default: []].append(row) }
        }
        return sorted(rows.map { Interest($0.key, $0.value, index) })
    }

    private init(_ name: String, _ rows: [Int], _ index: EventIndex) {
        self.init(
            name: name, keys: Set(rows.map { index.code(.key, $0) }).count, attempts: rows.count,
            succeeded: rows.count { index.flags($0).outcome == .ok },
            ends: [rows.min(), rows.max()].compactMap(\.self).onceEach())
    }

    private static func sorted(_ interests: [Interest]) -> [Interest] {
        interests.sorted { ($1.keys, $1.attempts, $0.name) < ($0.keys, $0.attempts, $1.name) }
    }
}
