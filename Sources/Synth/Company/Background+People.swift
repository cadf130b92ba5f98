import CloudTrail

/// What people do: they sign in, look around in the console, switch roles, or come through the directory.
extension Background {
    func consoleSession(of person: Company.Person, on day: Calendar.Day, into log: inout Logbook) {
        var time = Calendar.workingMoment(of: day, &log.random)
        guard day.holds(time) else { return }
        let address = log.random.oneIn(9) ? person.home : Company.officeAddress
        let door = Caller.signingIn(person.user, address: address, agent: company.agents.browser)
        if log.random.oneIn(40) {
            log.add(SignIn.failedLogin(mfa: person.hasMFA), by: door, at: time, in: "us-east-1")
            time = time.adding(seconds: log.random.within(8...40))
        }
        if log.random.oneIn(120) {
            log.add(
                SignIn.failedLogin(mfa: false),
                by: .hiddenSignIn(account: person.user.account, address: address, agent: company.agents.browser),
                at: time, in: "us-east-1")
            time = time.adding(seconds: log.random.within(8...40))
        }
        log.add(SignIn.login(mfa: person.hasMFA), by: door, at: time, in: "us-east-1")

        let session = Caller.Session(created: time, mfa: person.hasMFA)
        let key = log.random.temporaryKey()
        let place = place(of: person.user.account, on: day, &log.random)
        var console = Caller.user(
            person.user, key: key, address: address, agent: company.agents.page(of: .ec2), session: session)
        look(around: place, as: &console, calls: log.random.within(2...6), from: &time, into: &log)

        if person.user.account == Company.Accounts.production, log.random.oneIn(8) {
            time = time.adding(seconds: log.random.within(30...300))
            let role = company.roles.role(.operations, in: Company.Accounts.staging)
            var switched = Caller.role(
                role, session: person.user.name, key: log.random.temporaryKey(),
                session: Caller.Session(created: log.within(time), mfa: person.hasMFA), address: address,
                agent: company.agents.browser)
            log.add(SignIn.switchRole(from: person.user, to: role), by: switched, at: time, in: "us-east-1")
            let staging = company.places(of: Company.Accounts.staging)[0]
            look(around: staging, as: &switched, calls: log.random.within(1...4), from: &time, into: &log)
        }
    }

    /// The pages of the console each name themselves, and some of their calls come from inside AWS.
    private func look(
        around place: Place, as caller: inout Caller, calls: Int, from time: inout EventTime, into log: inout Logbook
    ) {
        let address = caller.address
        caller.isConsole = true
        for _ in 0..<calls {
            time = time.adding(seconds: log.random.within(1...45))
            let call = Menus.console.order(at: place, &log.random)
            let isInside = call.readOnly && log.random.oneIn(14)
            caller.address = isInside ? "AWS Internal" : address
            caller.agent = isInside ? "AWS Internal" : company.agents.page(of: call.service)
            log.add(call, by: caller, at: time, in: place.region)
        }
        caller.address = address
    }

    /// A person without an IAM user: the directory vouches for a session of a role.
    func directorySession(of person: String, on day: Calendar.Day, into log: inout Logbook) {
        var time = Calendar.workingMoment(of: day, &log.random)
        guard day.holds(time) else { return }
        let account = log.random.pickPopular(Company.Accounts.all)
        let kind = log.random.pick([Roles.Kind.administrators, .developers, .developers, .readers])
        let address = log.random.oneIn(10) ? Self.home(of: person) : Company.officeAddress
        var caller = Directory(company).session(
            of: person, as: kind, in: account, address: address, agent: log.random.pick(company.agents.commandLine),
            at: time, into: &log)
        let place = place(of: account, on: day, &log.random)
        if log.random.oneIn(2) {
            look(around: place, as: &caller, calls: log.random.within(2...7), from: &time, into: &log)
            return
        }
        for _ in 0..<log.random.within(2...7) {
            time = time.adding(seconds: log.random.within(4...90))
            log.add(Menus.console.order(at: place, &log.random), by: caller, at: time, in: place.region)
        }
    }

    private static func home(of person: String) -> String {
        "192.0.2.\(170 + (Names.federated.firstIndex(of: person) ?? 0))"
    }
}

/// The company's directory, which lets people into roles.
struct Directory {
    private let company: Company

    init(_ company: Company) {
        self.company = company
    }

    /// Records the AssumeRoleWithSAML and returns the session that it opened.
    func session(
        of person: String, as kind: Roles.Kind, in account: String, address: String, agent: String,
        at time: EventTime, into log: inout Logbook
    ) -> Caller {
        let time = log.within(time)
        let role = company.roles.role(kind, in: account)
        let key = log.random.temporaryKey()
        log.add(
            STS.assumeRoleWithSAML(role, person: person, key: key, at: time),
            by: .federated(person, in: account, address: address, agent: company.agents.browser), at: time,
            in: "us-east-1")
        return .role(
            role, session: person, key: key, session: Caller.Session(created: time, mfa: false), address: address,
            agent: agent)
    }
}
