/// The people and programs of the company. Nobody here exists.
enum Names {
    static let people = [
        "tomasz.wilk", "amelie.roux", "ben.okafor", "carla.mendes", "david.lund", "elif.kaya", "farid.azimi",
        "greta.holm", "hana.sato", "ivan.dragic", "joana.faria", "kofi.mensah", "laura.conti", "mateo.silva",
        "nina.berger", "omar.haddad", "petra.novak", "quentin.leroy", "rosa.ibarra", "sven.eklund", "tara.nolan",
        "uma.pillai", "viktor.orban-nagy", "wendy.chu", "yuki.tanaka", "zara.khan", "anton.weiss", "bianca.moretti",
        "chen.liu", "dina.petrova", "emil.hansen", "fiona.byrne", "gustav.maier", "helena.duarte",
    ]

    /// Most people work in production's account, some in the others.
    static func account(of index: Int) -> String {
        switch index {
        case 0..<22, 24: Company.Accounts.production
        case 22..<29: Company.Accounts.staging
        case 29..<32: Company.Accounts.data
        default: Company.Accounts.shared
        }
    }

    /// Those who come through the directory, without IAM users of their own.
    static let federated = [
        "ines.duarte@example.com", "lars.brandt@example.com", "mira.joshi@example.com", "noel.fischer@example.com",
        "olga.sidorova@example.com", "paulo.reis@example.com", "rania.saleh@example.com", "simon.keller@example.com",
    ]

    static let programs = [
        "svc-metrics-exporter", "svc-log-shipper", "svc-inventory-sync", "svc-billing-report", "svc-cdn-purge",
        "svc-mail-relay", "svc-search-indexer", "svc-fraud-score", "svc-cert-renewal", "svc-cost-explorer",
        "svc-dns-sync", "svc-image-resize", "svc-staging-tests", "svc-data-loader", "svc-audit-export",
        "svc-staging-metrics", "svc-data-quality", "svc-artifact-cleanup",
    ]
}

/// Programs, as `userAgent` names them in the spring of 2020.
enum Agents {
    static let terraform =
        "aws-sdk-go/1.30.7 (go1.13.7; linux; amd64) APN/1.0 HashiCorp/1.0 Terraform/0.12.24 (+https://www.terraform.io)"
    static let browser =
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_4) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/81.0.4044.129 Safari/537.36"
    static let bucketsPage =
        "S3Console/0.4, aws-internal/3 aws-sdk-java/1.11.761 Linux/4.9.217-0.1.ac.205.84.332.metal1.x86_64 OpenJDK_64-Bit_Server_VM/25.252-b09 java/1.8.0_252 vendor/Oracle_Corporation"
    static let commandLine = [
        "aws-cli/2.0.10 Python/3.7.3 Darwin/19.4.0 botocore/2.0.0dev14",
        "aws-cli/1.18.39 Python/3.7.7 Linux/4.15.0-96-generic botocore/1.15.39",
        "aws-cli/1.18.46 Python/3.8.2 Windows/10 botocore/1.15.46",
    ]
    static let servers = [
        "aws-sdk-java/1.11.756 Linux/4.14.171-136.231.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/25.242-b08 java/1.8.0_242 vendor/Oracle_Corporation",
        "aws-sdk-go/1.29.22 (go1.14; linux; amd64) amazon-ssm-agent/",
        "Boto3/1.12.31 Python/3.7.6 Linux/4.14.173-137.229.amzn2.x86_64 Botocore/1.15.31",
        "aws-sdk-nodejs/2.648.0 linux/v12.16.1 promise",
    ]
    static let programs = [
        "Boto3/1.12.33 Python/3.8.2 Linux/5.3.0-1017-aws Botocore/1.15.33",
        "aws-sdk-go/1.29.34 (go1.14.1; linux; amd64)",
        "aws-sdk-ruby3/3.92.0 ruby/2.6.5 x86_64-linux aws-sdk-core/3.92.0",
        "aws-sdk-java/2.11.3 Linux/4.19.0-8-amd64 OpenJDK_64-Bit_Server_VM/11.0.6 Java/11.0.6 vendor/Debian",
        "Boto3/1.10.50 Python/3.6.9 Linux/4.15.0-91-generic Botocore/1.13.50",
    ]
    static let function =
        "Boto3/1.12.22 Python/3.7.7 Linux/4.14.165-102.205.amzn2.x86_64 exec-env/AWS_Lambda_python3.7 Botocore/1.15.22"
}
