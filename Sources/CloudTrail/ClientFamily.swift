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
        // Bytes, as trails have a hundred thousand agents and each is held against a hundred words.
        let bytes = Array(agent.utf8)
        func names(_ words: [String]) -> Bool { words.contains { Self.holds(bytes, $0) } }
        if names(Self.toolWords) {
            self = .tool
        } else if names(Self.infrastructureWords) {
            self = .iac
        } else if fromConsole || names(Self.consoleWords) {
            self = .console
        } else if names(["aws-cli", "awscli", "aws-shell", "aws tools for powershell", "awspowershell"]) {
            self = .cli
        } else if names(Self.sdkWords) {
            self = .sdk
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
        let bytes = Array(userAgent.lowercased().utf8)
        return toolWords.first { holds(bytes, $0) }
    }

    /// Whether the text holds the word; both are in lower case.
    private static func holds(_ text: [UInt8], _ word: String) -> Bool {
        let word = Array(word.utf8)
        guard let first = word.first, text.count >= word.count else { return false }
        return (0...text.count - word.count).contains { start in
            text[start] == first && text[start..<start + word.count].elementsEqual(word)
        }
    }

    /// `ec2.amazonaws.com` and its like; also in the China partition.
    public static func isServiceName(_ text: String) -> Bool {
        let host = text.lowercased()
        return (host.hasSuffix(".amazonaws.com") || host.hasSuffix(".amazonaws.com.cn")) && !host.utf8.contains(0x20)
    }

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
    private static let sdkWords = [
        "boto", "aws-sdk", "aws_sdk", "awssdk", "aws-java", "aws-fluent", "aws-chalice", "aws-amplify", "aws-appsync",
        "s3transfer", "smithy", "rusoto", "jets3t", "aws-nodejs",
    ]
}
