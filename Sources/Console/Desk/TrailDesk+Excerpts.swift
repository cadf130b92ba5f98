internal import Exports
internal import JSON
internal import Records

extension TrailDesk {
    public func excerpt(_ excerpt: Excerpt, of event: String) throws(Problem) -> String {
        guard let row = index.row(of: RowKey(event)) else { throw Problem("The event is not in what is loaded.") }
        switch excerpt {
        case .reference: return EventReference(row, in: trail).markdown
        case .json:
            do {
                return JSONWriter(.pretty).string(Secrets.masked(try trail.record(row).json))
            } catch {
                throw Problem("The record cannot be read again: \(error)")
            }
        }
    }
}
