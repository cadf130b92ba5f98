internal import CloudTrail
internal import Events
internal import JSON
public import Records

extension Lineage {
    /// The credentials of a scope: which key issued which, the users, roles and instances that the attacker made or took
    /// a hold of, and the weaker signs that join others to them.
    ///
    /// - Complexity: reads the records of the attacker's calls that make or change principals and instances.
    public init(of scope: Scope, in trail: Trail) {
        var edges = Set(scope.links)
        edges.formUnion(Self.resources(of: scope, in: trail))
        for key in scope.keys where key.status != .excluded && !key.principal.isEmpty {
            // A stolen key hangs on its owner.
            guard key.parent == nil, let first = trail.index.rows(.key, equal: key.accessKeyID).first else { continue }
            edges.insert(
                Edge(from: key.principal, to: key.accessKeyID, via: Edge.owner, row: first, isWeak: false))
        }
        var nodes: [String: Node] = [:]
        for key in scope.keys where key.status != .excluded {
            nodes[key.accessKeyID] = Node(
                id: key.accessKeyID, kind: .key, principal: key.principal, status: key.status)
        }
        let statuses = Dictionary(scope.principals.map { ($0.principal, $0.status) }) { first, _ in first }
        for edge in edges {
            for id in [edge.from, edge.to] where nodes[id] == nil {
                nodes[id] = Self.node(id, status: statuses[id], in: trail)
            }
        }
        self.init(
            nodes: nodes.values.sorted { $0.id < $1.id },
            edges: Array(edges).sortedByPlace(Edge.precedes))
    }

    /// A node that is no key of the scope.
    static func node(_ id: String, status: ScopeStatus?, in trail: Trail) -> Node {
        if AccessKeyKind(accessKeyID: id) != .unknown {
            let row = trail.index.rows(.key, equal: id).first
            return Node(
                id: id, kind: .key, principal: row.flatMap { trail.index.text(.principal, $0) } ?? "", status: status)
        }
        if id.hasPrefix("i-") { return Node(id: id, kind: .instance, principal: "", status: .confirmed) }
        return Node(id: id, kind: kind(ofPrincipal: id), principal: id, status: status)
    }

    private static func kind(ofPrincipal name: String) -> Kind {
        let type = ARN(name)?.resource.split(separator: "/").first
        if type == "role" { return .role }
        return name.hasPrefix("account:") ? .account : .user
    }

    // MARK: Resources

    private static func resources(of scope: Scope, in trail: Trail) -> Set<Edge> {
        let index = trail.index
        var edges: Set<Edge> = []
        var held = HeldPrincipals(trail)
        for principal in held.held(by: scope.attackerRows.filter { held.calls.contains($0) }) {
            guard let from = holder(of: principal.row, index), from != principal.principal else { continue }
            edges.insert(
                Edge(from: from, to: principal.principal, via: principal.via, row: principal.row, isWeak: false))
        }
        var issued = IssuedCredentials(trail)
        let creations = index.rows(.name, equal: "CreateAccessKey").intersection(issued.calls)
        for issue in issued.issued(by: scope.attackerRows.filter { creations.contains($0) }) {
            // Whose key it became: the caller's own where the request names nobody.
            guard let from = holder(of: issue.row, index), let user = issue.holder, user != from else { continue }
            edges.insert(Edge(from: from, to: user, via: issue.via, row: issue.row, isWeak: false))
        }
        edges.formUnion(instances(of: scope, in: trail))
        return edges
    }

    /// The key of a call, else its principal.
    private static func holder(of row: Int, _ index: EventIndex) -> String? {
        index.text(.key, row) ?? index.text(.principal, row)
    }

    /// Instances that the attacker launched or started, and those whose credentials are in the scope.
    private static func instances(of scope: Scope, in trail: Trail) -> Set<Edge> {
        let index = trail.index
        let names = Set(["RunInstances", "StartInstances"].compactMap { index.table(.name).code(of: $0) })
        let rows = scope.attackerRows.filter {
            names.contains(index.code(.name, $0)) && index.flags($0).outcome == .ok
        }
        var edges: Set<Edge> = []
        trail.records.forEach(rows) { row, record in
            guard let from = holder(of: row, index) else { return }
            for instance in InstanceList.ids(in: record.json) {
                edges.insert(
                    Edge(from: from, to: instance, via: index.text(.name, row) ?? "", row: row, isWeak: false))
            }
        }
        for key in scope.keys where key.status != .excluded {
            guard let first = index.rows(.key, equal: key.accessKeyID).first,
                let instance = index.text(.session, first), instance.hasPrefix("i-")
            else { continue }
            edges.insert(
                Edge(from: instance, to: key.accessKeyID, via: "instance profile", row: first, isWeak: true))
        }
        return edges
    }
}
