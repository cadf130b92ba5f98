import CloudTrail

/// The traffic of an ordinary day: first the people, each once, then machines until the day is full.
struct Background {
    let company: Company

    func fill(_ day: Calendar.Day, events: Int) -> [Record] {
        var log = Logbook(
            from: day.start, to: day.end, form: company.form, room: events,
            random: SplitMix64(seed: company.seed, stream: "day", day.index))
        people(on: day, into: &log)
        while log.room > 0 { machine(on: day, into: &log) }
        return log.records
    }

    private func people(on day: Calendar.Day, into log: inout Logbook) {
        for person in company.people where log.random.below(100) < (day.isWorkday ? 88 : 7) {
            consoleSession(of: person, on: day, into: &log)
        }
        for person in Names.federated where log.random.below(100) < (day.isWorkday ? 90 : 10) {
            directorySession(of: person, on: day, into: &log)
        }
    }

    private func machine(on day: Calendar.Day, into log: inout Logbook) {
        switch log.random.below(1000) {
        case 0..<330: server(on: day, into: &log)
        case 330..<540: function(on: day, into: &log)
        case 540..<700: watcher(on: day, into: &log)
        case 700..<840: service(on: day, into: &log)
        case 840..<985: program(on: day, into: &log)
        default: pipeline(on: day, into: &log)
        }
    }

    /// Adds what the menu offers; now and then it is denied or comes too fast.
    private func order(
        _ menu: Menu, by caller: Caller, at place: Place, _ time: EventTime, into log: inout Logbook
    ) {
        var call = menu.order(at: place, &log.random)
        if call.error == nil {
            switch log.random.below(600) {
            case 0..<5: call = call.denied(to: caller)
            case 5..<8: call = Watching.throttled(call)
            default: break
            }
        }
        log.add(call, by: caller, at: time, in: place.region)
    }

    // MARK: Machines

    /// The production main region has most of everything.
    private func place(on day: Calendar.Day, _ random: inout SplitMix64) -> Place {
        random.oneIn(2) ? company.scene : random.pickPopular(company.places(on: day))
    }

    /// One of an account's own regions.
    func place(of account: String, on day: Calendar.Day, _ random: inout SplitMix64) -> Place {
        random.pickPopular(company.places(on: day).filter { $0.account == account })
    }

    private func server(on day: Calendar.Day, into log: inout Logbook) {
        let place = place(on: day, &log.random)
        let number = log.random.below(place.instances.count)
        var time = Calendar.anyMoment(of: day, &log.random)
        let caller = InstanceCredentials(company, place, number, at: time).caller(&log.random)
        for _ in 0..<log.random.within(2...8) {
            order(Menus.server, by: caller, at: place, time, into: &log)
            time = time.adding(seconds: log.random.within(0...25))
        }
    }

    private func function(on day: Calendar.Day, into log: inout Logbook) {
        let place = place(on: day, &log.random)
        var time = Calendar.anyMoment(of: day, &log.random)
        let role = company.roles.role(.function, in: place.account)
        let name = log.random.pickPopular(place.functions)
        let caller = Caller.role(
            role, session: name, key: log.random.temporaryKey(),
            session: Caller.Session(created: time.adding(seconds: -log.random.below(7200)), mfa: false),
            address: "192.0.2.\(124 + log.random.below(4))", agent: company.agents.function)
        for _ in 0..<log.random.within(1...5) {
            order(Menus.function, by: caller, at: place, time, into: &log)
            time = time.adding(seconds: log.random.within(0...4))
        }
    }

    private static let watchers: [(role: Roles.Kind, service: String)] = [
        (.autoscaling, "autoscaling.amazonaws.com"), (.balancing, "elasticloadbalancing.amazonaws.com"),
        (.databases, "rds.amazonaws.com"), (.config, "config.amazonaws.com"),
        (.advisor, "trustedadvisor.amazonaws.com"), (.guardDuty, "guardduty.amazonaws.com"),
    ]

    private func watcher(on day: Calendar.Day, into log: inout Logbook) {
        let place = place(on: day, &log.random)
        var time = Calendar.anyMoment(of: day, &log.random)
        let watcher = log.random.pickPopular(Self.watchers)
        let caller = Caller.role(
            company.roles.role(watcher.role, in: place.account), session: "\(watcher.role)-\(log.random.hex(8))",
            key: "", session: Caller.Session(created: time, mfa: false), address: watcher.service,
            agent: watcher.service, invokedBy: watcher.service)
        for _ in 0..<log.random.within(2...9) {
            order(Menus.watcher, by: caller, at: place, time, into: &log)
            time = time.adding(seconds: log.random.within(0...2))
        }
    }

    private func program(on day: Calendar.Day, into log: inout Logbook) {
        let program = log.random.pick(company.programs)
        let place = place(of: program.user.account, on: day, &log.random)
        var time = Calendar.anyMoment(of: day, &log.random)
        let caller = Caller.user(
            program.user, key: program.user.key, address: program.address, agent: program.agent)
        for _ in 0..<log.random.within(2...8) {
            order(Menus.collector, by: caller, at: place, time, into: &log)
            time = time.adding(seconds: log.random.within(0...12))
        }
    }

    /// Services on their own: they hand out credentials, read what they deliver to, rotate what is due.
    private func service(on day: Calendar.Day, into log: inout Logbook) {
        let place = place(on: day, &log.random)
        let time = Calendar.anyMoment(of: day, &log.random)
        switch log.random.below(10) {
        case 0..<4:
            let number = log.random.below(place.instances.count)
            let credentials = InstanceCredentials(company, place, number, at: time)
            guard credentials.created >= log.start else { return }
            log.add(
                STS.assumeRole(
                    credentials.role, session: credentials.instance.id, key: credentials.key,
                    at: credentials.created, hours: 6),
                by: .service("ec2.amazonaws.com", in: place.account), at: credentials.created, in: place.region)
        case 4..<6:
            let name = "\(log.random.pick(place.functions))"
            log.add(
                STS.assumeRole(
                    company.roles.role(.function, in: place.account), session: name, key: log.random.temporaryKey(),
                    at: time),
                by: .service("lambda.amazonaws.com", in: place.account), at: time, in: place.region)
        case 6..<8:
            let bucket = log.random.pick(place.buckets)
            log.add(
                S3.get("GetBucketAcl", "acl", of: bucket, in: place.account),
                by: .service("cloudtrail.amazonaws.com", in: place.account), at: time, in: place.region)
        case 8:
            let key = log.random.pick(place.encryptionKeys)
            log.add(
                KMS.generateDataKey(
                    key, in: place, context: ("aws:ebs:id", log.random.pick(place.volumes))),
                by: .service("ec2.amazonaws.com", in: place.account), at: time, in: place.region)
        default:
            let secret = log.random.pick(place.secrets)
            let caller = Caller.internally(in: place.account)
            log.add(
                Secrets.rotation(of: secret, in: place, step: "RotationStarted"), by: caller, at: time, in: place.region
            )
            log.add(
                Secrets.rotation(of: secret, in: place, step: "RotationSucceeded"), by: caller,
                at: time.adding(seconds: log.random.within(20...90)), in: place.region)
        }
    }

    // MARK: The pipeline

    private func pipeline(on day: Calendar.Day, into log: inout Logbook) {
        let account = log.random.pick([
            Company.Accounts.production, Company.Accounts.production, Company.Accounts.staging, Company.Accounts.data,
        ])
        let place = place(of: account, on: day, &log.random)
        var time =
            day.isWorkday
            ? Calendar.workingMoment(of: day, &log.random) : Calendar.anyMoment(of: day, &log.random)
        let pipeline = Pipeline(company)
        let caller = pipeline.deployer(in: place, at: time, into: &log)
        let build = 4000 + day.index * 30 + log.random.below(30)
        for _ in 0..<log.random.within(18...50) {
            time = time.adding(seconds: log.random.within(0...3))
            order(Menus.terraform, by: caller, at: place, time, into: &log)
        }
        for _ in 0..<log.random.within(0...4) {
            time = time.adding(seconds: log.random.within(2...15))
            log.add(
                pipeline.change(in: place, build: build, at: time, &log.random), by: caller, at: time, in: place.region)
        }
    }
}
