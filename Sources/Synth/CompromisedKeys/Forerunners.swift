import CloudTrail

/// What happened before: how the owners used the keys that were stolen, and where the instance came from.
struct Forerunners {
    private let company: Company

    init(_ company: Company) {
        self.company = company
    }

    func tell(into log: inout Logbook) {
        saturdayBackups(into: &log)
        inventoryOfBackups(into: &log)
        workOfMarta(into: &log)
        lastDeployments(into: &log)
        lastUseByOleg(into: &log)
        instanceAndDatabases(into: &log)
    }

    /// Every Saturday at 02:00 the backup program takes a snapshot of some volumes, with Boto3.
    private func saturdayBackups(into log: inout Logbook) {
        let scene = company.scene
        let user = company.victims.backup
        let caller = Caller.user(user, key: user.key, address: Self.backupAddress, agent: Self.backupAgent)
        for day in company.calendar.days where day.start.parts.weekday == 5 {
            var time = day.start.floored(toMultipleOf: EventTime.day).adding(seconds: 7200)
            log.add(EC2.describeVolumes(), by: caller, at: time, in: scene.region)
            for volume in scene.volumes.prefix(12) {
                time = time.adding(seconds: log.random.within(2...6))
                let snapshot = log.random.resourceID("snap")
                log.add(
                    EC2.createSnapshot(
                        of: volume, as: snapshot, description: "weekly \(day.start.date)", owner: scene.account,
                        at: time),
                    by: caller, at: time, in: scene.region)
            }
            log.add(
                EC2.describeSnapshots(owner: scene.account), by: caller, at: time.adding(seconds: 30),
                in: scene.region)
            for _ in 0..<4 {
                time = time.adding(seconds: log.random.within(40...50))
                log.add(
                    EC2.deleteSnapshot(log.random.resourceID("snap")), by: caller, at: time, in: scene.region)
            }
        }
    }

    private static let backupAddress = "192.0.2.61"
    private static let backupAgent =
        "Boto3/1.12.21 Python/3.6.10 Linux/4.14.171-136.231.amzn2.x86_64 Botocore/1.15.21"

    /// Twice the backup user also served Terraform: code, never hands.
    private func inventoryOfBackups(into log: inout Logbook) {
        let scene = company.scene
        let user = company.victims.backup
        let caller = Caller.user(user, key: user.key, address: Self.backupAddress, agent: company.agents.terraform)
        for start in [EventTime(2020, 4, 14, 9, 32, 10), EventTime(2020, 4, 28, 9, 31, 44)] {
            var time = start
            log.add(STS.getCallerIdentity(), by: caller, at: time, in: "us-east-1")
            for volume in scene.volumes.prefix(12) {
                time = time.adding(seconds: log.random.within(0...2))
                log.add(EC2.describeVolumes([volume]), by: caller, at: time, in: scene.region)
            }
            log.add(
                EC2.describeSnapshots(owner: scene.account), by: caller, at: time.adding(seconds: 3), in: scene.region)
        }
    }

    /// Marta works from the office on every working day, and so does her key: also on the day of the attack.
    private func workOfMarta(into log: inout Logbook) {
        let scene = company.scene
        let user = company.victims.marta
        let caller = Caller.user(
            user, key: user.key, address: Company.officeAddress, agent: company.agents.commandLine[0])
        for day in company.calendar.days where day.isWorkday && day.start < EventTime(2020, 5, 7) {
            var time = day.start.floored(toMultipleOf: EventTime.day)
                .adding(seconds: 8 * 3600 + log.random.below(5400))
            for _ in 0..<log.random.within(3...5) {
                let call =
                    switch log.random.below(4) {
                    case 0: EC2.describeInstances([log.random.pick(scene.instances).id])
                    case 1:
                        S3.get("GetBucketLocation", "location", of: log.random.pick(scene.buckets), in: scene.account)
                    case 2: Lambda.getFunction(log.random.pick(scene.functions))
                    default: Containers.describeServices(scene.clusters[0], log.random.pick(Place.systems))
                    }
                log.add(call, by: caller, at: time, in: scene.region)
                time = time.adding(seconds: log.random.within(1200...6600))
            }
            let last = day.start.floored(toMultipleOf: EventTime.day).adding(seconds: 16 * 3600 + 40 * 60 + 21)
            log.add(STS.getCallerIdentity(), by: caller, at: last, in: "us-east-1")
        }
    }

    /// The old deployment user, on its last three days of real use.
    private func lastDeployments(into log: inout Logbook) {
        let scene = company.scene
        let user = company.victims.legacyDeploy
        let caller = Caller.user(user, key: user.key, address: "192.0.2.31", agent: company.agents.terraform)
        for day in [23, 24, 26] {
            var time = EventTime(2020, 3, day, 13, 5, 2)
            for _ in 0..<9 {
                log.add(Menus.terraform.order(at: scene, &log.random), by: caller, at: time, in: scene.region)
                time = time.adding(seconds: log.random.within(1...4))
            }
        }
        log.add(
            STS.getCallerIdentity(), by: caller, at: EventTime(2020, 3, 26, 13, 20, 37), in: "us-east-1")
    }

    private func lastUseByOleg(into log: inout Logbook) {
        let user = company.victims.oleg
        let caller = Caller.user(
            user, key: user.key, address: Company.officeAddress, agent: company.agents.commandLine[2])
        for (day, minute) in [(25, 12), (31, 48)] {
            log.add(
                EC2.describeInstances(), by: caller, at: EventTime(2020, 3, day, 10, minute, 9), in: "us-east-1")
        }
        log.add(S3.listBuckets(), by: caller, at: EventTime(2020, 4, 2, 15, 31, 54), in: "us-east-1")
    }

    /// Terraform launches the instance and two databases; three weeks later somebody stops the instance.
    private func instanceAndDatabases(into log: inout Logbook) {
        let scene = company.scene
        var time = EventTime(2020, 3, 24, 10, 2, 31)
        let deployer = Pipeline(company).deployer(in: scene, at: time, into: &log)
        time = time.adding(seconds: 20)
        log.add(
            EC2.runInstance(
                company.startedInstance, in: scene, image: scene.images[0], keyName: "prod-ops", at: time,
                random: &log.random),
            by: deployer, at: time, in: scene.region)
        for system in ["payments", "ledger"] {
            guard let group = scene.groups.first(where: { $0.name == "prod-\(system)-db" }) else { continue }
            time = time.adding(seconds: 15)
            log.add(
                RDS.createDBInstance("prod-\(system)-db", group: group, in: scene), by: deployer, at: time,
                in: scene.region)
        }
        let person = company.people[5]
        let stopped = EventTime(2020, 4, 17, 14, 6, 40)
        let console = Caller.user(
            person.user, key: log.random.temporaryKey(), address: Company.officeAddress,
            agent: "console.ec2.amazonaws.com",
            session: Caller.Session(created: stopped.adding(seconds: -1500), mfa: true))
        log.add(EC2.stopInstance(company.startedInstance.id), by: console, at: stopped, in: scene.region)
    }
}
