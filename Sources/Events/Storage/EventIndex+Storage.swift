extension EventIndex {
    /// Writes everything.
    public func write(to file: inout StoredFileWriter) {
        file.write(times)
        eventIDs.write(to: &file)
        file.write(duplicateCounts)
        for column in columns { column.write(to: &file) }
        flags.write(to: &file)
        places.write(to: &file)
        callers.write(to: &file)
        for field in EventShard.CodedColumn.allCases.compactMap(\.field) { table(field).write(to: &file) }
        for field in IndexField.listed { self.field(field).postings?.write(to: &file) }
    }

    /// What was written: the same rows, in the same order.
    ///
    /// - Parameters:
    ///   - sourceNames: the paths of the sources, by number.
    ///   - crew: those who share the work, and that of questions later.
    /// - Complexity: a few passes over the columns.
    public init(
        from file: inout StoredFileReader, sourceNames: [String], crew: Crew
    ) throws(StoredFileProblem) {
        self.crew = crew
        times = try file.array()
        let count = times.count
        eventIDs = try EventIDColumn(from: &file)
        duplicateCounts = try file.array()
        var columns: [CodeColumn] = []
        for _ in EventShard.CodedColumn.allCases { columns.append(try CodeColumn(from: &file, count: count)) }
        self.columns = columns
        flags = try CodeColumn(from: &file, count: count)
        places = try RowPlaces(from: &file, count: count)
        callers = try Callers(from: &file)
        var tables: [StringTable] = []
        for column in EventShard.CodedColumn.allCases {
            tables.append(try column.field == nil ? StringTable() : StringTable(from: &file))
        }
        guard times.areAscending, eventIDs.count == count, duplicateCounts.count == sourceNames.count,
            places.sources.codeCount <= sourceNames.count + 1, flags.codeCount <= 1 << UInt8.bitWidth
        else { throw .damaged("the events") }
        for column in EventShard.CodedColumn.allCases {
            let known = column == .identity ? callers.count : tables[column.rawValue].codeCount
            guard columns[column.rawValue].codeCount <= known else { throw .damaged("a column") }
        }
        var postings: [IndexField: Postings] = [:]
        for field in IndexField.listed {
            let column = EventShard.CodedColumn.allCases.first { $0.field == field }
            let table = column.map { tables[$0.rawValue] } ?? callers.table(.principal)
            postings[field] = try Postings(from: &file, count: count, codeCount: table.codeCount)
        }
        fields = FieldColumn.all(
            tables: tables, columns: columns, callers: callers, flags: flags, sources: places.sources,
            sourceNames: sourceNames, postings: postings, crew: crew)
    }
}

extension EventShard.CodedColumn {
    /// The field that shows it as it is; nil for identities, of which several fields show something.
    fileprivate var field: IndexField? {
        switch self {
        case .name: .name
        case .service: .service
        case .region: .region
        case .account: .account
        case .identity: nil
        case .key: .key
        case .address: .ip
        case .agent: .agent
        case .error: .error
        case .category: .category
        case .eventType: .eventType
        case .endpoint: .vpce
        }
    }
}
