internal import Cases
internal import JSON
internal import Query
internal import Records

/// A JSON value as lines: one for each member and element, closed containers as one. Lines go by their path.
struct JSONRows {
    private(set) var rows: [Row] = []
    private let toggled: Set<RowKey>
    private let principal: Entity?
    private let entities: [Entity]
    /// The call's service, which decides what some members name.
    private let service: String

    /// - Parameters:
    ///   - toggled: containers that are closed.
    ///   - principal: what a leaf pivots on that holds the caller's ARN.
    ///   - entities: what every line is about besides its own value.
    init(_ value: JSONValue, toggled: Set<RowKey> = [], principal: Entity? = nil, entities: [Entity] = []) {
        self.toggled = toggled
        self.principal = principal
        self.entities = entities
        service = value["eventSource"]?.stringValue ?? ""
        add(value, masked: Secrets.masked(value), name: nil, path: "", fieldPath: "", depth: 0, isLast: true)
    }

    private mutating func add(
        _ value: JSONValue, masked: JSONValue, name: String?, path: String, fieldPath: String, depth: Int, isLast: Bool
    ) {
        var head = [Span(String(repeating: "  ", count: depth))]
        if let name {
            head += [Span(JSONWriter(.compact).string(.string(name)), .jsonKey), Span(": ", .jsonPunct)]
        }
        let tail = Span(isLast ? "" : ",", .jsonPunct)
        switch value {
        case .object(let object) where !object.isEmpty:
            let children = object.members.map { (name: Optional($0.key), step: $0.key, field: true, value: $0.value) }
            let hidden = masked.objectValue?.members.map(\.value) ?? []
            addContainer("{", "}", head, tail, children, hidden, path, fieldPath, depth)
        case .array(let elements) where !elements.isEmpty:
            let children = elements.enumerated().map {
                (name: String?.none, step: String($0.offset), field: false, value: $0.element)
            }
            addContainer("[", "]", head, tail, children, masked.arrayValue ?? [], path, fieldPath, depth)
        default:
            let text = JSONWriter(.compact).string(value)
            let entity = leaf(value, fieldPath)
            let cell = TableCell(
                StyledText(head + [Span(text, Self.role(value)), tail]), entity: entity,
                clipboard: masked.scalarText ?? JSONWriter(.compact).string(masked))
            rows.append(Row(key: RowKey(path), cells: [cell], entities: [entity].compactMap { $0 } + entities))
        }
    }

    private mutating func addContainer(
        _ opening: String, _ closing: String, _ head: [Span], _ tail: Span,
        _ children: [(name: String?, step: String, field: Bool, value: JSONValue)], _ masked: [JSONValue],
        _ path: String,
        _ fieldPath: String, _ depth: Int
    ) {
        let key = RowKey(path)
        if toggled.contains(key) {
            let fold = Span("\(opening) \(children.count) \(closing)", .jsonFold)
            rows.append(line(key, head + [fold, tail], .folded))
            return
        }
        rows.append(line(key, head + [Span(opening, .jsonPunct)], .unfolded))
        // Masking keeps the shape of a value.
        for ((index, child), masked) in zip(children.enumerated(), masked) {
            let name = fieldPath.isEmpty ? child.step : fieldPath + "." + child.step
            add(
                child.value, masked: masked, name: child.name, path: path + "/" + child.step,
                fieldPath: child.field ? name : fieldPath,
                depth: depth + 1, isLast: index == children.count - 1)
        }
        let indent = Span(String(repeating: "  ", count: depth))
        rows.append(line(RowKey(path + "/" + closing), [indent, Span(closing, .jsonPunct), tail], []))
    }

    private func line(_ key: RowKey, _ spans: [Span], _ traits: RowTraits) -> Row {
        let link: Link? = traits.isEmpty ? nil : .fold
        return Row(key: key, cells: [TableCell(StyledText(spans), link: link)], traits: traits, entities: entities)
    }

    /// What a leaf can be pivoted on: a value with an alias, the caller, or any other field by its path.
    private func leaf(_ value: JSONValue, _ path: String) -> Entity? {
        let text: String
        switch value {
        case .string(let string): text = string
        case .number(let number): text = number
        case .bool(let bool): text = bool ? "true" : "false"
        case .null, .array, .object: return nil
        }
        if text.isEmpty { return nil }
        if path == "userIdentity.arn" { return principal }
        if let kind = Self.kinds[path] { return Entity(kind, text) }
        if path == "userIdentity.sessionContext.sessionIssuer.arn" { return .principal(text) }
        guard Query.Field(path) != nil else { return nil }
        if path == "requestParameters.roleSessionName" {
            return Entity(.session, text, field: path, selection: Entity(.session, text).filter())
        }
        if let resource = resource(text, path) { return .resource(resource, field: path) }
        return Entity(.field, text, label: "\(path): \(text)", field: path)
    }

    /// What a leaf names in the account.
    private func resource(_ text: String, _ path: String) -> NamedResource? {
        let names = path.split(separator: ".")
        guard let first = names.first, let last = names.last,
            ["requestParameters", "responseElements", "resources"].contains(first)
        else { return nil }
        return NamedResource.kind(ofMember: String(last), value: text, service: service).map {
            NamedResource(kind: $0, name: text)
        }
    }

    private static let kinds: [String: Entity.Kind] = [
        "userIdentity.userName": .user, "userIdentity.sessionContext.sessionIssuer.userName": .role,
        "userIdentity.accessKeyId": .key, "sourceIPAddress": .address, "eventName": .call, "eventSource": .service,
        "awsRegion": .region, "recipientAccountId": .account, "errorCode": .error, "userAgent": .agent,
    ]

    private static func role(_ value: JSONValue) -> Role {
        switch value {
        case .string: .jsonString
        case .number: .jsonNumber
        case .bool: .jsonBool
        case .null: .jsonNull
        case .array, .object: .jsonPunct
        }
    }
}
