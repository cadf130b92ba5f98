internal import GRDB

extension CaseProblem {
    /// What an error of SQLite's means for a person.
    init(_ error: any Error, path: String) {
        guard let error = error as? DatabaseError else {
            self = error as? CaseProblem ?? CaseProblem(path: path, reason: .failed("\(error)"))
            return
        }
        let reason: Reason =
            switch error.resultCode {
            case .SQLITE_FULL: .full
            case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
            case .SQLITE_NOTADB: .notACase
            case .SQLITE_CANTOPEN: .failed("it cannot be opened")
            case .SQLITE_CORRUPT: .failed("it is damaged")
            case .SQLITE_BUSY, .SQLITE_LOCKED: .heldByAnother
            case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_WRITE: .full
            default: .failed(error.message ?? "error \(error.resultCode.rawValue) of SQLite")
            }
        self.init(path: path, reason: reason)
    }

    /// Does something with the file; whatever goes wrong is worded here.
    static func catching<Result>(
        _ path: String, _ body: () throws -> Result
    ) throws(CaseProblem) -> Result {
        do {
            return try body()
        } catch {
            throw CaseProblem(error, path: path)
        }
    }
}
