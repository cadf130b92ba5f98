/// Why nothing more can be fetched.
public enum FetchFailure: Error, Hashable, Sendable {
    case aws(AWSFailure)
    case local(FetchProblem)
}

extension FetchFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .aws(let failure): failure.description
        case .local(let problem): problem.description
        }
    }
}

extension AWSFailure {
    /// Whether the next call would fail as well.
    var isFinal: Bool {
        switch kind {
        case .missingProgram, .credentials, .noSuchBucket, .noRegion, .cannotConnect, .cancelled, .usage: true
        case .accessDenied, .throttled, .notFound, .timedOut, .tooLarge, .notJSON, .queryFailed,
            .scanLimit, .other:
            false
        }
    }
}

/// How far a fetch has come.
public struct FetchProgress: Hashable, Sendable {
    public enum Phase: String, Hashable, Sendable {
        /// What there is, is being found out: `done` objects so far.
        case listing
        /// What is missing comes: `done` of `total`.
        case fetching
    }

    public var phase: Phase
    public var done: Int
    /// 0 where nobody knows.
    public var total: Int
    /// Bytes that were fetched.
    public var bytes: Int

    public init(phase: Phase, done: Int, total: Int = 0, bytes: Int = 0) {
        self.phase = phase
        self.done = done
        self.total = total
        self.bytes = bytes
    }
}

/// Something that could not be fetched, and why.
public struct FetchLoss: Hashable, Sendable {
    /// What it is in AWS, such as `s3://bucket/key`; the text may be hostile.
    public var name: String
    public var reason: String
}
