/// How far a load has come.
public struct LoadProgress: Sendable, Equatable {
    public var filesDone: Int
    /// Files found so far: final once `isListed`.
    public var filesFound: Int
    /// Bytes as stored.
    public var bytesDone: Int
    /// Bytes as stored of the files found so far.
    public var bytesFound: Int
    public var events: Int
    /// Since the load began, in seconds.
    public var elapsed: Double
    /// Whether all files have been found.
    public var isListed: Bool

    /// Events read each second; 0 at the very beginning.
    public var eventsPerSecond: Double { elapsed > 0 ? Double(events) / elapsed : 0 }

    /// How long the rest will take at the speed so far, in seconds; nil while that cannot be told.
    public var secondsLeft: Double? {
        guard isListed, bytesDone > 0, elapsed > 0 else { return nil }
        return elapsed * Double(max(0, bytesFound - bytesDone)) / Double(bytesDone)
    }
}

/// Why a load ended before everything was read.
public enum LoadStop: Hashable, Sendable {
    /// The memory that was allowed, in bytes, is used up.
    case memory(limit: Int)
    /// Somebody asked for it.
    case asked
}
