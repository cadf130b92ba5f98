import CloudTrail

extension RoleChain {
    /// Two rounds through the same chain, from two addresses, and a visit from outside.
    func attack(into log: inout Logbook) {
        let script =
            "Boto3/1.35.29 md/Botocore#1.35.29 ua/2.0 os/linux#6.8.0-45-generic md/arch#x86_64 lang/python#3.12.3 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.35.29"
        let hand =
            "aws-cli/2.17.62 md/awscrt#0.21.2 ua/2.0 os/linux#6.10.9-amd64 md/arch#x86_64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard md/installer#source md/prompt#off"
        let first = Caller.user(program, key: program.key, address: Self.firstAddress, agent: script)
        let second = Caller.user(program, key: program.key, address: Self.secondAddress, agent: hand)
        firstRound(by: first, into: &log)
        secondRound(by: second, into: &log)
        visit(agent: hand, into: &log)
    }

    private var day: EventTime { EventTime(2024, 10, 2) }

    private func time(_ hour: Int, _ minute: Int, _ second: Int) -> EventTime {
        day.adding(seconds: hour * 3600 + minute * 60 + second)
    }

    private func firstRound(by key: Caller, into log: inout Logbook) {
        let region = company.scene.region
        func add(_ call: Call, by caller: Caller, _ time: EventTime, in log: inout Logbook) {
            log.add(call, by: caller, at: time, in: region)
        }
        add(STS.getCallerIdentity(), by: key, time(1, 12, 7), in: &log)
        add(S3.listBuckets().denied(to: key), by: key, time(1, 12, 20), in: &log)
        add(IAM.listUsers().denied(to: key), by: key, time(1, 12, 31), in: &log)
        add(IAM.listRoles(), by: key, time(1, 12, 44), in: &log)
        for (account, second) in [(Company.Accounts.production, 2), (Company.Accounts.staging, 9)] {
            let role = "arn:aws:iam::\(account):role/OrganizationAccountAccessRole"
            add(STS.assumeRoleDenied(role, to: key), by: key, time(1, 14, second), in: &log)
        }

        let managing = log.assume(manager, session: "botocore-session-1727831671", by: key, at: time(1, 14, 31))
        add(STS.getCallerIdentity(), by: managing, time(1, 15, 2), in: &log)
        add(S3.listBuckets(), by: managing, time(1, 15, 20), in: &log)
        add(IAM.listAttachedRolePolicies(manager.name), by: managing, time(1, 16, 10), in: &log)
        add(IAM.getRolePolicy(manager.name, "assume-deploy"), by: managing, time(1, 16, 13), in: &log)

        let deploying = log.assume(deployer, session: "botocore-session-1727831860", by: managing, at: time(1, 17, 40))
        let looks = [
            STS.getCallerIdentity(), S3.listBuckets(), EC2.describeInstances(), RDS.describeDBInstances(),
            EC2.describeVolumes(), Secrets.listSecrets(),
        ]
        for (index, call) in looks.enumerated() {
            add(call, by: deploying, time(1, 18, 1).adding(seconds: 14 * index), in: &log)
        }
        add(
            Call(.iam, "CreateUser", readOnly: false).denied(to: deploying), by: deploying, time(1, 21, 5), in: &log)
        readSecrets(company.scene.secrets[0..<5], denied: [3], by: deploying, from: time(1, 24, 12), into: &log)
        snapshot(by: deploying, into: &log)
        add(IAM.updateAssumeRolePolicy(runner, document: trust), by: deploying, time(1, 44, 50), in: &log)
    }

    private func readSecrets(
        _ names: ArraySlice<String>, denied: Set<Int> = [], by caller: Caller, from start: EventTime,
        into log: inout Logbook
    ) {
        for (index, name) in names.enumerated() {
            let call = Secrets.getSecretValue(name)
            log.add(
                denied.contains(index) ? call.denied(to: caller) : call, by: caller,
                at: start.adding(seconds: 17 * index), in: company.scene.region)
        }
    }

    private func snapshot(by caller: Caller, into log: inout Logbook) {
        let scene = company.scene
        for (index, snapshot) in snapshots.enumerated() {
            let taken = time(1, 31, 8).adding(seconds: 21 * index)
            log.add(
                EC2.createSnapshot(
                    of: scene.volumes[index], as: snapshot, description: "", owner: scene.account, at: taken),
                by: caller, at: taken, in: scene.region)
            log.add(
                EC2.shareSnapshot(snapshot, with: Self.outsideAccount), by: caller,
                at: time(1, 38, 40).adding(seconds: 9 * index), in: scene.region)
        }
    }

    private var trust: String {
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com","AWS":"arn:aws:iam::\#(Self.outsideAccount):root"},"Action":"sts:AssumeRole"}]}"#
    }

    private func secondRound(by key: Caller, into log: inout Logbook) {
        let region = company.scene.region
        log.add(STS.getCallerIdentity(), by: key, at: time(2, 41, 15), in: region)
        let managing = log.assume(manager, session: "backup-check", by: key, at: time(2, 41, 52))
        let deploying = log.assume(deployer, session: "backup-check", by: managing, at: time(2, 42, 30))
        log.add(
            EC2.describeSnapshots(owner: deployer.account), by: deploying, at: time(2, 43, 18), in: region)
        readSecrets(company.scene.secrets[5..<7], by: deploying, from: time(2, 46, 2), into: &log)
    }

    /// The attacker's own account walks in through the trust that it was given.
    private func visit(agent: String, into log: inout Logbook) {
        let visitor = Caller.visiting(
            principalID: log.random.principalID("AIDA"), from: Self.outsideAccount, in: runner.account,
            address: Self.secondAddress, agent: agent)
        let running = log.admit(visitor, to: runner, session: "check", at: time(3, 5, 26))
        let place = company.scene
        log.add(STS.getCallerIdentity(), by: running, at: time(3, 5, 58), in: place.region)
        log.add(S3.listBuckets(), by: running, at: time(3, 6, 40), in: place.region)
        for (index, parameter) in place.parameters.prefix(3).enumerated() {
            log.add(
                SystemsManager.getParameter(parameter, in: place), by: running,
                at: time(3, 8, 4).adding(seconds: 12 * index), in: place.region)
        }
    }
}
