import CloudTrail

/// What looks suspicious in the weeks before, and is not.
struct Decoys {
    private let company: Company

    init(_ company: Company) {
        self.company = company
    }

    func tell(into log: inout Logbook) {
        importedKeyPairs(into: &log)
        deniedScript(into: &log)
        newHire(into: &log)
        sharedSnapshot(into: &log)
    }

    /// Terraform imports key pairs: the way in which this company normally does it.
    private func importedKeyPairs(into log: inout Logbook) {
        let production = company.scene
        let staging = company.places(of: Company.Accounts.staging)[0]
        for (place, name, time) in [
            (staging, "staging-2020q2", EventTime(2020, 4, 8, 12, 40, 3)),
            (production, "bastion-2020q2", EventTime(2020, 4, 22, 13, 5, 20)),
        ] {
            let deployer = Pipeline(company).deployer(in: place, at: time, into: &log)
            log.add(EC2.describeKeyPairs([name]), by: deployer, at: time.adding(seconds: 4), in: place.region)
            let id = log.random.resourceID("key")
            log.add(
                EC2.importKeyPair(name, id: id, random: &log.random), by: deployer, at: time.adding(seconds: 6),
                in: place.region)
        }
    }

    /// A script with the wrong policy: forty denials in four minutes, from the office.
    private func deniedScript(into log: inout Logbook) {
        guard let yuki = company.people.first(where: { $0.user.name == "yuki.tanaka" }) else { return }
        let scene = company.scene
        let caller = Caller.user(
            yuki.user, key: yuki.user.key, address: Company.officeAddress, agent: Agents.programs[0])
        var time = EventTime(2020, 4, 28, 14, 2, 3)
        for index in 0..<40 {
            let bucket = scene.buckets[index % scene.buckets.count]
            log.add(
                S3.get("GetBucketTagging", "tagging", of: bucket, in: scene.account).denied(to: caller), by: caller,
                at: time, in: scene.region)
            time = time.adding(seconds: log.random.within(5...8))
        }
    }

    /// A colleague on her first days: a new user, a new key, an address that nobody had used before.
    private func newHire(into log: inout Logbook) {
        let user = User(
            name: "nadia.haddad", account: Company.Accounts.production, id: log.random.principalID("AIDA"),
            key: log.random.longLivedKey())
        let hired = EventTime(2020, 5, 4, 8, 31, 12)
        let admin = Directory(company).session(
            of: "lars.brandt@example.com", as: .administrators, in: user.account, address: Company.officeAddress,
            agent: Agents.commandLine[1], at: hired, into: &log)
        let calls = [
            IAM.createUser(user, at: hired.adding(seconds: 20)),
            IAM.createLoginProfile(user, at: hired.adding(seconds: 40)), IAM.addToGroup(user, "developers"),
            IAM.createAccessKey(user, at: hired.adding(seconds: 80)),
        ]
        for (index, call) in calls.enumerated() {
            log.add(call, by: admin, at: hired.adding(seconds: 20 * (index + 1)), in: "us-east-1")
        }
        let home = "192.0.2.201"
        var time = EventTime(2020, 5, 4, 9, 12, 55)
        log.add(
            SignIn.login(mfa: false), by: .signingIn(user, address: home, agent: Agents.browser), at: time,
            in: "us-east-1")
        var console = Caller.user(
            user, key: log.random.temporaryKey(), address: home, agent: "console.ec2.amazonaws.com",
            session: Caller.Session(created: time, mfa: false))
        for _ in 0..<12 {
            time = time.adding(seconds: log.random.within(15...90))
            let call = Menus.console.order(at: company.scene, &log.random)
            console.agent = call.service.name == "ec2" ? "console.ec2.amazonaws.com" : "console.amazonaws.com"
            log.add(call, by: console, at: time, in: company.scene.region)
        }
        let shell = Caller.user(user, key: user.key, address: home, agent: Agents.commandLine[0])
        time = EventTime(2020, 5, 5, 9, 40, 18)
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
            agent: Agents.commandLine[1], at: time, into: &log)
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
