import CloudTrail

extension QuietMonth {
    /// Two people sign in for some days from where nobody of the company ever was.
    func travel(into log: inout Logbook) {
        for (name, address, days) in [
            ("carla.mendes", Self.conferenceAddress, 13...16), ("ben.okafor", Self.hotelAddress, 20...22),
        ] {
            let person = company.person(name)
            for day in company.calendar.days where days.contains(day.start.parts.day) {
                let time = day.at(14, log.random.below(40), log.random.below(60))
                visit(person.user, mfa: person.hasMFA, from: address, at: time, calls: 9, into: &log)
            }
            let shell = Caller.user(
                person.user, key: person.user.key, address: address, agent: company.agents.commandLine[0])
            guard let last = company.calendar.days.last(where: { days.contains($0.start.parts.day) }) else { continue }
            for (index, call) in [STS.getCallerIdentity(), S3.listBuckets(), EC2.describeInstances()].enumerated() {
                log.add(call, by: shell, at: last.at(16, 5, 20 + 14 * index), in: company.scene.region)
            }
        }
    }

    /// Five colleagues work in one room all month, and nobody can tell them apart by their address.
    func coworking(into log: inout Logbook) {
        let names = ["david.lund", "greta.holm", "hana.sato", "ivan.dragic", "joana.faria"]
        for day in company.calendar.days where day.isWorkday {
            for name in names where log.random.oneIn(2) {
                let person = company.person(name)
                let time = day.at(9 + log.random.below(6), log.random.below(60), log.random.below(60))
                visit(
                    person.user, mfa: person.hasMFA, from: Self.sharedAddress, at: time,
                    calls: log.random.within(3...7), into: &log)
            }
        }
    }

    private func visit(
        _ user: User, mfa: Bool, from address: String, at start: EventTime, calls: Int, into log: inout Logbook
    ) {
        var time = start
        log.add(
            SignIn.login(mfa: mfa), by: .signingIn(user, address: address, agent: company.agents.browser), at: time,
            in: "us-east-1")
        var console = Caller.user(
            user, key: log.random.temporaryKey(), address: address, agent: company.agents.browser,
            session: Caller.Session(created: time, mfa: mfa))
        console.isConsole = true
        for _ in 0..<calls {
            time = time.adding(seconds: log.random.within(6...80))
            let call = Menus.console.order(at: company.scene, &log.random)
            console.agent = company.agents.page(of: call.service)
            log.add(call, by: console, at: time, in: company.scene.region)
        }
    }

    /// On Mondays the scanner sweeps over every region: the same calls as somebody who tries stolen keys.
    func scans(into log: inout Logbook) {
        let caller = Caller.user(
            scanner, key: scanner.key, address: Self.scannerAddress, agent: company.agents.programs[4])
        for day in company.calendar.days where day.start.parts.weekday == 0 {
            var time = day.at(4, 0, log.random.below(60))
            func add(_ call: Call, in region: String, _ log: inout Logbook) {
                log.add(call, by: caller, at: time, in: region)
                time = time.adding(seconds: log.random.within(0...2))
            }
            add(IAM.listUsers(), in: "us-east-1", &log)
            add(IAM.listRoles(), in: "us-east-1", &log)
            for place in company.places(of: scanner.account) {
                for call in [
                    S3.listBuckets(), EC2.describeInstances(), RDS.describeDBInstances(),
                    EC2.describeSecurityGroups(), EC2.describeSnapshots(owner: scanner.account),
                    Lambda.listFunctions(), KMS.listAliases(), Secrets.listSecrets().denied(to: caller),
                ] { add(call, in: place.region, &log) }
                for bucket in place.buckets {
                    add(Buckets.audit(bucket, in: scanner.account, &log.random), in: place.region, &log)
                }
            }
        }
    }

    /// A key is replaced: a second one is made, the first turned off and deleted. On the machine that has the new one the
    /// clock is wrong at first.
    func renewal(into log: inout Logbook) {
        let start = EventTime(2024, 8, 19, 9, 30, 15)
        let scene = company.scene
        for day in company.calendar.days {
            let user = day.start < start ? reporter : renewed
            report(by: user, at: day.at(3, 15, log.random.below(30)), into: &log)
        }
        let admin = Directory(company).session(
            of: "lars.brandt@example.com", as: .administrators, in: reporter.account, address: Company.officeAddress,
            agent: company.agents.commandLine[1], at: start, into: &log)
        for (call, seconds) in [
            (IAM.listAccessKeys(of: reporter.name), 30),
            (IAM.createAccessKey(renewed, at: start.adding(seconds: 70)), 70),
            (IAM.deactivate(key: reporter.key, of: reporter.name), 2700),
            (IAM.deleteAccessKey(reporter.key, of: reporter.name), 2790),
        ] { log.add(call, by: admin, at: start.adding(seconds: seconds), in: scene.region) }
        let expired = EC2.describeInstances().failing("Client.RequestExpired", "Request has expired.")
        for index in 0..<8 {
            log.add(
                expired, by: caller(renewed), at: start.adding(seconds: 900 + 60 * index), in: scene.region)
        }
        report(by: renewed, at: start.adding(seconds: 1800), into: &log)
    }

    private func caller(_ user: User) -> Caller {
        .user(user, key: user.key, address: Self.reporterAddress, agent: company.agents.programs[2])
    }

    private func report(by user: User, at start: EventTime, into log: inout Logbook) {
        for (index, call) in [
            STS.getCallerIdentity(), EC2.describeInstances(), RDS.describeDBInstances(), Watching.describeAlarms(),
        ].enumerated() {
            log.add(call, by: caller(user), at: start.adding(seconds: 2 * index), in: company.scene.region)
        }
    }

    /// Somebody forgets her password in the evening, gives up, and is given another in the morning.
    func forgottenPassword(into log: inout Logbook) {
        let person = company.person("petra.novak")
        let evening = EventTime(2024, 8, 14, 19, 20, 11)
        for index in 0..<6 {
            log.add(
                SignIn.failedLogin(mfa: false),
                by: .signingIn(person.user, address: person.home, agent: company.agents.browser),
                at: evening.adding(seconds: 47 * index), in: "us-east-1")
        }
        let morning = EventTime(2024, 8, 15, 7, 48, 30)
        let admin = Directory(company).session(
            of: "lars.brandt@example.com", as: .administrators, in: person.user.account,
            address: Company.officeAddress, agent: company.agents.commandLine[1], at: morning, into: &log)
        log.add(
            IAM.updateLoginProfile(person.user), by: admin, at: morning.adding(seconds: 50), in: company.scene.region)
        visit(
            person.user, mfa: person.hasMFA, from: Company.officeAddress, at: morning.adding(seconds: 600), calls: 6,
            into: &log)
    }

    func oddities(into log: inout Logbook) {
        let oddities = Oddities(company)
        oddities.importedKeyPair(
            "bastion-2024q3", in: company.scene, at: EventTime(2024, 8, 7, 12, 50, 4), into: &log)
        oddities.deniedScript(of: "yuki.tanaka", at: EventTime(2024, 8, 22, 14, 31, 9), into: &log)
        _ = oddities.newHire(
            "priya.raman", by: "lars.brandt@example.com", home: Self.newHireAddress,
            at: EventTime(2024, 8, 26, 8, 40, 2), into: &log)
    }
}
