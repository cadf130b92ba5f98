internal import Query
internal import Text

extension Problem {
    /// What is wrong with a filter, its column in cells of the screen.
    init(_ error: FilterError) {
        let head = Neutral.text(String(error.filter.prefix(max(0, error.column - 1))))
        self.init(error.message, column: DisplayWidth.of(head) + 1)
    }
}
