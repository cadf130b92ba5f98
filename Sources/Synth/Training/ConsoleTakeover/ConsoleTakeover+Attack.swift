import CloudTrail

extension ConsoleTakeover {
    func attack(into log: inout Logbook) {
        guesses(into: &log)
        firstSession(into: &log)
        secondSession(into: &log)
        ownKey(into: &log)
    }

    private func time(_ hour: Int, _ minute: Int, _ second: Int) -> EventTime {
        EventTime(2024, 11, 12, hour, minute, second)
    }

    private static let browser =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"

    private func door(_ user: User) -> Caller {
        .signingIn(user, address: Self.browserAddress, agent: Self.browser)
    }

    /// Names that do not exist are hidden by CloudTrail; those that do are named.
    private func guesses(into log: inout Logbook) {
        let hidden = Caller.hiddenSignIn(
            account: first.account, address: Self.browserAddress, agent: Self.browser)
        let attempts: [(Caller, EventTime)] = [
            (hidden, time(20, 41, 9)), (hidden, time(20, 41, 33)),
            (door(company.person("farid.azimi").user), time(20, 43, 2)),
            (door(company.person("farid.azimi").user), time(20, 43, 40)), (hidden, time(20, 46, 17)),
            (door(first), time(20, 51, 5)), (door(first), time(20, 51, 48)), (door(first), time(20, 53, 12)),
            (door(first), time(20, 57, 30)),
        ]
        for (caller, time) in attempts {
            log.add(SignIn.failedLogin(mfa: false), by: caller, at: time, in: "us-east-1")
        }
    }

    /// The console as the attacker sees it, signed in as somebody.
    private func signIn(as user: User, at time: EventTime, into log: inout Logbook) -> Caller {
        log.add(SignIn.login(mfa: false), by: door(user), at: time, in: "us-east-1")
        var console = Caller.user(
            user, key: log.random.temporaryKey(), address: Self.browserAddress, agent: Self.browser,
            session: Caller.Session(created: time, mfa: false))
        console.isConsole = true
        return console
    }

    private func look(_ calls: [Call], by console: Caller, from start: EventTime, into log: inout Logbook) {
        var console = console
        for (index, call) in calls.enumerated() {
            console.agent = company.agents.pages[call.service.name] ?? Self.browser
            log.add(call, by: console, at: start.adding(seconds: 19 * index), in: company.scene.region)
        }
    }

    private func firstSession(into log: inout Logbook) {
        let console = signIn(as: first, at: time(21, 3, 44), into: &log)
        look(
            [
                EC2.describeInstances(), EC2.describeSecurityGroups(), S3.listBuckets(), RDS.describeDBInstances(),
                IAM.getAccountSummary(), IAM.listUsers(), IAM.listMFADevices(of: second.name),
                IAM.listAttachedUserPolicies(second.name),
            ], by: console, from: time(21, 4, 20), into: &log)
        look(
            [Call(.iam, "CreateUser", readOnly: false).denied(to: console)], by: console, from: time(21, 12, 2),
            into: &log)
        look([IAM.updateLoginProfile(second)], by: console, from: time(21, 19, 36), into: &log)
    }

    private func secondSession(into log: inout Logbook) {
        let console = signIn(as: second, at: time(21, 24, 10), into: &log)
        look([IAM.listUsers(), IAM.getAccountSummary()], by: console, from: time(21, 24, 40), into: &log)
        look([IAM.createUser(own, at: time(21, 27, 15))], by: console, from: time(21, 27, 15), into: &log)
        look([IAM.attachPolicy(Self.policy, to: own)], by: console, from: time(21, 27, 51), into: &log)
        look([IAM.createAccessKey(own, at: time(21, 28, 33))], by: console, from: time(21, 28, 33), into: &log)
    }

    /// The new user's key, from elsewhere and with the command line.
    private func ownKey(into log: inout Logbook) {
        let caller = Caller.user(
            own, key: own.key, address: Self.keyAddress,
            agent:
                "aws-cli/2.18.5 md/awscrt#0.22.0 ua/2.0 os/linux#6.8.0-48-generic md/arch#x86_64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off"
        )
        let scene = company.scene
        let looks =
            [STS.getCallerIdentity(), S3.listBuckets(), EC2.describeInstances(), Secrets.listSecrets()]
            + scene.secrets.prefix(4).map { Secrets.getSecretValue($0) }
        for (index, call) in looks.enumerated() {
            log.add(call, by: caller, at: time(22, 40, 6).adding(seconds: 31 * index), in: scene.region)
        }
        log.add(EC2.describeInstances(), by: caller, at: time(22, 58, 14), in: farm.region)
        for (index, instance) in instances.enumerated() {
            let launched = time(23, 2, 50).adding(seconds: 41 * index)
            log.add(
                EC2.runInstance(
                    instance, in: farm, image: farm.images[0], keyName: nil, type: "p3.16xlarge", at: launched,
                    random: &log.random),
                by: caller, at: launched, in: farm.region)
        }
        log.add(EC2.describeInstances(instances.map(\.id)), by: caller, at: time(23, 9, 27), in: farm.region)
    }

    /// The next day a responder undoes a part of it.
    func response(into log: inout Logbook) {
        var time = EventTime(2024, 11, 13, 9, 18, 30)
        let responder = Directory(company).session(
            of: "ines.duarte@example.com", as: .responders, in: first.account, address: Company.officeAddress,
            agent: company.agents.commandLine[0], at: time, into: &log)
        func act(_ call: Call, after seconds: Int, in place: Place, _ log: inout Logbook) {
            time = time.adding(seconds: seconds)
            log.add(call, by: responder, at: time, in: place.region)
        }
        let scene = company.scene
        act(Watching.lookupEvents(ofKey: own.key), after: 42, in: scene, &log)
        act(IAM.listAccessKeys(of: own.name), after: 130, in: scene, &log)
        act(IAM.deactivate(key: own.key, of: own.name), after: 25, in: scene, &log)
        act(EC2.describeInstances(instances.map(\.id)), after: 240, in: farm, &log)
        act(EC2.terminateInstance(instances[0].id), after: 66, in: farm, &log)
        act(IAM.updateLoginProfile(first), after: 300, in: scene, &log)
    }
}
