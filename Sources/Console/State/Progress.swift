public import Ingest

/// How far loading has come.
public struct Progress: Hashable, Sendable {
    public var filesDone: Int
    /// Files found so far.
    public var filesFound: Int
    /// Bytes as stored.
    public var bytesDone: Int
    /// Bytes as stored of the files found so far.
    public var bytesFound: Int
    public var events: Int
    /// 0 while it cannot be told.
    public var eventsPerSecond: Double
    /// Nil while it cannot be told.
    public var secondsLeft: Double?
    /// Whether all files have been found.
    public var isListed: Bool

    public init(
        filesDone: Int, filesFound: Int, bytesDone: Int, bytesFound: Int, events: Int, eventsPerSecond: Double = 0,
        secondsLeft: Double? = nil, isListed: Bool = true
    ) {
        self.filesDone = filesDone
        self.filesFound = filesFound
        self.bytesDone = bytesDone
        self.bytesFound = bytesFound
        self.events = events
        self.eventsPerSecond = eventsPerSecond
        self.secondsLeft = secondsLeft
        self.isListed = isListed
    }

    public init(_ progress: LoadProgress) {
        self.init(
            filesDone: progress.filesDone, filesFound: progress.filesFound, bytesDone: progress.bytesDone,
            bytesFound: progress.bytesFound, events: progress.events, eventsPerSecond: progress.eventsPerSecond,
            secondsLeft: progress.secondsLeft, isListed: progress.isListed)
    }

    /// Whether every file has been read, so that only the index is to be made.
    public var isRead: Bool { isListed && filesDone >= filesFound }

    /// The share of the bytes that is done; nil while it is not known how many there are.
    public var percent: Int? {
        guard isListed, !isRead, bytesFound > 0 else { return nil }
        return min(99, max(0, bytesDone) * 100 / bytesFound)
    }
}
