import CloudTrail

/// Somebody or something that makes calls in the load.
struct NoisePrincipal: Sendable {
    private let number: Int
    private let kind: Kind
    private let name: String
    private let id: String
    private let key: String
    private let agents: [String]
    private let addresses: [String]
    let menu: Menu

    private enum Kind: Sendable {
        case root, user, consoleUser, server, function, directory, pipeline, linked, service
    }

    init(number: Int, random: inout SplitMix64) {
        self.number = number
        kind =
            switch number % 100 {
            case 0 where number.isMultiple(of: 200): .root
            case 0..<18: .user
            case 18..<28: .consoleUser
            case 28..<54: .server
            case 54..<68: .function
            case 68..<80: .directory
            case 80..<86: .pipeline
            case 86..<95: .linked
            default: .service
            }
        let system = random.pick(Place.systems)
        switch kind {
        case .root: name = "root"
        case .user: name = "svc-\(system)-\(number)"
        case .consoleUser: name = "\(random.pick(Names.people)).\(number)"
        case .server: name = "\(system)-server-\(number)"
        case .function: name = "\(system)-worker-\(number)"
        case .directory:
            name = "AWSReservedSSO_\(random.pick(["Administrator", "PowerUser", "ViewOnly"]))Access_\(random.hex(16))"
        case .pipeline: name = "deploy-\(system)-\(number)"
        case .linked: name = "AWSServiceRoleFor\(random.pick(["AutoScaling", "Config", "RDS", "ECS"]))\(number)"
        case .service: name = random.pick(Self.services) + ".amazonaws.com"
        }
        id = random.principalID(kind == .user || kind == .consoleUser ? "AIDA" : "AROA")
        key = random.longLivedKey()
        agents = (0..<random.within(1...3)).map { _ in Self.agent(&random) }
        addresses = (0..<random.pick([1, 2, 3, 6])).map { _ in Self.address(&random) }
        menu =
            switch kind {
            case .server: Menus.server
            case .function: Menus.function
            case .linked, .service: Menus.watcher
            case .pipeline: Menus.terraform
            case .root, .consoleUser, .directory: Menus.console
            case .user: Menus.collector
            }
    }

    func role(in account: String) -> Role {
        switch kind {
        case .directory: Role(name: name, account: account, id: id, path: "aws-reserved/sso.amazonaws.com/")
        case .linked: Role(name: name, account: account, id: id, path: "aws-service-role/example.amazonaws.com/")
        default: Role(name: name, account: account, id: id)
        }
    }

    /// The temporary credentials of six hours, the same for whoever asks.
    func credentials(in account: String, at time: EventTime, seed: UInt64) -> (
        key: String, session: String, created: EventTime
    ) {
        let slot = time.floored(toMultipleOf: 6 * EventTime.hour)
        var random = SplitMix64(seed: seed, stream: "noise credentials", number * 1_000_000 + slot.seconds / 21_600)
        let key = random.temporaryKey()
        let session =
            switch kind {
            case .server: random.resourceID("i")
            case .function: "\(name)-fn"
            case .directory: "\(Names.people[number % Names.people.count])@example.com"
            case .pipeline: "build-\(random.within(100_000...999_999))"
            default: "session-\(random.hex(8))"
            }
        return (key, session, slot.adding(seconds: random.below(600)))
    }

    func caller(in account: String, at time: EventTime, seed: UInt64, _ random: inout SplitMix64) -> Caller {
        let address = random.pickPopular(addresses)
        let agent = random.pickPopular(agents)
        let issued = credentials(in: account, at: time, seed: seed)
        let session = Caller.Session(created: issued.created, mfa: kind == .directory || number % 3 == 0)
        let user = User(name: name, account: account, id: id, key: key)
        switch kind {
        case .root:
            return .root(of: account, key: issued.key, session: session, address: address, agent: Agents.of2020.browser)
        case .user: return .user(user, key: key, address: address, agent: agent)
        case .consoleUser:
            return .user(user, key: issued.key, address: address, agent: Agents.of2020.browser, session: session)
        case .service: return .service(name, in: account)
        case .linked:
            let service = Self.services[number % Self.services.count] + ".amazonaws.com"
            return .role(
                role(in: account), session: issued.session, key: "", session: session, address: service,
                agent: service, invokedBy: service)
        case .server, .function, .directory, .pipeline:
            return .role(
                role(in: account), session: issued.session, key: issued.key, session: session, address: address,
                agent: agent, onInstance: kind == .server)
        }
    }

    private static let services = [
        "ec2", "lambda", "ecs-tasks", "rds", "config", "cloudtrail", "autoscaling", "ssm", "delivery.logs", "eks",
        "elasticloadbalancing", "guardduty", "cloudformation", "events", "backup",
    ]

    /// From the block set aside for measuring (RFC 2544), some private, some IPv6 of the documentation's block.
    private static func address(_ random: inout SplitMix64) -> String {
        switch random.below(20) {
        case 0: "2001:db8:\(random.hex(4)):\(random.hex(3))::\(random.hex(3))"
        case 1, 2: "10.\(random.below(4)).\(random.below(256)).\(random.within(1...254))"
        default: "198.\(random.within(18...19)).\(random.below(256)).\(random.within(1...254))"
        }
    }

    private static func agent(_ random: inout SplitMix64) -> String {
        let minor = random.within(2...40)
        let patch = random.below(40)
        return switch random.below(6) {
        case 0:
            "Boto3/1.\(minor).\(patch) md/Botocore#1.\(minor).\(patch) ua/2.0 os/linux#5.\(patch).0-amzn2.x86_64 md/arch#x86_64 lang/python#3.11.\(patch % 9) md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.\(minor).\(patch)"
        case 1:
            "aws-cli/2.\(minor).\(patch) md/awscrt#0.20.3 ua/2.0 os/macos#23.\(patch % 6).0 md/arch#arm64 lang/python#3.11.8 md/pyimpl#CPython cfg/retry-mode#standard md/prompt#off md/command#ec2.describe-instances"
        case 2:
            "APN/1.0 HashiCorp/1.0 Terraform/1.\(minor % 9).\(patch) (+https://www.terraform.io) terraform-provider-aws/5.\(minor).0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.\(minor).\(patch) os/linux lang/go#1.21.8 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.\(patch).0"
        case 3: "aws-sdk-go/1.\(minor).\(patch) (go1.21.\(patch % 9); linux; amd64) amazon-ssm-agent/"
        case 4:
            "aws-sdk-java/2.\(minor % 26).\(patch) Linux/5.10.\(patch)-amzn2.x86_64 OpenJDK_64-Bit_Server_VM/17.0.9 Java/17.0.9 vendor/Amazon.com_Inc. exec-env/AWS_ECS_FARGATE io/sync http/Apache cfg/retry-mode/legacy"
        default: Agents.of2020.browser
        }
    }
}
