/// Not there yet.
struct EvidenceView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        throw Problem("Not there yet.")
    }

    func preview(of row: RowKey, column: Int) throws(Problem) -> Preview {
        throw Problem("Not there yet.")
    }
}
