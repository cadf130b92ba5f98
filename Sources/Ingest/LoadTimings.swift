/// Where the time of a load went.
public struct LoadTimings: Sendable, Equatable {
    /// Wall time of the whole load.
    public var total = Duration.zero
    /// Wall time until the last file was found; workers read meanwhile.
    public var listing = Duration.zero
    /// Wall time until the last worker was done.
    public var reading = Duration.zero
    /// Wall time from then on: dictionaries merged, rows ordered, columns and posting lists built, the report made.
    public var merging = Duration.zero
    /// Time that workers spent in each step, all of them together.
    public var work = Work()

    /// Steps of the work on files.
    public struct Work: Sendable, Equatable {
        /// Getting the bytes of files.
        public var read = Duration.zero
        /// SHA-256 of them.
        public var hash = Duration.zero
        /// Decompressing, unpacking and transcoding.
        public var decode = Duration.zero
        /// Finding and writing down the events.
        public var scan = Duration.zero

        public init() {}

        static func += (left: inout Work, right: Work) {
            left.read += right.read
            left.hash += right.hash
            left.decode += right.decode
            left.scan += right.scan
        }
    }

    public init() {}
}
