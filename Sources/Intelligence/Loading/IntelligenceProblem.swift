/// Why a file, or a part of one, tells nothing of addresses. The rest is used.
public struct IntelligenceProblem: Error, Hashable, Sendable {
    public enum Reason: Error, Hashable, Sendable {
        case missing
        /// The system's own words.
        case unreadable(String)
        case tooLarge(limit: Int)
        /// Neither a database nor text.
        case notText
        /// No line begins with an address.
        case noAddress
        /// A file that was asked for as a database and has not its marker.
        case notADatabase
        /// What is wrong with a database.
        case damagedDatabase(String)
        /// JSON that cannot be read.
        case badJSON(String)
        /// JSON in none of the shapes in which providers publish their ranges.
        case unknownJSON
        /// What stands where an address or block should.
        case notAnAddress(String)
        /// A line of CSV whose quotes do not fit.
        case badQuotes
        /// So many more lines of the file that are wrong.
        case more(Int)
    }

    public var path: String
    /// From 1; nil where the whole file is meant.
    public var line: Int?
    /// From 1, in characters.
    public var column: Int?
    public var reason: Reason

    public init(path: String, line: Int? = nil, column: Int? = nil, reason: Reason) {
        self.path = path
        self.line = line
        self.column = column
        self.reason = reason
    }
}

extension IntelligenceProblem: CustomStringConvertible {
    /// `path:line:column: reason`, in one line. Parts of files in it are as the file has them.
    public var description: String {
        ([path] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":") + ": \(reason)"
    }
}

extension IntelligenceProblem.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "there is no such file or folder"
        case .unreadable(let message): "cannot be read: \(message)"
        case .tooLarge(let limit): "larger than \(limit >> 20) MiB: this is no list of addresses"
        case .notText: "neither a MaxMind database nor text in UTF-8"
        case .noAddress: "no line of it begins with an address"
        case .notADatabase: "no MaxMind database: its marker is missing"
        case .damagedDatabase(let message): "a damaged MaxMind database: \(message)"
        case .badJSON(let message): "broken JSON: \(message)"
        case .unknownJSON: "JSON without ranges as AWS, Google Cloud or Azure publish them"
        case .notAnAddress(let text): "\(text.prefix(60)) is neither an address nor a block such as 198.51.100.0/24"
        case .badQuotes: "the quotes of the line do not fit"
        case .more(let count): "\(count) more lines are wrong in the same ways"
        }
    }
}

extension MMDBDecoder.Damage: CustomStringConvertible {
    var description: String {
        switch self {
        case .beyondTheEnd: "a value leads out of the file"
        case .tooLarge: "more levels or values than any database has"
        case .wrongType: "a value of a wrong type"
        case .notUTF8: "a text that is no UTF-8"
        }
    }
}
