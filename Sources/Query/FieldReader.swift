public import ATTACK
internal import CloudTrail
public import Events
public import JSON
internal import Records

/// Reads what events have in a field: for columns, groups and cells.
public struct FieldReader: Sendable {
    private let index: EventIndex
    private let attack: AttackVersion

    public init(_ index: EventIndex, attack: AttackVersion = .v18) {
        self.index = index
        self.attack = attack
    }

    /// Whether a field's value stands in the record only.
    public static func needsRecord(_ field: Field) -> Bool {
        switch field {
        case .path: true
        case .alias(let alias): [.target, .instance, .group, .bucket].contains(alias)
        }
    }

    /// Whether a field is something to be shown: facts that are no part of an event are not.
    public static func isReadable(_ field: Field) -> Bool {
        switch field {
        case .alias(.is), .alias(.has), .alias(.tag): false
        default: true
        }
    }

    /// A row's value in its own type: null where it is missing, an array where there are several. Secrets are masked.
    ///
    /// - Parameter record: needed where `needsRecord` says so; without it such a field is null.
    public func value(of field: Field, row: Int, record: JSONValue? = nil) -> JSONValue {
        switch field {
        case .alias(let alias): value(of: alias, row: row, record: record)
        case .path(let path): record.map { Self.value(at: path, in: $0) } ?? .null
        }
    }

    private func value(of alias: Alias, row: Int, record: JSONValue?) -> JSONValue {
        switch alias {
        case .id: return index.eventIDs[row].map(JSONValue.string) ?? .null
        case .time: return .string(index.time(row).iso8601)
        case .tactic: return Self.list(techniques(row).flatMap(tactics).map(\.id))
        case .technique: return Self.list(techniques(row).map(\.id))
        case .target: return resources(nil, record)
        case .instance: return resources(.instance, record)
        case .group: return resources(.group, record)
        case .bucket: return resources(.bucket, record)
        case .is, .has, .tag: return .null
        default:
            guard let field = alias.indexField, let text = index.text(field, row) else { return .null }
            return .string(text)
        }
    }

    private static func value(at path: JSONPath, in record: JSONValue) -> JSONValue {
        let values = path.values(in: record).map { Secrets.masked($0, at: path) }
        return values.count > 1 ? .array(values) : values.first ?? .null
    }

    private func techniques(_ row: Int) -> [Technique] {
        guard let name = index.text(.name, row), let service = index.text(.service, row) else { return [] }
        return CallTable.standard.techniques(service: service, name: name, in: attack)
    }

    private func tactics(_ technique: Technique) -> [Tactic] {
        AttackMatrix.of(attack).tactics(of: technique)
    }

    private func resources(_ kind: NamedResource.Kind?, _ record: JSONValue?) -> JSONValue {
        guard let record else { return .null }
        let resources = NamedResource.named(in: record).filter { kind == nil || $0.kind == kind }
        return Self.list(resources.map { kind == nil ? $0.name : $0.identifier })
    }

    /// Several texts as an array, each once; none as null.
    private static func list(_ texts: [String]) -> JSONValue {
        texts.isEmpty ? .null : .array(texts.unique().map(JSONValue.string))
    }
}

extension Array where Element: Hashable {
    /// The elements without repetitions, in the order of their first appearance.
    package func unique() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
