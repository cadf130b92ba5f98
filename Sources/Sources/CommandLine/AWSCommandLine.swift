internal import Text

/// The `aws` command line, with which everything in AWS is asked.
///
/// Profiles, single sign-on, MFA and assumed roles work because the CLI does them: no credential is read, kept or shown
/// here. Works with version 1 and version 2 of the CLI.
public struct AWSCommandLine: Sendable {
    /// The program, found on the `PATH` where it holds no slash.
    public var program: String
    /// `--profile`; nil for what the environment says.
    public var profile: String?
    /// `--region`; nil for what the environment or the profile says.
    public var region: String?
    /// `--endpoint-url`; nil for AWS itself.
    public var endpointURL: String?
    /// Variables beside those that are inherited; they win over ``baseEnvironment``.
    public var environment: [String: String]
    public var limits: AWSLimits
    /// What is done about throttling.
    public var retry: AWSRetry

    public init(
        program: String = "aws", profile: String? = nil, region: String? = nil, endpointURL: String? = nil,
        environment: [String: String] = [:], limits: AWSLimits = AWSLimits(), retry: AWSRetry = AWSRetry()
    ) {
        self.program = program
        self.profile = profile
        self.region = region
        self.endpointURL = endpointURL
        self.environment = environment
        self.limits = limits
        self.retry = retry
    }

    /// What the CLI is told by its environment: no pager and no questions, which nobody could answer; to slow down where it
    /// is throttled; and UTF-8, whatever the locale, since names of objects are text.
    /// Source: the AWS CLI user guide, "Environment variables" and "Retries".
    public static let baseEnvironment = [
        "AWS_PAGER": "", "AWS_CLI_AUTO_PROMPT": "off", "AWS_RETRY_MODE": "adaptive", "AWS_MAX_ATTEMPTS": "5",
        "PYTHONUTF8": "1", "AWS_CLI_FILE_ENCODING": "UTF-8", "AWS_CLI_OUTPUT_ENCODING": "UTF-8",
    ]

    /// The same, asking another region.
    public func asking(region: String) -> AWSCommandLine {
        var copy = self
        copy.region = region
        return copy
    }

    /// Exactly what runs: the program, the words, and the options that every call has, behind them.
    ///
    /// - Parameter words: a command of the CLI and its options, without `--output`.
    public func command(_ words: [String]) -> [String] {
        var command = [program] + words
        if let profile { command += ["--profile=\(profile)"] }
        if let region { command += ["--region=\(region)"] }
        if let endpointURL { command += ["--endpoint-url=\(endpointURL)"] }
        return command
    }

    /// The same of a call whose answer is read as JSON.
    public func jsonCommand(_ words: [String]) -> [String] { command(words + ["--output=json"]) }

    /// A command in one line, each word quoted so that it can be pasted into a POSIX shell.
    public static func shellText(_ command: [String]) -> String {
        command.map(ShellQuoting.word).joined(separator: " ")
    }
}

/// What an answer of the CLI may take.
public struct AWSLimits: Hashable, Sendable {
    /// From the start of the program to its end; nil for as long as it takes.
    public var time: Duration?
    /// The size of what it prints, in bytes.
    public var bytes: Int
    /// The size of what it complains, in bytes.
    public var errorBytes: Int

    public init(time: Duration? = .seconds(600), bytes: Int = 256 << 20, errorBytes: Int = 16 << 20) {
        self.time = time
        self.bytes = bytes
        self.errorBytes = errorBytes
    }
}
