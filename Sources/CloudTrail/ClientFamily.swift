/// What kind of program made a call, told by its `userAgent`.
///
/// The agent is the caller's own claim: a family is a hint, never proof.
public enum ClientFamily: UInt8, CaseIterable, Sendable {
    case other, cli, sdk, console, iac, service, tool

    /// The word that filters, tables and JSON use.
    public var word: String {
        switch self {
        case .other: "other"
        case .cli: "cli"
        case .sdk: "sdk"
        case .console: "console"
        case .iac: "iac"
        case .service: "service"
        case .tool: "tool"
        }
    }

    /// Judges an agent. The most telling family wins: a tool that is built on an SDK is a tool.
    ///
    /// - Parameters:
    ///   - userAgent: as recorded; nil or empty where the record has none.
    ///   - invokedByService: the record names a service in `userIdentity.invokedBy`.
    ///   - fromConsole: the record says `sessionCredentialFromConsole`.
    public init(userAgent: String?, invokedByService: Bool = false, fromConsole: Bool = false) {
        let agent = (userAgent ?? "").lowercased()
        let named = Self.words.firstWord(in: agent.utf8.span).map { Self.families[$0] }
        if let named, named == .tool || named == .iac {
            self = named
        } else if fromConsole {
            self = .console
        } else if let named {
            self = named
        } else if agent.hasPrefix("mozilla/") || agent.hasPrefix("[mozilla/") {
            self = .console
        } else if agent == "aws internal" || agent.hasPrefix("aws-internal") || Self.isServiceName(agent)
            || (agent.isEmpty && invokedByService)
        {
            self = .service
        } else {
            self = .other
        }
    }

    /// The known attack tool that an agent names, in lower case; nil where it names none.
    public static func attackTool(in userAgent: String) -> String? {
        let agent = userAgent.lowercased()
        return words.firstWord(in: agent.utf8.span).flatMap { $0 < toolWords.count ? toolWords[$0] : nil }
    }

    /// The words by which agents of a family are known, in lower case; none for families that are known otherwise.
    public static func words(of family: ClientFamily) -> [String] {
        wordsOfFamilies.first { $0.family == family }?.words ?? []
    }

    /// `ec2.amazonaws.com` and its like; also in the China partition.
    public static func isServiceName(_ text: String) -> Bool {
        let host = text.lowercased()
        return (host.hasSuffix(".amazonaws.com") || host.hasSuffix(".amazonaws.com.cn")) && !host.utf8.contains(0x20)
    }

    /// What agents are known by, in lower case, the most telling family first.
    private static let wordsOfFamilies: [(family: ClientFamily, words: [String])] = [
        (.tool, toolWords), (.iac, infrastructureWords), (.console, consoleWords), (.cli, commandLineWords),
        (.sdk, sdkWords),
    ]
    private static let words = WordFinder(wordsOfFamilies.flatMap(\.words))
    /// Of each word.
    private static let families = wordsOfFamilies.flatMap { named in named.words.map { _ in named.family } }

    private static let toolWords = [
        "pacu", "scoutsuite", "scout suite", "cloudfox", "stratus-red-team", "trufflehog", "enumerate-iam", "cloudgoat",
        "weirdaal", "awspx", "cloudsploit", "s3 browser", "s3scanner", "kali", "parrot", "pentoo", "backbox",
        "peirates",
        "nimbostratus", "aws_pwn", "barq", "cloudmapper", "pmapper", "principalmapper",
    ]
    private static let infrastructureWords = [
        "terraform", "opentofu", "pulumi", "cloudformation", "aws-cdk", "cdk-", "ansible", "crossplane", "hashicorp",
        "serverless-framework", "aws-sam", "terragrunt", "packer", "saltstack", "cloud-custodian", "former2",
    ]
    private static let consoleWords = [
        "console.amazonaws.com", "signin.amazonaws.com", "s3console", "console.ec2.amazonaws.com", "aws-console",
        "awsconsole", "console-home", "aws mobile console", "awsconsolemobile",
    ]
    private static let commandLineWords = [
        "aws-cli", "awscli", "aws-shell", "aws tools for powershell", "awspowershell",
    ]
    private static let sdkWords = [
        "boto", "aws-sdk", "aws_sdk", "awssdk", "aws-java", "aws-fluent", "aws-chalice", "aws-amplify", "aws-appsync",
        "s3transfer", "smithy", "rusoto", "jets3t", "aws-nodejs",
    ]
}
