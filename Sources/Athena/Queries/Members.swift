internal import Patterns
internal import Query

/// Keys, addresses and principals whose events are wanted, all of them.
public struct Members: Hashable, Sendable {
    public var keys: Set<String>
    public var addresses: Set<String>
    /// By canonical name.
    public var principals: Set<String>

    public init(keys: Set<String> = [], addresses: Set<String> = [], principals: Set<String> = []) {
        self.keys = keys
        self.addresses = addresses
        self.principals = principals
    }

    public var isEmpty: Bool { keys.isEmpty && addresses.isEmpty && principals.isEmpty }

    public var count: Int { keys.count + addresses.count + principals.count }

    public mutating func formUnion(_ other: Members) {
        keys.formUnion(other.keys)
        addresses.formUnion(other.addresses)
        principals.formUnion(other.principals)
    }

    public func subtracting(_ other: Members) -> Members {
        Members(
            keys: keys.subtracting(other.keys), addresses: addresses.subtracting(other.addresses),
            principals: principals.subtracting(other.principals))
    }

    /// The events by or from any of them. Callers whom the table cannot name are taken in.
    public var bounds: Bounds {
        let named = Self.one(of: principals, "lower(\(IdentityExpressions.principal))")
        let untold = SQLCondition.test("(\(IdentityExpressions.principal)) IS NULL")
        let own = SQLCondition.anyOf([
            Self.one(of: keys, "lower(useridentity.accesskeyid)"), Self.one(of: addresses, "lower(sourceipaddress)"),
            named,
        ])
        return Bounds(
            upper: .anyOf([own, principals.isEmpty ? .constant(false) : untold]), lower: own,
            remainders: principals.isEmpty ? [] : [Remainder("principal", .otherEvents)])
    }

    private static func one(of values: Set<String>, _ expression: String) -> SQLCondition {
        let texts = values.map { $0.lowercased() }.sorted().compactMap(SQLText.literal)
        return texts.isEmpty ? .constant(false) : .test("\(expression) IN (\(texts.joined(separator: ", ")))")
    }
}

/// Names of resources and credentials whose events are wanted: calls that speak of them, whoever made them.
public struct Mentions: Hashable, Sendable {
    public var names: Set<String>

    public init(_ names: Set<String>) {
        self.names = names
    }

    /// The events whose request or response holds one of the names as a value, or as the last part of one.
    public var bounds: Bounds {
        let parts = names.sorted().compactMap { name -> String? in
            let isPlain = name.unicodeScalars.allSatisfy {
                $0.isASCII && $0.value >= 0x20 && !"\"\\".unicodeScalars.contains($0)
            }
            guard isPlain, !name.isEmpty else { return nil }
            return name.unicodeScalars.map { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
                    ? String(scalar) : "[\(scalar == "^" || scalar == "]" || scalar == "[" ? "\\" : "")\(scalar)]"
            }.joined()
        }
        guard !parts.isEmpty, let expression = SQLText.literal("[\"/](" + parts.joined(separator: "|") + ")\"") else {
            return Bounds(.constant(false))
        }
        let condition = SQLCondition.anyOf(
            ["requestparameters", "responseelements"].map { .test("regexp_like(\($0), \(expression))") })
        return Bounds(upper: condition, lower: .constant(false), remainders: [Remainder("names", .structure)])
    }
}
