internal import Query

extension SavedView {
    /// What is wrong with the first of its filters that cannot be read; nil where all can.
    var problem: String? {
        for filter in filters {
            do throws(FilterError) {
                _ = try Query.Filter(filter.text)
            } catch {
                return "col \(error.column): \(error.message)"
            }
        }
        return nil
    }
}
