public import Events

/// What is known of events from elsewhere: alerts, scope, marks, notes, tags. Filters ask for it with `is:`, `has:` and
/// `tag:`.
public protocol FactSource: Sendable {
    /// The values that a condition on `is`, `has` or `tag` can have now, such as the tags in use.
    func values(of alias: Alias) -> [String]

    /// The events of which a value holds; nil where nothing here can tell.
    func rows(where alias: Alias, is value: String) -> RowSet?
}
