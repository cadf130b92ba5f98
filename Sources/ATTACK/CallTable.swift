/// Which techniques an AWS call may serve, and how interesting it is. A judgement made from public mappings, not a
/// verdict: calls of interest 0 and 1 are context, and a condition says when the others count.
public struct CallTable: Sendable {
    /// One mapped call.
    public struct Call: Hashable, Sendable {
        /// The event source without `.amazonaws.com`: `ec2`.
        public let service: String
        /// As CloudTrail writes it, with the API version that Lambda appends: `GetFunction20150331v2`.
        public let name: String
        /// From 0 (everyday) to 4 (rarely innocent).
        public let interest: Int
        /// When the call counts, where that is not always.
        public let condition: String?
        let v18: [Technique]
        let v19: [Technique]

        /// The techniques of a version, the most fitting first.
        public func techniques(in version: AttackVersion) -> [Technique] {
            switch version {
            case .v18: v18
            case .v19: v19
            }
        }
    }

    /// In the byte order of service and name.
    public let calls: [Call]
    private let byName: [String: [Int]]
    /// Calls of Lambda by their names without the API version.
    private let byPlainName: [String: [Int]]

    /// The built-in table of 622 calls. It is read once, on first use.
    public static let standard = CallTable()

    private init() {
        let matrices = AttackVersion.allCases.map(AttackMatrix.of)
        var service = ""
        let calls: [Call] = Lines(Self.text).compactMap { columns in
            guard columns.count > 1 else {
                service = String(columns[0].dropFirst())
                return nil
            }
            let ids = columns[2].split(separator: " ").map(String.init)
            let techniques = matrices.map { matrix in
                ids.compactMap { matrix.technique(id: Crosswalk.id(ofV18: $0, in: matrix.version)) }
            }
            return Call(
                service: service, name: columns[0], interest: Int(columns[1]) ?? 0,
                condition: columns.count > 3 ? columns[3] : nil,
                v18: techniques[0], v19: techniques[1])
        }
        self.calls = calls
        byName = Dictionary(grouping: calls.indices) { calls[$0].name }
        byPlainName = Dictionary(grouping: calls.indices.filter { calls[$0].service == Self.versioned }) {
            String(Self.withoutVersion(calls[$0].name))
        }
    }

    /// The entry of a call. The service may be given as `ec2` or `ec2.amazonaws.com`, the name with or without the API
    /// version that Lambda appends to it. Constant time on average.
    public func call(service: String, name: String) -> Call? {
        let short = service.hasSuffix(Self.domain) ? String(service.dropLast(Self.domain.count)) : service
        return calls(named: name).first { $0.service == short }
    }

    /// The entries of all services that have a call of this name. Constant time on average.
    public func calls(named name: String) -> [Call] {
        let exact = byName[name] ?? []
        let versioned = byPlainName[String(Self.withoutVersion(name))] ?? []
        return exact.map { calls[$0] } + versioned.filter { !exact.contains($0) }.map { calls[$0] }
    }

    /// The techniques of a call in a version: none when the table does not know it.
    public func techniques(service: String, name: String, in version: AttackVersion) -> [Technique] {
        call(service: service, name: name)?.techniques(in: version) ?? []
    }

    /// How interesting a call is, from 0 to 4; `nil` when the table does not know it.
    public func interest(service: String, name: String) -> Int? {
        call(service: service, name: name)?.interest
    }

    private static let domain = ".amazonaws.com"

    /// The one service that logs its calls with an API version.
    private static let versioned = "lambda"

    /// `GetFunction` of `GetFunction20150331v2`.
    private static func withoutVersion(_ name: String) -> Substring {
        guard let digit = name.firstIndex(where: \.isWholeNumber) else { return name[...] }
        return name[..<digit]
    }
}
