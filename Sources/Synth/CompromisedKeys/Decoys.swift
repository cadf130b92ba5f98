import CloudTrail

/// What looks suspicious in the weeks before, and is not.
struct Decoys {
    private let company: Company

    init(_ company: Company) {
        self.company = company
    }

    func tell(into log: inout Logbook) {
        let oddities = Oddities(company)
        oddities.importedKeyPair(
            "staging-2020q2", in: company.places(of: Company.Accounts.staging)[0], at: EventTime(2020, 4, 8, 12, 40, 3),
            into: &log)
        oddities.importedKeyPair(
            "bastion-2020q2", in: company.scene, at: EventTime(2020, 4, 22, 13, 5, 20), into: &log)
        oddities.deniedScript(of: "yuki.tanaka", at: EventTime(2020, 4, 28, 14, 2, 3), into: &log)
        newHire(into: &log)
        sharedSnapshot(into: &log)
    }

    /// A colleague on her first two days.
    private func newHire(into log: inout Logbook) {
        let home = "192.0.2.201"
        let user = Oddities(company).newHire(
            "nadia.haddad", by: "lars.brandt@example.com", home: home, at: EventTime(2020, 5, 4, 8, 31, 12), into: &log)
        let shell = Caller.user(user, key: user.key, address: home, agent: company.agents.commandLine[0])
        var time = EventTime(2020, 5, 5, 9, 40, 18)
        for call in [STS.getCallerIdentity(), EC2.describeInstances(), S3.listBuckets(), Lambda.listFunctions()] {
            log.add(call, by: shell, at: time, in: company.scene.region)
            time = time.adding(seconds: log.random.within(20...200))
        }
    }

    /// A snapshot for the data team: shared, but with an account of the same organisation.
    private func sharedSnapshot(into log: inout Logbook) {
        let scene = company.scene
        let time = EventTime(2020, 4, 30, 10, 14, 48)
        let developer = Directory(company).session(
            of: "mira.joshi@example.com", as: .developers, in: scene.account, address: Company.officeAddress,
            agent: company.agents.commandLine[1], at: time, into: &log)
        let snapshot = log.random.resourceID("snap")
        log.add(
            EC2.createSnapshot(
                of: scene.volumes[2], as: snapshot, description: "orders for analysis", owner: scene.account,
                at: time.adding(seconds: 30)),
            by: developer, at: time.adding(seconds: 30), in: scene.region)
        log.add(
            EC2.shareSnapshot(snapshot, with: Company.Accounts.data), by: developer, at: time.adding(seconds: 400),
            in: scene.region)
    }
}
