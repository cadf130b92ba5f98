/// A report as its parts, whatever form it is written in. Texts in it are as the log has them: who writes it neutralises
/// them.
struct Report {
    /// A part of a section.
    enum Block {
        case paragraph(String)
        case list([String])
        /// A cell for each heading.
        case table(headings: [String], rows: [[String]])
        /// A command: to be copied, not to be read as prose.
        case code(String)
    }

    struct Section {
        var title: String
        var blocks: [Block]

        init(_ title: String, _ blocks: [Block]) {
            self.title = title
            self.blocks = blocks
        }
    }

    var title: String
    var sections: [Section]
}
