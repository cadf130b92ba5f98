/// Why a case file could not be opened, read or written.
public struct CaseProblem: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        /// The folder, or the file in it, cannot be made.
        case cannotCreate(String)
        /// It is something else.
        case notACase
        /// It was made by a later version of the program.
        case newer
        /// It is not there.
        case missing
        /// It, or its folder, may not be written to.
        case readOnly
        /// The disk is full.
        case full
        /// Another console has it.
        case heldByAnother
        /// What SQLite says of it.
        case failed(String)
    }

    public var path: String
    public var reason: Reason

    public init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }
}

extension CaseProblem: CustomStringConvertible {
    public var description: String {
        switch reason {
        case .cannotCreate(let why): "the case file \(path) cannot be made: \(why)"
        case .notACase: "\(path) is no case file of huckleberry"
        case .newer: "\(path) was made by a later version of huckleberry: this one does not touch it"
        case .missing: "\(path): no such case file; 'huckleberry open --case' begins one"
        case .readOnly: "the case file \(path) may not be written to"
        case .full: "the disk is full: \(path) cannot grow"
        case .heldByAnother: "another console has \(path) open"
        case .failed(let why): "the case file \(path) cannot be used: \(why)"
        }
    }
}
