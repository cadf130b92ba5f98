internal import CloudTrail

/// Credentials as a graph: who issued what, and what of it is tainted.
public struct Lineage: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case key, user, role, session, instance, account
    }

    public struct Node: Hashable, Sendable {
        /// A key's ID, a principal's canonical name, an instance's ID.
        public var id: String
        public var kind: Kind
        /// Canonical principal; the node's own where it is one.
        public var principal: String
        /// Nil where it is not tainted: it is shown because something tainted hangs on it.
        public var status: ScopeStatus?

        public init(id: String, kind: Kind, principal: String, status: ScopeStatus?) {
            self.id = id
            self.kind = kind
            self.principal = principal
            self.status = status
        }
    }

    public struct Edge: Hashable, Sendable {
        public var from: String
        public var to: String
        /// The call, or the sign, that joins them: `AssumeRole`, `CreateAccessKey`, `session of the same name`.
        public var via: String
        /// The issuing event; the first sign of a weak edge.
        public var row: Int
        /// Weak edges are drawn dotted, and taint nothing by themselves. A strong one is a call, which need not have issued a
        /// credential: see `bond`.
        public var isWeak: Bool

        public init(from: String, to: String, via: String, row: Int, isWeak: Bool) {
            self.from = from
            self.to = to
            self.via = via
            self.row = row
            self.isWeak = isWeak
        }

        /// What joins a key to whom it belongs, where no call of the trail issued it; the row is its first event.
        public static let owner = "owner"

        /// What the call that joins the two did.
        public enum Bond: String, Sendable {
            /// It issued the credential.
            case issued
            /// It made the principal, or the machine.
            case made
            /// It gave a hold of a principal that was there before: a key, a password, or who may assume the role.
            case held
            /// It started a machine that was there before, and issued no credential: whoever gets onto the machine may use
            /// those of its role.
            case started
            /// No call joins them: the credential is the principal's own.
            case owned
            /// It is no call, but a sign that the two belong together.
            case sign
        }

        public var bond: Bond {
            switch via {
            case Self.owner: .owned
            case "StartInstances": .started
            case "RunInstances", "CreateUser", "CreateRole": .made
            case "CreateLoginProfile", "UpdateLoginProfile", "UpdateAssumeRolePolicy": .held
            case "CreateAccessKey" where AccessKeyKind(accessKeyID: to) == .unknown: .held
            default: isWeak ? .sign : .issued
            }
        }

        /// By the issuing event's time, then from, to, via.
        static func precedes(_ left: Edge, _ right: Edge) -> Bool {
            // Texts are compared where nothing else tells: there may be thousands of edges.
            left.row != right.row
                ? left.row < right.row : (left.from, left.to, left.via) < (right.from, right.to, right.via)
        }
    }

    /// By ID.
    public var nodes: [Node]
    /// By the issuing event's time, then from, to, via.
    public var edges: [Edge]

    public init(nodes: [Node], edges: [Edge]) {
        self.nodes = nodes
        self.edges = edges
    }
}
