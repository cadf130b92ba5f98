import CloudTrail

/// What looks suspicious in an ordinary month, and is not.
struct Oddities {
    private let company: Company

    init(_ company: Company) {
        self.company = company
    }

    /// Terraform imports a key pair: the way in which this company normally does it.
    func importedKeyPair(_ name: String, in place: Place, at time: EventTime, into log: inout Logbook) {
        let deployer = Pipeline(company).deployer(in: place, at: time, into: &log)
        log.add(EC2.describeKeyPairs([name]), by: deployer, at: time.adding(seconds: 4), in: place.region)
        let id = log.random.resourceID("key")
        log.add(
            EC2.importKeyPair(name, id: id, random: &log.random), by: deployer, at: time.adding(seconds: 6),
            in: place.region)
    }

    /// A script with the wrong policy: forty denials in four minutes, from the office.
    func deniedScript(of name: String, at start: EventTime, into log: inout Logbook) {
        let user = company.person(name).user
        let scene = company.scene
        let caller = Caller.user(
            user, key: user.key, address: Company.officeAddress, agent: company.agents.programs[0])
        var time = start
        for index in 0..<40 {
            let bucket = scene.buckets[index % scene.buckets.count]
            log.add(
                S3.get("GetBucketTagging", "tagging", of: bucket, in: scene.account).denied(to: caller), by: caller,
                at: time, in: scene.region)
            time = time.adding(seconds: log.random.within(5...8))
        }
    }

    /// A colleague on her first day: a new user, a new key, an address that nobody had used before.
    ///
    /// - Returns: the new user.
    func newHire(
        _ name: String, by administrator: String, home: String, at hired: EventTime, into log: inout Logbook
    ) -> User {
        let user = User(
            name: name, account: Company.Accounts.production, id: log.random.principalID("AIDA"),
            key: log.random.longLivedKey())
        let admin = Directory(company).session(
            of: administrator, as: .administrators, in: user.account, address: Company.officeAddress,
            agent: company.agents.commandLine[1], at: hired, into: &log)
        let calls = [
            IAM.createUser(user, at: hired.adding(seconds: 20)),
            IAM.createLoginProfile(user, at: hired.adding(seconds: 40)), IAM.addToGroup(user, "developers"),
            IAM.createAccessKey(user, at: hired.adding(seconds: 80)),
        ]
        for (index, call) in calls.enumerated() {
            log.add(call, by: admin, at: hired.adding(seconds: 20 * (index + 1)), in: "us-east-1")
        }
        var time = hired.adding(seconds: 2503)
        log.add(
            SignIn.login(mfa: false), by: .signingIn(user, address: home, agent: company.agents.browser), at: time,
            in: "us-east-1")
        var console = Caller.user(
            user, key: log.random.temporaryKey(), address: home, agent: company.agents.page(of: .ec2),
            session: Caller.Session(created: time, mfa: false))
        console.isConsole = true
        for _ in 0..<12 {
            time = time.adding(seconds: log.random.within(15...90))
            let call = Menus.console.order(at: company.scene, &log.random)
            // She has not opened the page of S3 yet.
            console.agent = company.agents.page(of: call.service.isS3 ? .monitoring : call.service)
            log.add(call, by: console, at: time, in: company.scene.region)
        }
        return user
    }
}
