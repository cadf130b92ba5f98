internal import Events
internal import Records

/// A secret or a parameter that the attacker read.
public struct SecretRead: Hashable, Sendable {
    public enum Kind: Int, Sendable { case secret, parameter }

    public var kind: Kind
    /// As the call named it: the log's text.
    public var name: String
    /// The calls that were allowed, in time order.
    public var rows: [Int]
}

extension SecretRead {
    /// Calls whose answer has the content of what they name.
    /// Source: the API references of Secrets Manager and Systems Manager.
    private static let calls: [(service: String, name: String, kind: Kind)] = [
        ("secretsmanager", "GetSecretValue", .secret), ("secretsmanager", "BatchGetSecretValue", .secret),
        ("ssm", "GetParameter", .parameter), ("ssm", "GetParameters", .parameter),
        ("ssm", "GetParametersByPath", .parameter), ("ssm", "GetParameterHistory", .parameter),
    ]
    /// So many of the calls are read again for the names.
    private static let mostRecords = 5_000

    /// Secrets first, each in the order in which they were first read.
    ///
    /// - Complexity: reads the records of the calls that were allowed.
    static func all(of scope: Scope, in trail: Trail) -> [SecretRead] {
        let calls = AttackerCalls(scope.attackerRows, in: trail.index)
        var found: [SecretRead] = []
        for kind in [Kind.secret, .parameter] {
            let own = Self.calls.filter { $0.kind == kind }
            let rows = calls.succeeded(own.map(\.name)).filter { row in
                own.contains { "\($0.service).amazonaws.com" == trail.index.text(.service, row) }
            }
            var names: [String] = []
            var rowsByName: [String: [Int]] = [:]
            for (row, record) in trail.records.trees(of: rows, limit: mostRecords) {
                let named = NamedResource.named(in: record, members: ["requestParameters"]).map(\.shortName).onceEach()
                for name in named.isEmpty ? [trail.index.text(.name, row) ?? ""] : named {
                    if rowsByName[name] == nil { names.append(name) }
                    rowsByName[name, default: []].append(row)
                }
            }
            found += names.map { SecretRead(kind: kind, name: $0, rows: rowsByName[$0] ?? []) }
        }
        return found
    }
}
