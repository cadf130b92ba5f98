/// The roles that every account of the company has.
struct Roles: Sendable {
    private let byAccount: [[Role]]

    enum Kind: Int, CaseIterable, Sendable {
        case server, function, deploy, operations
        case administrators, developers, readers, responders
        case autoscaling, balancing, databases, config, advisor, guardDuty
    }

    static let ordinaryNames = [
        "app-server", "lambda-worker", "deploy", "ops-admin", "OrganizationAccountAccessRole", "batch-runner",
    ]

    init(random: inout SplitMix64) {
        var byAccount: [[Role]] = []
        for account in Company.Accounts.all {
            byAccount.append(
                Kind.allCases.map { kind in
                    let (name, path) = Self.name(of: kind, suffix: random.hex(16))
                    return Role(name: name, account: account, id: random.principalID("AROA"), path: path)
                })
        }
        self.byAccount = byAccount
    }

    func role(_ kind: Kind, in account: String) -> Role {
        byAccount[Company.Accounts.all.firstIndex(of: account) ?? 0][kind.rawValue]
    }

    private static func name(of kind: Kind, suffix: String) -> (name: String, path: String) {
        func linked(_ service: String, _ name: String) -> (String, String) {
            ("AWSServiceRoleFor" + name, "aws-service-role/\(service).amazonaws.com/")
        }
        func directory(_ name: String) -> (String, String) {
            ("AWSReservedSSO_\(name)_\(suffix)", "aws-reserved/sso.amazonaws.com/")
        }
        return switch kind {
        case .server: ("app-server", "")
        case .function: ("lambda-worker", "service-role/")
        case .deploy: ("deploy", "")
        case .operations: ("ops-admin", "")
        case .administrators: directory("AdministratorAccess")
        case .developers: directory("PowerUserAccess")
        case .readers: directory("ViewOnlyAccess")
        case .responders: directory("IncidentResponse")
        case .autoscaling: linked("autoscaling", "AutoScaling")
        case .balancing: linked("elasticloadbalancing", "ElasticLoadBalancing")
        case .databases: linked("rds", "RDS")
        case .config: linked("config", "Config")
        case .advisor: linked("trustedadvisor", "TrustedAdvisor")
        case .guardDuty: linked("guardduty", "AmazonGuardDuty")
        }
    }
}
