internal import CloudTrail

/// How a field is read: a physical column, and for derived fields a map from its codes to the field's codes.
struct FieldColumn: Sendable {
    let column: CodeColumn
    let map: [UInt32]?
    let table: StringTable
    let postings: Postings?

    /// - Parameter stored: posting lists that were made of the column before.
    init(
        _ column: CodeColumn, map: [UInt32]? = nil, table: StringTable, hasPostings: Bool = false,
        stored: Postings? = nil
    ) {
        self.column = column
        self.map = map
        self.table = table
        postings = hasPostings ? stored ?? Postings(column, through: map, codeCount: table.codeCount) : nil
    }

    func code(_ row: Int) -> UInt32 {
        let code = column[row]
        return map.map { $0[Int(code)] } ?? code
    }

    var byteCount: Int { (map?.count ?? 0) * 4 + table.byteCount + (postings?.byteCount ?? 0) }

    /// The columns of all fields, in the order of `IndexField.allCases`.
    ///
    /// - Parameter postings: lists that were made before; the others are made.
    static func all(
        tables: [StringTable], columns: [CodeColumn], callers: Callers, flags: CodeColumn, sources: CodeColumn,
        sourceNames: [String], postings: [IndexField: Postings] = [:], crew: Crew
    ) -> [FieldColumn] {
        @Sendable func stored(_ column: EventShard.CodedColumn, lists field: IndexField? = nil) -> FieldColumn {
            FieldColumn(
                columns[column.rawValue], table: tables[column.rawValue], hasPostings: field != nil,
                stored: field.flatMap { postings[$0] })
        }
        @Sendable func caller(_ fact: Callers.Fact, lists field: IndexField? = nil) -> FieldColumn {
            FieldColumn(
                columns[EventShard.CodedColumn.identity.rawValue], map: callers.codes(fact), table: callers.table(fact),
                hasPostings: field != nil, stored: field.flatMap { postings[$0] })
        }
        @Sendable func flag(_ word: (EventFlags) -> String) -> FieldColumn {
            var table = StringTable()
            let map = (0...UInt8.max).map { table.intern(word(EventFlags(rawValue: $0))) }
            return FieldColumn(flags, map: map, table: table)
        }
        // Those with posting lists first: they take longest.
        let order = IndexField.listed + IndexField.allCases.filter { !IndexField.listed.contains($0) }
        let found = crew.map(order.count) { number in
            switch order[number] {
            case .name: stored(.name, lists: .name)
            case .service: stored(.service)
            case .region: stored(.region)
            case .account: stored(.account)
            case .principal: caller(.principal, lists: .principal)
            case .key: stored(.key, lists: .key)
            case .ip: stored(.address, lists: .ip)
            case .agent: stored(.agent)
            case .error: stored(.error)
            case .type: caller(.type)
            case .user: caller(.user)
            case .role: caller(.role)
            case .session: caller(.session)
            case .category: stored(.category)
            case .eventType: stored(.eventType)
            case .vpce: stored(.endpoint)
            case .client: flag { $0.client.word }
            case .mfa: flag { $0.mfa.word }
            case .outcome: flag { $0.outcome.word }
            case .rw: flag { $0.readWrite.word }
            case .source: source(sources, sourceNames)
            }
        }
        return zip(order, found).sorted { $0.0.rawValue < $1.0.rawValue }.map(\.1)
    }

    /// Sources by their paths; a path that was given twice is one value.
    private static func source(_ numbers: CodeColumn, _ paths: [String]) -> FieldColumn {
        var table = StringTable()
        let map = [StringTable.missing] + paths.map { table.intern($0) }
        return FieldColumn(numbers, map: map, table: table)
    }
}
