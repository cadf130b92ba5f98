/// Brings events here from elsewhere, as `huckleberry fetch` does. Knows no screen.
public protocol EventFetcher: Sendable {
    /// What can be fetched from, for whoever writes an order.
    var sources: [FetchSource] { get }

    /// Reads an order, the words behind `huckleberry fetch` as a shell would part them, and makes the folder that it names.
    ///
    /// - Throws: what is wrong with it, in the command's words.
    func order(_ line: String) throws(Problem) -> FetchOrder

    /// Brings what was ordered. Where the task is cancelled it ends soon, what it started is ended too, and what has come
    /// stays.
    ///
    /// - Parameter progress: called from any thread, as often as one likes.
    func fetch(_ order: FetchOrder, _ progress: @escaping @Sendable (FetchedSoFar) -> Void) async -> FetchResult
}

/// Where events can be fetched from.
public struct FetchSource: Hashable, Sendable {
    /// The word for it: `s3`.
    public var name: String
    /// What it brings, in a few words.
    public var note: String
    /// The options that can be written behind it: `--from`.
    public var options: [String]

    public init(_ name: String, note: String, options: [String] = []) {
        self.name = name
        self.note = note
        self.options = options
    }
}

/// A fetch that can begin.
public struct FetchOrder: Hashable, Sendable {
    /// The word for where from: `s3`.
    public var source: String
    /// The words of the command, with the place in them.
    public var words: [String]
    /// The folder or file that events come to, as the person would write it.
    public var place: String
    /// The folder, there already, in which whole files appear; nil where the place is a file that is there once all has come.
    public var folder: String?

    public init(source: String, words: [String], place: String, folder: String?) {
        self.source = source
        self.words = words
        self.place = place
        self.folder = folder
    }
}

/// How far a fetch has come.
public enum FetchedSoFar: Hashable, Sendable {
    /// What there is, is being found out.
    case found(Int)
    /// What is missing comes; the total is 0 where nobody knows it.
    case brought(Int, of: Int)
    /// An engine has read so many bytes.
    case read(bytes: Int)
}

/// What came of a fetch.
public struct FetchResult: Hashable, Sendable {
    public enum End: Hashable, Sendable {
        case done
        /// Something could not be fetched, or nothing.
        case failed
        /// It was cancelled.
        case cancelled
    }

    public var end: End
    /// What the command said: the sum in one line.
    public var sum: String
    /// What else the person should know, a line each.
    public var remarks: [String]

    public init(_ end: End, sum: String, remarks: [String] = []) {
        self.end = end
        self.sum = sum
        self.remarks = remarks
    }
}
