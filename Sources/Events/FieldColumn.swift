internal import CloudTrail

/// How a field is read: a physical column, and for derived fields a map from its codes to the field's codes.
struct FieldColumn: Sendable {
    let column: CodeColumn
    let map: [UInt32]?
    let table: StringTable
    let postings: Postings?

    init(_ column: CodeColumn, map: [UInt32]? = nil, table: StringTable, hasPostings: Bool = false) {
        self.column = column
        self.map = map
        self.table = table
        postings = hasPostings ? Postings(column, through: map, codeCount: table.codeCount) : nil
    }

    func code(_ row: Int) -> UInt32 {
        let code = column[row]
        return map.map { $0[Int(code)] } ?? code
    }

    var byteCount: Int { (map?.count ?? 0) * 4 + table.byteCount + (postings?.byteCount ?? 0) }

    /// The columns of all fields, in the order of `IndexField.allCases`.
    static func all(
        tables: [StringTable], columns: [CodeColumn], callers: Callers, flags: CodeColumn, sources: CodeColumn,
        sourceNames: [String]
    ) -> [FieldColumn] {
        func stored(_ column: EventShard.CodedColumn, hasPostings: Bool = false) -> FieldColumn {
            FieldColumn(columns[column.rawValue], table: tables[column.rawValue], hasPostings: hasPostings)
        }
        func caller(_ map: [UInt32], _ table: StringTable, hasPostings: Bool = false) -> FieldColumn {
            FieldColumn(
                columns[EventShard.CodedColumn.identity.rawValue], map: map, table: table, hasPostings: hasPostings)
        }
        func flag(_ word: (EventFlags) -> String) -> FieldColumn {
            var table = StringTable()
            let map = (0...UInt8.max).map { table.intern(word(EventFlags(rawValue: $0))) }
            return FieldColumn(flags, map: map, table: table)
        }
        return IndexField.allCases.map { field in
            switch field {
            case .name: stored(.name, hasPostings: true)
            case .service: stored(.service)
            case .region: stored(.region)
            case .account: stored(.account)
            case .principal: caller(callers.principalCodes, callers.principals, hasPostings: true)
            case .key: stored(.key, hasPostings: true)
            case .ip: stored(.address, hasPostings: true)
            case .agent: stored(.agent)
            case .error: stored(.error)
            case .type: caller(callers.typeCodes, callers.types)
            case .user: caller(callers.userCodes, callers.users)
            case .role: caller(callers.roleCodes, callers.roles)
            case .session: caller(callers.sessionCodes, callers.sessions)
            case .category: stored(.category)
            case .eventType: stored(.eventType)
            case .vpce: stored(.endpoint)
            case .client: flag { $0.client.word }
            case .mfa: flag { $0.mfa.word }
            case .outcome: flag { $0.outcome.word }
            case .rw: flag { $0.readWrite.word }
            case .source: source(sources, sourceNames)
            case .callerAccount: caller(callers.accountCodes, callers.accounts)
            }
        }
    }

    /// Sources by their paths; a path that was given twice is one value.
    private static func source(_ numbers: CodeColumn, _ paths: [String]) -> FieldColumn {
        var table = StringTable()
        let map = [StringTable.missing] + paths.map { table.intern($0) }
        return FieldColumn(numbers, map: map, table: table)
    }
}
