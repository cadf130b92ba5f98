import Text

/// Why nothing, or not everything, was measured.
enum BenchError: Error, Equatable {
    /// The floor could not read the folder, or ran out of memory: the system's reason.
    case floor(path: String, reason: String)
    case noEvents(path: String)
    /// Rows and records that should agree do not.
    case eventCount(path: String, loaded: Int, floor: Int)
    /// A folder of an earlier run that is not what it says.
    case strangeFolder(path: String)
    case cannotWrite(path: String, reason: String)
    /// A process of our own that measures ended badly; it has said why.
    case child(task: String, status: Int)
    case unreadableAnswer(of: String)
    case cancelled
    /// A question that the columns should answer and do not.
    case undecided(filter: String)
    case record(String)
    /// The console did not do what was asked of it.
    case console(String)
}

extension BenchError: CustomStringConvertible {
    var description: String { Neutral.text(message) }

    private var message: String {
        switch self {
        case .floor(let path, let reason): "\(path): \(reason)"
        case .noEvents(let path): "\(path) holds no CloudTrail events"
        case .eventCount(let path, let loaded, let floor):
            "\(path): \(loaded) events were loaded, and the floor counts \(floor) records"
        case .strangeFolder(let path):
            "\(path) is not what an earlier run has written; remove it, or name another folder with --folder"
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
        case .child(let task, let status): "the process that measures \(task) ended with status \(status)"
        case .unreadableAnswer(let task): "what the process that measures \(task) printed cannot be read"
        case .cancelled: "the load was cancelled"
        case .undecided(let filter): "the columns do not decide \(filter)"
        case .record(let reason): "a record cannot be read again: \(reason)"
        case .console(let reason): "the console: \(reason)"
        }
    }
}
