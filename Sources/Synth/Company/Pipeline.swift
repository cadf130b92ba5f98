import CloudTrail

/// The deployment pipeline: the runner in the shared account assumes `deploy` where it has work, and Terraform does it.
struct Pipeline {
    private let company: Company

    init(_ company: Company) {
        self.company = company
    }

    /// Records the AssumeRole in both accounts and returns the session that it opened.
    func deployer(in place: Place, at time: EventTime, into log: inout Logbook) -> Caller {
        // A session begins and is used within the stretch that the log covers.
        let time = log.within(time)
        let role = company.roles.role(.deploy, in: place.account)
        let session = "gitlab-\(log.random.within(100_000...999_999))"
        return log.assume(role, session: session, by: company.runnerCaller, at: time)
    }

    /// One thing that a deployment changes.
    func change(in place: Place, build: Int, at time: EventTime, _ random: inout SplitMix64) -> Call {
        switch random.below(12) {
        case 0..<3:
            return Containers.updateService(random.pick(place.clusters), random.pick(Place.systems), revision: build)
        case 3..<5:
            return Lambda.updateCode(
                random.pick(place.functions), in: place, bucket: place.buckets[0], build: build, random: &random)
        case 5..<7:
            return EC2.createTags(
                random.pick(place.instances).id, [("build", String(build)), ("managed-by", "terraform")])
        case 7: return EC2.authorizeIngress(groupID: random.pick(place.groups).id, Self.permission(&random))
        case 8: return EC2.revokeIngress(groupID: random.pick(place.groups).id, Self.permission(&random))
        case 9:
            let group = Place.SecurityGroup(
                name: "\(place.groups[0].name)-\(build)", id: random.resourceID("sg"))
            return EC2.createSecurityGroup(group, vpc: place.vpc)
        case 10:
            return IAM.putRolePolicy(
                random.pick(place.roleNames), "inline",
                document:
                    #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::\#(random.pick(place.buckets))/*"}]}"#
            )
        default:
            return EC2.runInstance(
                random.pick(place.instances), in: place, image: random.pick(place.images), keyName: nil, at: time,
                random: &random)
        }
    }

    /// Mostly the inside of the network; now and then a web tier for everybody, which is as it should be.
    private static func permission(_ random: inout SplitMix64) -> EC2.Permission {
        guard !random.oneIn(5) else {
            return EC2.Permission(fromPort: 443, toPort: 443, sources: ["0.0.0.0/0"], description: "public site")
        }
        let port = random.pick([443, 5432, 6379, 8080])
        let source = "10.\(random.within(16...25)).\(random.below(8) * 32).0/19"
        return EC2.Permission(fromPort: port, toPort: port, sources: [source], description: "internal")
    }
}
