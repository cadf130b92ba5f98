public import Cases

/// Where a case is kept, and whether it is.
public struct Keeping: Hashable, Sendable {
    /// The file; nil as long as there is none.
    public var path: String?
    /// Why nothing can be written to it, in a few words; nil where it can.
    public var readOnly: String?
    /// Steps that are not on disk.
    public var waiting: Int

    public init(path: String? = nil, readOnly: String? = nil, waiting: Int = 0) {
        self.path = path
        self.readOnly = readOnly
        self.waiting = waiting
    }

    /// What the crumb warns of; nil where all is well.
    var warning: String? {
        if readOnly != nil { return "READ-ONLY" }
        return waiting == 0 ? nil : "\(counted(waiting, "step").uppercased()) NOT ON DISK"
    }
}

/// A case that is gone on with, or begun.
public struct ResumedCase: Sendable {
    public var journal: [JournalEntry]
    public var keeping: Keeping
    /// Who goes on with it.
    public var analyst: String
    /// What the reader should know of it before trusting an answer.
    public var warnings: [CaseWarning]

    public init(
        journal: [JournalEntry] = [], keeping: Keeping = Keeping(), analyst: String = "", warnings: [CaseWarning] = []
    ) {
        self.journal = journal
        self.keeping = keeping
        self.analyst = analyst
        self.warnings = warnings
    }
}

extension State {
    /// What became of steps that were to be kept.
    mutating func take(_ kept: CaseKeeper.Kept) {
        journal += kept.entries
        let waited = keeping.waiting
        keeping.waiting = kept.waiting
        keeping.path = kept.path ?? keeping.path
        if let problem = kept.problem, kept.entries.isEmpty {
            // What to do comes first: paths are long.
            say(.error, "Once more leaves without \(counted(kept.waiting, "step")) not on disk: \(problem).")
        } else if let problem = kept.problem {
            let what = kept.entries.count == 1 ? "This" : "These"
            say(.error, "\(what) is not on disk: \(problem). It holds in this session.")
        } else if waited > 0 {
            say(.ok, "Everything is on disk again.")
        }
    }
}
