extension NotesDocument {
    /// The document with pseudonyms in the place of what tells whose case it is. Words of the program's own stay.
    func redacted(by redactor: Redactor) -> NotesDocument {
        var document = self
        document.header.name = redactor.redacted(header.name)
        document.sections = sections.map { section in
            var section = section
            section.blocks = section.blocks.map { $0.redacted(by: redactor) }
            return section
        }
        document.claims = claims.map { $0.redacted(by: redactor) }
        document.evidence = evidence.map { record in
            var record = record
            record.account = record.account.map(redactor.redacted)
            record.file = redactor.redacted(record.file)
            return record
        }
        return document
    }
}

extension NotesDocument.Block {
    fileprivate func redacted(by redactor: Redactor) -> NotesDocument.Block {
        switch self {
        case .paragraph(let statement): .paragraph(statement.redacted(by: redactor))
        case .list(let items): .list(items.map { $0.redacted(by: redactor) })
        case .table(let table): .table(table.redacted(by: redactor))
        case .fields(let fields):
            .fields(fields.map { NotesDocument.Field(name: $0.name, value: $0.value.redacted(by: redactor)) })
        case .code(let text): .code(redactor.redacted(text))
        case .analyst(let byline, let blocks):
            .analyst(byline: byline.redacted(by: redactor), blocks: blocks.map { $0.redacted(by: redactor) })
        case .timeline(var figure):
            .timeline(
                {
                    figure.flags = figure.flags.map { .init(time: $0.time, text: redactor.redacted($0.text)) }
                    return figure
                }())
        // Tactics and techniques are nobody's.
        case .tactics: self
        }
    }
}

extension NotesDocument.Statement {
    fileprivate func redacted(by redactor: Redactor) -> NotesDocument.Statement {
        NotesDocument.Statement(text.redacted(by: redactor), claim.map { $0.redacted(by: redactor) })
    }
}

extension Claim {
    fileprivate func redacted(by redactor: Redactor) -> Claim {
        var claim = self
        claim.text = redactor.redacted(text)
        return claim
    }
}

extension NotesTable {
    fileprivate func redacted(by redactor: Redactor) -> NotesTable {
        var table = self
        table.note = note?.redacted(by: redactor)
        table.rows = rows.map { row in
            var row = row
            row.cells = row.cells.map { $0.redacted(by: redactor) }
            return row
        }
        return table
    }
}

extension NotesText {
    fileprivate func redacted(by redactor: Redactor) -> NotesText {
        NotesText(
            pieces.map { piece in
                switch piece {
                case .foreign(let text): .foreign(redactor.redacted(text))
                case .code(let text): .code(redactor.redacted(text))
                case .strong(let text): .strong(redactor.redacted(text))
                case .address(let text): .address(redactor.redacted(text))
                case .words, .emphasis, .reference: piece
                }
            })
    }
}
