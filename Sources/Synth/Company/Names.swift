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
