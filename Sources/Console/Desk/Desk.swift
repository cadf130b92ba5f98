/// Answers questions about one immutable case. It knows no screen and no thread: the terminal asks it from a worker, a
/// script in line.
public protocol Desk: Sendable {
    /// What is open.
    var summary: CaseSummary { get }

    func listing(_ request: ViewRequest, isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing
    func preview(_ request: ViewRequest, of row: RowKey, column: Int) throws(Problem) -> Preview
    /// What can be written at the end of a filter of that place.
    func completion(of text: String, in request: ViewRequest) -> Completion
    /// Writes an export and gives the path of it.
    func export(_ request: ViewRequest, _ order: ExportOrder) throws(Problem) -> String
    /// The text of an event for the clipboard. By default there are no records to read.
    func excerpt(_ excerpt: Excerpt, of event: String) throws(Problem) -> String
    /// How much there is of the case, and how far answers carry, in a line. By default what the summary says.
    func status(_ request: ViewRequest) throws(Problem) -> String
    /// Reads the rules again and looks for alerts with them: the same case as the next generation, and what has changed.
    /// By default there are no rules to read.
    func reloadRules(isCancelled: @Sendable () -> Bool) throws(Problem) -> (desk: any Desk, reload: RuleReload)
}

extension Desk {
    public func status(_ request: ViewRequest) throws(Problem) -> String {
        summary.facts.joined(separator: " · ")
    }

    public func excerpt(_ excerpt: Excerpt, of event: String) throws(Problem) -> String {
        throw Problem("There are no records to read.")
    }

    public func reloadRules(
        isCancelled: @Sendable () -> Bool
    ) throws(Problem) -> (desk: any Desk, reload: RuleReload) {
        throw Problem("There are no rules to read again.")
    }

    /// Answers one question. `isCancelled` is asked now and then by what takes long.
    public func answer(_ request: Request, isCancelled: @escaping @Sendable () -> Bool = { false }) -> Answer {
        do throws(Problem) {
            switch request {
            case .list(let request):
                return .listing(try listing(request, isCancelled: isCancelled))
            case .preview(let request, let row, let column):
                return .preview(try preview(request, of: row, column: column))
            case .details(let rows, let range):
                var found: [RowKey: [Int: TableCell]] = [:]
                for index in range.clamped(to: 0..<rows.count) {
                    if isCancelled() { break }
                    found[rows.row(at: index).key] = rows.details(at: index)
                }
                return .details(found)
            case .find(let search, let rows, let start, let forward):
                return .found(rows.found(matching: search, from: start, forward: forward, isCancelled: isCancelled))
            case .count(let search, let rows, let found):
                return .counted(rows.counted(found, matching: search, isCancelled: isCancelled))
            case .completion(let text, let request):
                return .completion(completion(of: text, in: request))
            case .export(let request, let order):
                return .saved(path: try export(request, order))
            case .excerpt(let excerpt, let event):
                return .excerpt(excerpt, try self.excerpt(excerpt, of: event))
            case .status(let request):
                return .status(try status(request))
            case .reloadRules:
                let (desk, reload) = try reloadRules(isCancelled: isCancelled)
                return .reloaded(desk, reload)
            }
        } catch {
            return .failed(error)
        }
    }
}
