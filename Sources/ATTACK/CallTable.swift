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

    /// The built-in table of 622 calls. It is read once, on first use.
    public static let standard = CallTable()

    private init() {
        let matrices = AttackVersion.allCases.map(AttackMatrix.of)
        var service = ""
        calls = Lines(Self.text).compactMap { columns in
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
    }

    /// The entry of a call. The service may be given as `ec2` or `ec2.amazonaws.com`, the name with or without the API
    /// version that Lambda appends to it.
    /// - Complexity: O(log n) when the name is written as in the table.
    public func call(service: String, name: String) -> Call? {
        let short = service.hasSuffix(Self.domain) ? String(service.dropLast(Self.domain.count)) : service
        if let index = index(service: short, name: name) { return calls[index] }
        guard short == Self.versioned else { return nil }
        let wanted = Self.withoutVersion(name)
        return calls.first { $0.service == short && Self.withoutVersion($0.name) == wanted }
    }

    /// The techniques of a call in a version: none when the table does not know it.
    public func techniques(service: String, name: String, in version: AttackVersion) -> [Technique] {
        call(service: service, name: name)?.techniques(in: version) ?? []
    }

    /// How interesting a call is, from 0 to 4; `nil` when the table does not know it.
    public func interest(service: String, name: String) -> Int? {
        call(service: service, name: name)?.interest
    }

    private func index(service: String, name: String) -> Int? {
        var low = 0
        var high = calls.count
        while low < high {
            let middle = (low + high) / 2
            if (calls[middle].service, calls[middle].name) < (service, name) { low = middle + 1 } else { high = middle }
        }
        guard low < calls.count, calls[low].service == service, calls[low].name == name else { return nil }
        return low
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
