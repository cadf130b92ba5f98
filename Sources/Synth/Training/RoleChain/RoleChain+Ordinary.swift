import CloudTrail

/// What is honest around the chain: the program whose key is stolen, the nightly release, and the response.
extension RoleChain {
    /// Every working day at half past five the program fetches what has been released.
    func programAtWork(into log: inout Logbook) {
        let place = company.places(of: program.account)[0]
        let caller = Caller.user(
            program, key: program.key, address: Self.programAddress, agent: company.agents.programs[0])
        for day in company.calendar.days where day.isWorkday {
            let calls = [
                STS.getCallerIdentity(), Containers.getAuthorizationToken(),
                SystemsManager.getParameter(log.random.pick(place.parameters), in: place),
                Watching.describeStacks(),
            ]
            var time = day.at(5, 30, log.random.below(40))
            for call in calls {
                log.add(call, by: caller, at: time, in: place.region)
                time = time.adding(seconds: log.random.within(1...6))
            }
        }
    }

    /// On the nights before working days the pipeline releases through the same two roles as the attacker, also on the
    /// night of the attack.
    func releases(into log: inout Logbook) {
        let place = company.scene
        for day in company.calendar.days where day.isWorkday {
            let run = "release-\(3100 + day.index)"
            let managing = log.assume(
                manager, session: run, by: company.runnerCaller, at: day.at(2, 10, log.random.below(50)))
            let deploying = log.assume(deployer, session: run, by: managing, at: day.at(2, 11, log.random.below(50)))
            var time = day.at(2, 12, 5)
            for _ in 0..<log.random.within(6...12) {
                log.add(Menus.terraform.order(at: place, &log.random), by: deploying, at: time, in: place.region)
                time = time.adding(seconds: log.random.within(1...4))
            }
            for system in Place.systems.prefix(2) {
                log.add(
                    Containers.updateService(place.clusters[0], system, revision: 300 + day.index), by: deploying,
                    at: time, in: place.region)
                time = time.adding(seconds: log.random.within(5...20))
            }
        }
    }

    /// The next morning: the key is turned off and two of three snapshots are taken back, when the trail ends.
    func response(into log: inout Logbook) {
        var time = EventTime(2024, 10, 3, 7, 40, 12)
        func session(in account: String, _ log: inout Logbook) -> Caller {
            Directory(company).session(
                of: "ines.duarte@example.com", as: .responders, in: account, address: Company.officeAddress,
                agent: company.agents.commandLine[0], at: time, into: &log)
        }
        func act(_ call: Call, by caller: Caller, after seconds: Int, _ log: inout Logbook) {
            time = time.adding(seconds: seconds)
            log.add(call, by: caller, at: time, in: company.scene.region)
        }
        let shared = session(in: program.account, &log)
        act(Watching.lookupEvents(ofKey: program.key), by: shared, after: 40, &log)
        act(IAM.listAccessKeys(of: program.name), by: shared, after: 95, &log)
        act(IAM.deactivate(key: program.key, of: program.name), by: shared, after: 31, &log)

        time = time.adding(seconds: 600)
        let production = session(in: deployer.account, &log)
        act(EC2.describeSnapshots(owner: deployer.account), by: production, after: 44, &log)
        for snapshot in snapshots.prefix(2) {
            act(EC2.unshareSnapshot(snapshot, from: Self.outsideAccount), by: production, after: 38, &log)
        }
        act(IAM.getRole(deployer.name), by: production, after: 120, &log)
    }
}
