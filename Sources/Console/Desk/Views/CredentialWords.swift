internal import Cases
internal import CloudTrail
internal import Events
internal import Investigation

/// How the credentials of a lineage are said.
struct CredentialWords {
    let scope: Scope
    let index: EventIndex
    private let keys: [String: ScopedKey]
    private let principals: [String: ScopedPrincipal]
    /// By principal.
    private let firstUses: [String: EventTime]

    init(_ scope: Scope, _ index: EventIndex) {
        self.scope = scope
        self.index = index
        keys = Dictionary(scope.keys.map { ($0.accessKeyID, $0) }, uniquingKeysWith: { first, _ in first })
        firstUses = Dictionary(
            scope.sessions.compactMap { session in
                session.rows.first.map { (session.principal, index.time($0)) }
            } + scope.keys.compactMap { key in key.firstAttackerUse.map { (key.principal, $0) } },
            uniquingKeysWith: min)
        principals = Dictionary(scope.principals.map { ($0.principal, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func key(_ id: String) -> ScopedKey? { keys[id] }

    /// What the incident has of a key or a principal.
    func status(_ id: String) -> ScopeStatus? { keys[id]?.status ?? principals[id]?.status }

    /// Why it has that.
    func reason(_ id: String) -> String? { keys[id]?.reason ?? principals[id]?.reason }

    /// When the attacker first used a key, or one of a principal's.
    func firstUse(_ id: String) -> EventTime? {
        keys[id]?.firstAttackerUse ?? firstUses[id]
    }

    /// When an edge came about: of a key that its owner has had for long, when the attacker first used it.
    func time(_ edge: Lineage.Edge) -> EventTime {
        edge.via == Lineage.Edge.owner ? keys[edge.to]?.firstAttackerUse ?? index.time(edge.row) : index.time(edge.row)
    }

    /// The event that shows a node: that of the edge, of a stolen key the attacker's first.
    func evidence(_ node: Lineage.Node, _ edge: Lineage.Edge?) -> Int? {
        if let edge, edge.via != Lineage.Edge.owner { return edge.row }
        if let key = keys[node.id], let first = key.attackerRows.first { return first }
        return edge?.row ?? rows(node).first
    }

    /// The events of a node itself.
    func rows(_ node: Lineage.Node) -> RowSet {
        switch node.kind {
        case .key, .session: index.rows(.key, equal: node.id)
        case .instance: index.rows(.session, equal: node.id)
        case .account: index.rows(.account, equal: String(node.id.drop { !$0.isNumber }))
        case .user, .role: index.rows(.principal, equal: node.id)
        }
    }

    /// `compromised`: it was there before; `tainted`: a call of the attacker made it.
    func statusWord(_ node: Lineage.Node, _ edges: [Lineage.Edge]) -> String {
        switch node.status {
        case .confirmed:
            let isMade = edges.contains { !$0.isWeak && $0.via != Lineage.Edge.owner }
            return isMade ? "tainted" : "compromised"
        case .proposed: return "proposal"
        case .excluded: return "excluded"
        case nil: return "not tainted"
        }
    }

    /// `long-term key`, `role`.
    func kindWord(_ node: Lineage.Node) -> String {
        guard node.kind == .key else {
            return node.id.hasSuffix(".amazonaws.com") ? "service" : node.kind.rawValue
        }
        switch AccessKeyKind(accessKeyID: node.id) {
        case .longTerm: return "long-term key"
        case .temporary: return "temporary key"
        case .unknown: return "key"
        }
    }

    /// The node as something to pivot on.
    func entity(_ node: Lineage.Node) -> Entity {
        switch node.kind {
        case .key, .session: Entity(.key, node.id)
        case .instance: Entity(.target, node.id, field: "instance")
        case .account: Entity(.account, String(node.id.drop { !$0.isNumber }), label: node.id)
        case .user, .role: .principal(node.id)
        }
    }

    /// What joins two nodes: the call, or the sign.
    static func join(_ edges: [Lineage.Edge]) -> String {
        let names = edges.map { $0.via == Lineage.Edge.owner ? "its key" : $0.via }
            .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let isWeak = edges.allSatisfy(\.isWeak)
        return names.joined(separator: ", ") + (isWeak ? " (weak)" : "")
    }
}
