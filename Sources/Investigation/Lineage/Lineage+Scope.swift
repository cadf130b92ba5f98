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
                Edge(from: key.principal, to: key.accessKeyID, via: "owner", row: first, isWeak: false))
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
            edges: edges.sorted { ($0.row, $0.from, $0.to, $0.via) < ($1.row, $1.from, $1.to, $1.via) })
    }

    /// A node that is no key of the scope.
    private static func node(_ id: String, status: ScopeStatus?, in trail: Trail) -> Node {
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

    /// Calls that make or change somebody, and the member of the request or response that names whom.
    private static let calls: [String: (kind: String, path: [String])] = [
        "CreateUser": ("user", ["requestParameters", "userName"]),
        "CreateLoginProfile": ("user", ["requestParameters", "userName"]),
        "UpdateLoginProfile": ("user", ["requestParameters", "userName"]),
        "CreateRole": ("role", ["requestParameters", "roleName"]),
        "UpdateAssumeRolePolicy": ("role", ["requestParameters", "roleName"]),
    ]

    private static func resources(of scope: Scope, in trail: Trail) -> Set<Edge> {
        let index = trail.index
        let names = index.table(.name)
        var codes = Set(calls.keys.compactMap { names.code(of: $0) })
        codes.formUnion(["RunInstances", "StartInstances", "CreateAccessKey"].compactMap { names.code(of: $0) })
        let rows = scope.attackerRows.filter {
            codes.contains(index.code(.name, $0)) && index.flags($0).outcome == .ok
        }
        var edges: Set<Edge> = []
        trail.records.forEach(rows) { row, record in
            let via = index.text(.name, row) ?? ""
            guard let from = index.text(.key, row) ?? index.text(.principal, row) else { return }
            for target in targets(of: via, record.json, account: index.text(.account, row) ?? "") where target != from {
                edges.insert(Edge(from: from, to: target, via: via, row: row, isWeak: false))
            }
        }
        return edges
    }

    private static func targets(of call: String, _ record: JSONValue, account: String) -> [String] {
        switch call {
        case "RunInstances", "StartInstances":
            let items = record[path: ["responseElements", "instancesSet", "items"]]?.arrayValue ?? []
            return items.compactMap { $0["instanceId"]?.stringValue }
        case "CreateAccessKey":
            // Whose key it became: the caller's own where the request names nobody.
            let user = record[path: ["responseElements", "accessKey", "userName"]]?.stringValue
            return user.map { ["\(arnPrefix(record, account)):user/\($0)"] } ?? []
        default:
            guard let (kind, path) = calls[call], let name = record[path: path]?.stringValue else { return [] }
            let named = record[path: ["responseElements", kind, "arn"]]?.stringValue
            return [named ?? "\(arnPrefix(record, account)):\(kind)/\(name)"]
        }
    }

    private static func arnPrefix(_ record: JSONValue, _ account: String) -> String {
        let caller = record[path: ["userIdentity", "arn"]]?.stringValue.flatMap { ARN($0) }
        return "arn:\(caller?.partition ?? "aws"):iam::\(account)"
    }
}
