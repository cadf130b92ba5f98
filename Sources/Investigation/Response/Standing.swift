/// Whether something that a response brought about is still so at the end of the trail.
struct Standing: Equatable {
    /// The calls that brought it about; empty where it is not so.
    var by: [Int] = []
    /// The call that took it back; nil where none did.
    var takenBackBy: Int?

    /// The call that took it back, as steps have it.
    var relapses: [Int] { [takenBackBy].compactMap { $0 } }

    mutating func stand(_ row: Int) { (by, takenBackBy) = ([row], nil) }

    mutating func fall(_ row: Int) {
        if !by.isEmpty { (by, takenBackBy) = ([], row) }
    }

    /// Nothing that was brought about up to a row counts: what it should have ended went on.
    func counted(after row: Int) -> Standing {
        by.contains { $0 > row } ? Standing(by: by) : Standing(takenBackBy: takenBackBy)
    }
}

extension ResponseDraft {
    /// The step is done as far as something stands.
    mutating func follow(_ standing: Standing) {
        verifiedBy = standing.by
        takenBackBy = standing.relapses
    }
}
