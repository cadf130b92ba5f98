internal import CloudTrail
internal import Events
public import Records

/// What the whole trail tells of a key or a principal, whoever used it: who issued it, and what it issued.
public struct Descent: Hashable, Sendable {
    public var lineage: Lineage
    /// Whether there is more than was looked for.
    public var isCut: Bool

    /// So many credentials are followed.
    static let most = 2_000
    /// So many issuers are followed back.
    private static let mostIssuers = 16

    /// - Parameters:
    ///   - id: a key's ID or a principal's canonical name.
    ///   - status: what an incident has of a value.
    /// - Complexity: reads the records of the calls that issued the key, and of those that issue something with it and
    ///   with what came of it.
    public init(of id: String, in trail: Trail, status: (String) -> ScopeStatus?) {
        var finder = DescentFinder(trail: trail)
        finder.follow(id, back: Self.mostIssuers)
        finder.follow(id, forward: Self.most)
        let names = Set(finder.edges.flatMap { [$0.from, $0.to] } + [id])
        lineage = Lineage(
            nodes: names.sorted().map { Lineage.node($0, status: status($0), in: trail) },
            edges: Array(finder.edges).sortedByPlace(Lineage.Edge.precedes))
        isCut = finder.isCut
    }
}

private struct DescentFinder {
    private let index: EventIndex
    private var issued: IssuedCredentials
    private var held: HeldPrincipals
    private(set) var edges: Set<Lineage.Edge> = []
    private(set) var isCut = false

    init(trail: Trail) {
        index = trail.index
        issued = IssuedCredentials(trail)
        held = HeldPrincipals(trail)
    }

    /// From a key to what issued it, and so on.
    mutating func follow(_ id: String, back limit: Int) {
        var current = id
        for _ in 0..<limit {
            guard let edge = issue(of: current), edges.insert(edge).inserted else { return }
            current = edge.from
        }
        isCut = true
    }

    private mutating func issue(of id: String) -> Lineage.Edge? {
        guard AccessKeyKind(accessKeyID: id) != .unknown else {
            let rows = held.calls.rows.prefix(Descent.most).map { Int($0) }
            return held.held(by: rows).first { $0.principal == id && $0.hold == .created }.flatMap { made in
                caller(of: made.row).map { edge($0, id, made.via, made.row) }
            }
        }
        if let issue = issued.issues(of: [id])[id] {
            return edge(issue.issuer ?? issue.principal, id, issue.via, issue.row)
        }
        guard let first = index.rows(.key, equal: id).first, let owner = index.text(.principal, first) else {
            return nil
        }
        return edge(owner, id, Lineage.Edge.owner, first)
    }

    /// From a key to what it issued, and so on.
    mutating func follow(_ id: String, forward limit: Int) {
        var waiting = [id]
        var seen: Set<String> = [id]
        while let next = waiting.popLast() {
            for edge in children(of: next) {
                guard seen.count < limit else {
                    isCut = true
                    return
                }
                edges.insert(edge)
                if seen.insert(edge.to).inserted { waiting.append(edge.to) }
            }
        }
    }

    private mutating func children(of id: String) -> [Lineage.Edge] {
        var own = index.rows(.key, equal: id)
        var found: [Lineage.Edge] = []
        if AccessKeyKind(accessKeyID: id) == .unknown {
            let all = index.rows(.principal, equal: id)
            own = all.intersection(index.rows(.key, code: StringTable.missing))
            let keys = index.groups(.key, in: all).filter { $0.code != StringTable.missing }
            isCut = isCut || keys.count > Descent.most
            let named = keys.sorted { $0.first < $1.first }.prefix(Descent.most)
                .map { (key: index.table(.key).text($0.code), first: $0.first) }
            // A temporary key hangs on what issued it, where the trail has that.
            let issues = issued.issues(of: named.map(\.key))
            for (key, first) in named {
                found.append(
                    issues[key].map { edge($0.issuer ?? $0.principal, key, $0.via, $0.row) }
                        ?? edge(id, key, Lineage.Edge.owner, first))
            }
        }
        for issue in issued.issued(by: issued.calls.intersection(own).rows.prefix(Descent.most).map { Int($0) }) {
            found.append(edge(id, issue.key, issue.via, issue.row))
        }
        for made in held.held(by: held.calls.intersection(own).rows.prefix(Descent.most).map { Int($0) })
        where made.principal != id {
            found.append(edge(id, made.principal, made.via, made.row))
        }
        return found
    }

    /// The key of a call, else its principal.
    private func caller(of row: Int) -> String? { index.text(.key, row) ?? index.text(.principal, row) }

    private func edge(_ from: String, _ to: String, _ via: String, _ row: Int) -> Lineage.Edge {
        Lineage.Edge(from: from, to: to, via: via, row: row, isWeak: false)
    }
}
