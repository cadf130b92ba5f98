public import CloudTrail
internal import Synchronization

/// Keeps a case while somebody works on it. A step is on disk when ``keep(_:at:)`` returns; what could not be written waits,
/// and is tried again with the next step.
public final class CaseKeeper: Sendable {
    /// Where a case is kept.
    public enum Place: Sendable {
        case file(CaseFile)
        /// In a folder, under a name that is made when there is something to keep.
        case folder(CaseFolder, name: String)
        /// Nowhere: it ends with the session.
        case nowhere
    }

    /// What became of steps.
    public struct Kept: Hashable, Sendable {
        /// The steps with their numbers and moments, written or not.
        public var entries: [JournalEntry]
        /// How many steps are not on disk, those that waited before included; 0 where nothing is to be kept.
        public var waiting: Int
        /// Why they are not.
        public var problem: CaseProblem?
        /// Where the case is kept, once that is known.
        public var path: String?

        public init(entries: [JournalEntry], waiting: Int = 0, problem: CaseProblem? = nil, path: String? = nil) {
            self.entries = entries
            self.waiting = waiting
            self.problem = problem
            self.path = path
        }
    }

    private struct State {
        var place: Place
        var lastNumber: Int
        var waiting: [JournalEntry] = []
        var sources: CaseSources?
        var load: (LoadRecord, [ManifestEntry])?
        var answers: [KeptAnswer]?
    }

    /// Whose steps they are.
    public let analyst: String
    private let state: Mutex<State>

    /// - Parameter journal: what the case holds already.
    public init(_ place: Place, analyst: String, journal: [JournalEntry] = []) {
        self.analyst = analyst
        state = Mutex(State(place: place, lastNumber: journal.last?.number ?? 0))
    }

    /// The file, once there is one.
    public var file: CaseFile? {
        state.withLock { if case .file(let file) = $0.place { file } else { nil } }
    }

    /// Writes steps to the disk, and with them what waited.
    public func keep(_ steps: [JournalStep], at time: EventTime) -> Kept {
        state.withLock { state in
            let entries = steps.enumerated().map { offset, step in
                JournalEntry(number: state.lastNumber + offset + 1, time: time, author: analyst, step: step)
            }
            state.lastNumber += entries.count
            if case .nowhere = state.place { return Kept(entries: entries) }
            state.waiting += entries
            do throws(CaseProblem) {
                let file = try open(&state, at: time)
                try file.keep(state.waiting)
                state.waiting = []
                return Kept(entries: entries, path: file.path)
            } catch {
                return Kept(entries: entries, waiting: state.waiting.count, problem: error)
            }
        }
    }

    /// Steps that are not on disk, oldest first.
    public var waiting: [JournalEntry] { state.withLock { $0.waiting } }

    /// Keeps what the case is about; of a case that has no file yet as soon as it has one.
    public func keep(_ sources: CaseSources) throws(CaseProblem) {
        let file = state.withLock { state -> CaseFile? in
            if case .file(let file) = state.place { return file }
            state.sources = sources
            return nil
        }
        if let file, !file.isReadOnly { try file.keep(sources) }
    }

    /// Keeps what was loaded; of a case that has no file yet as soon as it has one.
    public func keep(_ load: LoadRecord, _ sources: [ManifestEntry]) throws(CaseProblem) {
        let file = state.withLock { state -> CaseFile? in
            if case .file(let file) = state.place { return file }
            state.load = (load, sources)
            return nil
        }
        if let file, !file.isReadOnly { try file.keep(load, sources) }
    }

    /// Keeps what robots answered; of a case that has no file yet as soon as it has one.
    public func keep(_ answers: [KeptAnswer]) throws(CaseProblem) {
        let file = state.withLock { state -> CaseFile? in
            if case .file(let file) = state.place { return file }
            state.answers = answers
            return nil
        }
        if let file, !file.isReadOnly { try file.keep(answers) }
    }

    /// Keeps saved views beside the decisions, where there is a file to keep them in.
    public func keep(views: String) throws(CaseProblem) {
        if let file, !file.isReadOnly { try file.keep(views: views) }
    }

    /// The file; of a case that has none yet it is made, with what was to go into it.
    private func open(_ state: inout State, at time: EventTime) throws(CaseProblem) -> CaseFile {
        switch state.place {
        case .file(let file):
            if file.isReadOnly {
                throw CaseProblem(path: file.path, reason: file.isHeldByAnother ? .heldByAnother : .readOnly)
            }
            return file
        case .folder(let folder, let name):
            try folder.create()
            let file = try CaseFile(folder.newPath(of: name, at: time), analyst: analyst, at: time)
            if let sources = state.sources { try file.keep(sources) }
            if let load = state.load { try file.keep(load.0, load.1) }
            if let answers = state.answers { try file.keep(answers) }
            (state.place, state.sources, state.load, state.answers) = (.file(file), nil, nil, nil)
            return file
        case .nowhere:
            preconditionFailure("what is kept nowhere has no file")
        }
    }
}
