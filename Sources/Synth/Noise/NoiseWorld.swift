import CloudTrail

/// What all files of the load have in common: accounts, resources, two thousand principals.
struct NoiseWorld: Sendable {
    let seed: UInt64
    private let places: [Place]
    private let principals: [String: [NoisePrincipal]]

    init(seed: UInt64) {
        self.seed = seed
        var random = SplitMix64(seed: seed, stream: "noise world")
        let accounts = (0..<6).map { "\(111_122 + $0 * 111_111)" + "\(223_333 + $0)" }
        var places: [Place] = []
        for (index, account) in accounts.enumerated() {
            for region in Self.regions {
                places.append(
                    Place(
                        account: account, region: region, prefix: Self.prefixes[index], size: 40, octet: 32 + index,
                        roleNames: Roles.ordinaryNames, userNames: [], random: &random))
            }
        }
        // The first places are the busiest, whichever account they belong to.
        self.places = random.shuffled(places)
        var principals: [String: [NoisePrincipal]] = [:]
        for number in 0..<2000 {
            principals[random.pickPopular(accounts), default: []].append(
                NoisePrincipal(number: number, random: &random))
        }
        self.principals = principals
    }

    private static let prefixes = ["prod", "staging", "dev", "data", "shared", "sandbox"]
    private static let regions = [
        "us-east-1", "us-west-2", "eu-west-1", "us-east-2", "eu-central-1", "ap-southeast-1", "ap-northeast-1",
        "us-west-1", "ap-southeast-2", "ap-south-1", "eu-west-2", "ca-central-1", "sa-east-1", "eu-north-1",
    ]

    func place(_ random: inout SplitMix64) -> Place {
        random.pickPopular(places)
    }

    /// A principal that works in a file, ready to call.
    struct Worker: Sendable {
        var caller: Caller
        var menu: Menu
    }

    func caller(in place: Place, at time: EventTime, _ random: inout SplitMix64) -> Worker {
        let principal = principal(of: place.account, &random)
        return Worker(
            caller: principal.caller(in: place.account, at: time, seed: seed, &random), menu: principal.menu)
    }

    private func principal(of account: String, _ random: inout SplitMix64) -> NoisePrincipal {
        guard let inAccount = principals[account] else { preconditionFailure("no principals in \(account)") }
        return random.pickPopular(inAccount)
    }

    /// Something the worker's menu offers, something from the whole catalogue, or the issue of a credential.
    func call(by worker: Worker, at place: Place, _ time: EventTime, _ random: inout SplitMix64) -> Call {
        var call: Call
        switch random.below(100) {
        case 0..<45: call = worker.menu.order(at: place, &random)
        case 45..<50:
            let role = principal(of: place.account, &random)
            let credentials = role.credentials(in: place.account, at: time, seed: seed)
            return STS.assumeRole(
                role.role(in: place.account), session: credentials.session, key: credentials.key, at: time)
        default: call = NoiseCatalogue.call(at: place, &random)
        }
        guard call.error == nil, random.oneIn(16) else { return call }
        switch random.below(4) {
        case 0, 1: return call.denied(to: worker.caller)
        case 2: return Watching.throttled(call)
        default:
            let error = random.pick(NoiseCatalogue.errors)
            return call.failing(error.0, error.1)
        }
    }
}
