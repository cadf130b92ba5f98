import CloudTrail

/// The credentials that an instance holds at a time. They change every six hours, and follow from the instance and the
/// hour alone, so that whoever issues them and whoever uses them agree.
struct InstanceCredentials {
    let instance: Place.Instance
    let role: Role
    let key: String
    let created: EventTime
    private let number: Int
    private let server: String

    init(_ company: Company, _ place: Place, _ number: Int, at time: EventTime) {
        let slot = time.floored(toMultipleOf: 6 * EventTime.hour)
        instance = place.instances[number]
        role = company.roles.role(.server, in: place.account)
        self.number = number
        server = company.agents.servers[number % company.agents.servers.count]
        // The first private octets tell the places apart.
        let site = company.places.firstIndex { $0.account == place.account && $0.region == place.region } ?? 0
        var random = SplitMix64(
            seed: company.seed, stream: "instance credentials",
            (site * 1000 + number) * 100_000 + slot.seconds / 21_600)
        key = random.temporaryKey()
        // Never after a moment at which they may already be in use.
        created = min(slot.adding(seconds: random.below(300)), time)
    }

    func caller(_ random: inout SplitMix64) -> Caller {
        // Every fourth instance calls through an endpoint of its network and so with its private address.
        let isPrivate = number % 4 == 3
        let isNew = number % 11 == 5
        var caller = Caller.role(
            role, session: instance.id, key: key, session: Caller.Session(created: created, mfa: false),
            address: isPrivate
                ? instance.privateAddress : isNew ? "2001:db8:16:\(number)::10" : instance.address,
            agent: server, onInstance: true)
        if isPrivate { caller.vpcEndpoint = "vpce-0a1b2c3d\(100 + number)" }
        return caller
    }
}
