internal import Text

/// The notes as one HTML file, for the screen and for paper: no script, nothing from elsewhere, and a policy that lets in
/// neither.
public struct NotesHTML: CaseExport {
    private let document: NotesDocument

    public init(_ document: NotesDocument) {
        self.document = document
    }

    public static func files(of exported: ExportedCase) -> [ExportedFile] {
        [ExportedFile(text: NotesHTML(NotesDocument(exported)).text)]
    }

    public var text: String {
        let head = document.header
        let named = head.caseID ?? (head.name.isEmpty ? nil : head.name)
        let title = "Incident notes" + (named.map { ": \($0)" } ?? "")
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="generator" content="Huckleberry \(HTMLText.attribute(head.version))">
            <title>\(HTMLText.attribute(title))</title>
            <style>
            \(NotesStyle.text)\(Self.footer(head.tlp))</style>
            </head>
            <body>
            <p class="tlp">\(HTMLText.escaped(head.tlp))</p>
            <main>
            \(chapters.map(html).joined())</main>
            <p class="tlp">\(HTMLText.escaped(head.tlp))</p>
            </body>
            </html>

            """
    }

    /// The label at the foot of each page, where it is one that the protocol knows: a style sheet has other rules of what
    /// ends a text.
    private static func footer(_ tlp: String) -> String {
        let known = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
        return known.contains(tlp) ? "@page { @bottom-left { content: \"\(tlp)\"; } }\n" : ""
    }

    // MARK: Chapters

    private struct Chapter {
        var head: NotesDocument.Section
        var parts: [NotesDocument.Section]
    }

    private var chapters: [Chapter] {
        var chapters: [Chapter] = []
        for section in document.sections {
            if section.level > 2, !chapters.isEmpty {
                chapters[chapters.count - 1].parts.append(section)
            } else {
                chapters.append(Chapter(head: section, parts: []))
            }
        }
        return chapters
    }

    private func html(_ chapter: Chapter) -> String {
        let level = chapter.head.level
        var text = "<section id=\"\(chapter.head.anchor)\"\(chapter.head.startsPage ? " class=\"page\"" : "")>\n"
        text += "<h\(level)>\(HTMLText.attribute(chapter.head.title))</h\(level)>\n"
        text += chapter.head.blocks.map(Self.html).joined()
        for part in chapter.parts {
            text += "<h3 id=\"\(part.anchor)\">\(HTMLText.attribute(part.title))</h3>\n"
            text += part.blocks.map(Self.html).joined()
        }
        return text + (level == 1 ? contents : "") + "</section>\n"
    }

    private var contents: String {
        let links = chapters.filter { $0.head.level == 2 }.map { chapter in
            "<li><a href=\"#\(chapter.head.anchor)\">\(HTMLText.attribute(chapter.head.title))</a></li>\n"
        }
        return "<nav aria-label=\"Contents\"><ol>\n\(links.joined())</ol></nav>\n"
    }

    // MARK: Blocks

    private static func html(_ block: NotesDocument.Block) -> String {
        switch block {
        case .paragraph(let statement): "<p\(anchor(statement.claim?.id))>\(HTMLText.of(statement.cited))</p>\n"
        case .list(let items):
            "<ul>\n"
                + items.map { "<li\(anchor($0.claim?.id))>\(HTMLText.of($0.cited))</li>\n" }.joined() + "</ul>\n"
        case .fields(let fields):
            "<dl>\n"
                + fields.map { field in
                    "<dt>\(HTMLText.attribute(field.name))</dt><dd>\(HTMLText.of(field.value))</dd>\n"
                }.joined() + "</dl>\n"
        case .code(let code):
            "<pre>"
                + code.split(separator: "\n", omittingEmptySubsequences: false).map { HTMLText.escaped(String($0)) }
                .joined(separator: "\n") + "</pre>\n"
        case .table(let table): html(table)
        case .analyst(let byline, let blocks):
            "<blockquote>\n<p class=\"byline\">\(HTMLText.of(byline))</p>\n\(blocks.map(html).joined())</blockquote>\n"
        case .timeline(let figure): TimelineDrawing(figure).html
        case .tactics(let figure): html(figure)
        }
    }

    private static func anchor(_ id: String?) -> String { id.map { " id=\"\($0)\"" } ?? "" }

    private static func html(_ table: NotesTable) -> String {
        let classes = table.columns.map { column in
            switch column.kind {
            case .text: ""
            case .number: " class=\"number\""
            case .whole: " class=\"whole\""
            case .fine: " class=\"fine\""
            }
        }
        let head = zip(table.columns, classes).map { "<th scope=\"col\"\($1)>\(HTMLText.attribute($0.title))</th>" }
        let rows = table.rows.map { row in
            "<tr\(anchor(row.anchor))>"
                + zip(row.cells, classes).map { "<td\($1)>\(HTMLText.of($0))</td>" }.joined() + "</tr>\n"
        }
        return """
            <div class="table"><table>
            \(table.note.map { "<caption>\(HTMLText.of($0))</caption>\n" } ?? "")<thead><tr>\(head.joined())</tr></thead>
            <tbody>
            \(rows.joined())</tbody>
            </table></div>

            """
    }

    private static func html(_ figure: TacticFigure) -> String {
        let columns = figure.columns.map { column in
            let cells = column.cells.map { cell in
                """
                <li class="w\(cell.weight)"><b>\(HTMLText.attribute(cell.id))</b> \(HTMLText.attribute(cell.name)) \
                <i>\(HTMLText.attribute(cell.seen))</i></li>

                """
            }
            return """
                <div class="\(cells.isEmpty ? "none" : "some")"><h4>\(HTMLText.attribute(column.tactic))</h4>
                <ul>
                \(cells.joined())</ul></div>

                """
        }
        return """
            <figure class="tactics" role="group" aria-label="Techniques that were seen, by tactic">
            \(columns.joined())</figure>

            """
    }
}
