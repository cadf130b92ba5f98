/// The eight IAM users whose long-lived keys the attacker holds, all in the production account.
struct Victims: Sendable {
    /// Backs up volumes every Saturday; may do far more than that.
    let backup: User
    /// A developer who uses her key from the office every working day, also during the attack.
    let marta: User
    /// The deployment user of before the pipeline; last used for real 41 days before.
    let legacyDeploy: User
    /// Left the company; last used 33 days before.
    let oleg: User
    /// Never used by anyone else in the trail.
    let reportExport: User
    let mobileUpload: User
    let integration: User
    /// Works in the console every day, but never with his key.
    let tomasz: User

    init(random: inout SplitMix64) {
        func user(_ name: String) -> User {
            User(
                name: name, account: Company.Accounts.production, id: random.principalID("AIDA"),
                key: random.longLivedKey())
        }
        backup = user("svc-backup")
        marta = user("marta.kovacs")
        legacyDeploy = user("ci-legacy-deploy")
        oleg = user("oleg.petrov")
        reportExport = user("svc-report-export")
        mobileUpload = user("svc-mobile-upload")
        integration = user("test-integration")
        tomasz = user("tomasz.wilk")
    }
}
