public import JSON

/// A path of member names through a record, as filters and rules write it: `requestParameters.ipPermissions.items.ipProtocol`.
public struct JSONPath: Hashable, Sendable {
    /// The path as written.
    public let text: String
    let names: [String]
    /// The names in UTF-8.
    let bytes: [[UInt8]]

    public init(_ text: String) {
        self.text = text
        names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        bytes = names.map { Array($0.utf8) }
    }

    /// Every value that the path reaches. Arrays are walked: each element is a way on. A member whose own name holds
    /// dots wins over a path through members.
    public func values(in record: JSONValue) -> [JSONValue] {
        var found: [JSONValue] = []
        collect(record, names[...], &found)
        return found
    }

    private func collect(_ value: JSONValue, _ rest: ArraySlice<String>, _ found: inout [JSONValue]) {
        guard let first = rest.first else {
            found.append(value)
            return
        }
        switch value {
        case .array(let elements):
            for element in elements { collect(element, rest, &found) }
        case .object(let object):
            if rest.count > 1 {
                // Longest literal name first: `a.b` before `a` then `b`.
                for length in stride(from: rest.count, to: 1, by: -1) {
                    let literal = rest.prefix(length).joined(separator: ".")
                    if let member = object[literal] {
                        collect(member, rest.dropFirst(length), &found)
                        return
                    }
                }
            }
            if let member = object[first] { collect(member, rest.dropFirst(), &found) }
        default:
            break
        }
    }
}

extension JSONValue {
    /// The value itself, or each element of an array, arrays within arrays included.
    public var flattened: [JSONValue] {
        guard case .array(let elements) = self else { return [self] }
        return elements.flatMap(\.flattened)
    }

    /// The text of a string, number or truth value; nil for null, arrays and objects.
    public var scalarText: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
