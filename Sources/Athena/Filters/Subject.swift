/// What a condition looks at: one text, or several of which one must fit.
enum Subject {
    /// An expression that is a text.
    case text(String)
    /// An expression that is a list of texts.
    case resources(String)
    /// A JSON text and the path of members in it.
    case json(String, [String])
    /// A JSON text as a whole.
    case document(String)
    /// A structure of columns.
    case structure(String)
    /// Nothing that the table has.
    case absent(String)

    /// What a path of a record leads to.
    init(path: String) {
        switch EventColumns.place(of: path) {
        case .text(let column): self = .text(column)
        case .resource(let member): self = .resources(member)
        case .json(let column, let names): self = names.isEmpty ? .document(column) : .json(column, names)
        case .structure: self = .structure(path)
        case .absent: self = .absent(path)
        }
    }

    /// A test of each text that is there.
    ///
    /// - Parameters:
    ///   - clue: what must stand in a JSON text that holds a text which fits; nil where nothing can be told.
    ///   - test: over an expression that is one text.
    func asks(clue: (String) -> SQLCondition?, _ test: (String) -> Bounds) -> Bounds {
        switch self {
        case .text(let expression): return test(expression)
        case .resources(let member):
            let inner = test("r.\(member)")
            return inner.map { condition in
                .test("any_match(resources, r -> coalesce(\(condition.text), FALSE))")
            }
        case .document(let column):
            return Bounds(
                upper: .allOf([.test("\(column) IS NOT NULL"), clue(column) ?? .constant(true)]),
                lower: .constant(false), remainders: [Remainder(column, .structure)])
        case .structure(let path): return .unknown(Remainder(path, .structure))
        case .absent(let path): return .unknown(Remainder(path, .notInTable))
        case .json(let column, let names): return asks(column, names, clue, test)
        }
    }

    private func asks(
        _ column: String, _ names: [String], _ clue: (String) -> SQLCondition?, _ test: (String) -> Bounds
    ) -> Bounds {
        guard let items = Self.items(column, names) else {
            return .unknown(Remainder(names.joined(separator: "."), .expression))
        }
        let scalar = "json_extract_scalar(j, '$')"
        let inner = test(scalar)
        let container = SQLCondition.allOf([
            .test("\(scalar) IS NULL"), .test("json_format(j) <> 'null'"), clue("json_format(j)") ?? .constant(true),
        ])
        let upper = Self.any(items, .anyOf([inner.upper, container]))
        var remainders = inner.remainders
        remainders.append(Remainder(names.joined(separator: "."), .structure))
        return Bounds(
            upper: .anyOf([upper, Self.dotted(column, names)]),
            lower: .allOf([Self.any(items, inner.lower), Self.dotted(column, names).negated]), remainders: remainders)
    }

    /// The values that a path reaches, as a list of JSON.
    static func items(_ column: String, _ names: [String]) -> String? {
        guard let path = SQLText.literal(JSONPathText.lax(names)) else { return nil }
        return "CAST(json_parse(json_query(\(column), \(path) WITH UNCONDITIONAL ARRAY WRAPPER)) AS ARRAY(JSON))"
    }

    static func any(_ items: String, _ condition: SQLCondition) -> SQLCondition {
        if case .constant(false) = condition { return condition }
        return .test("any_match(\(items), j -> coalesce(\(condition.text), FALSE))")
    }

    /// Whether a member's own name may hold dots, which wins over a path through members.
    static func dotted(_ column: String, _ names: [String]) -> SQLCondition {
        .anyOf(
            zip(names, names.dropFirst()).compactMap { SQLText.literal("\($0).\($1)") }
                .map { .test("strpos(\(column), \($0)) > 0") })
    }
}

extension Bounds {
    /// Both conditions within something else; what is settled stays so.
    func map(_ transform: (SQLCondition) -> SQLCondition) -> Bounds {
        var mapped = self
        if case .constant = upper {} else { mapped.upper = transform(upper) }
        if case .constant = lower {} else { mapped.lower = transform(lower) }
        return mapped
    }
}
