internal import Programs

/// Why the CLI gave no answer.
public struct AWSFailure: Error, Hashable, Sendable {
    /// What ran.
    public var command: [String]
    public var kind: Kind

    public init(command: [String], kind: Kind) {
        self.command = command
        self.kind = kind
    }

    public enum Kind: Hashable, Sendable {
        /// There is no such program, or it may not be run.
        case missingProgram(String)
        /// A permission is missing: the action and the resource, where AWS names them.
        case accessDenied(action: String?, resource: String?)
        case credentials(CredentialProblem)
        /// Too many calls; the CLI and we have waited and asked again.
        case throttled
        case noSuchBucket
        /// There is no such object or resource; AWS' words.
        case notFound(String)
        case noRegion
        /// The address that does not answer.
        case cannotConnect(String)
        case cancelled
        case timedOut(Duration)
        case tooLarge(limit: Int)
        /// What was printed cannot be read as JSON.
        case notJSON(String)
        /// The CLI does not know an option: it is too old, or too new.
        case usage(String)
        /// Athena gave a query up, and says why.
        case queryFailed(String)
        /// A query had read more bytes than it may, and was stopped.
        case scanLimit(read: Int64, limit: Int64)
        /// AWS' code, where there is one, and what was said.
        case other(code: String?, message: String)
    }

    /// What is wrong with the credentials that the CLI found.
    public enum CredentialProblem: Hashable, Sendable {
        /// It found none.
        case missing
        /// They were valid once.
        case expired
        /// The session of single sign-on is over, or was never begun.
        case signInExpired
        /// AWS does not know them, or they do not fit.
        case invalid
        /// There is no profile of that name.
        case unknownProfile
    }
}

extension AWSFailure.Kind {
    /// Why a program has no result.
    init(_ failure: ProgramRun.Failure, program: String, _ limits: AWSLimits) {
        switch failure {
        case .noProgram, .notFound: self = .missingProgram(program)
        case .tooLarge: self = .tooLarge(limit: limits.bytes)
        case .timeout(let limit): self = .timedOut(limit)
        case .cancelled: self = .cancelled
        case .system(let message): self = .other(code: nil, message: message)
        }
    }
}
