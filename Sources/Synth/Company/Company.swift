import CloudTrail

/// The company in whose accounts it all happens: four accounts of one organisation.
struct Company: Sendable {
    /// Each stands at its `places` index; the first place of an account is its main region.
    let places: [Place]
    /// People who sign in to the console from the office, one IAM user each.
    let people: [Person]
    /// IAM users of programs, and the address that each of them works from.
    let programs: [Program]
    /// The eight users whose keys get stolen, in the order of ``Victims``.
    let victims: Victims
    /// Signs in from the shared account and assumes the deployment roles.
    let runner: User
    let roles: Roles
    /// Stopped three weeks before the attack, started by the attacker; in no list of its place, so that it rests between.
    let startedInstance: Place.Instance
    let seed: UInt64
    /// The time it lives in.
    let form: RecordForm
    /// The trail that is told of it.
    let calendar: Calendar

    enum Accounts {
        static let production = "111122223333"
        static let staging = "222233334444"
        static let data = "333344445555"
        static let shared = "444455556666"
        static let all = [production, staging, data, shared]
    }

    struct Person: Sendable {
        var user: User
        var home: String
        var hasMFA: Bool
    }

    struct Program: Sendable {
        var user: User
        var address: String
        var agent: String
    }

    init(seed: UInt64, form: RecordForm, calendar: Calendar) {
        self.seed = seed
        self.form = form
        self.calendar = calendar
        let agents = form.agents
        var random = SplitMix64(seed: seed, stream: "company")
        func user(_ name: String, _ account: String, _ random: inout SplitMix64) -> User {
            User(name: name, account: account, id: random.principalID("AIDA"), key: random.longLivedKey())
        }
        roles = Roles(random: &random)
        runner = user("ci-runner", Accounts.shared, &random)
        victims = Victims(random: &random)

        var people: [Person] = []
        for (index, name) in Names.people.enumerated() {
            // Tomasz's console use goes on beside his forgotten key.
            let user = name == victims.tomasz.name ? victims.tomasz : user(name, Names.account(of: index), &random)
            let home =
                index % 6 == 5
                ? "2001:db8:\(random.hex(4)):\(random.hex(3))::\(random.hex(3))" : "192.0.2.\(130 + index)"
            people.append(Person(user: user, home: home, hasMFA: index % 7 != 6))
        }
        self.people = people

        var programs: [Program] = []
        for (index, name) in Names.programs.enumerated() {
            programs.append(
                Program(
                    user: user(name, index < 12 ? Accounts.production : Accounts.all[1 + index % 3], &random),
                    address: "192.0.2.\(40 + index)", agent: agents.programs[index % agents.programs.count]))
        }
        self.programs = programs

        let userNames = people.map(\.user.name)
        let layout: [(account: String, region: String, prefix: String, size: Int)] = [
            (Accounts.production, "us-east-1", "prod", 24), (Accounts.production, "us-west-2", "prod", 10),
            (Accounts.production, "eu-west-1", "prod", 9), (Accounts.production, "eu-central-1", "prod", 4),
            (Accounts.production, "ap-southeast-2", "prod", 2),
            (Accounts.staging, "us-east-1", "staging", 8), (Accounts.staging, "eu-west-1", "staging", 4),
            (Accounts.data, "us-east-1", "data", 6), (Accounts.data, "eu-west-1", "data", 3),
            (Accounts.shared, "us-east-1", "shared", 3),
        ]
        var places: [Place] = []
        for (index, site) in layout.enumerated() {
            places.append(
                Place(
                    account: site.account, region: site.region, prefix: site.prefix, size: site.size, octet: 16 + index,
                    roleNames: Roles.ordinaryNames, userNames: userNames, random: &random))
        }
        self.places = places
        startedInstance = Place.Instance(
            id: random.resourceID("i"), privateAddress: "10.16.0.230", address: "192.0.2.123",
            group: places[0].groups.first { $0.name == "prod-reports-app" } ?? places[0].groups[0])
    }

    var agents: Agents { form.agents }

    /// Production in us-east-1: where incidents happen.
    var scene: Place { places[0] }

    /// The person of that name, whom ``Names/people`` has.
    func person(_ name: String) -> Person {
        guard let person = people.first(where: { $0.user.name == name }) else {
            preconditionFailure("nobody here is called \(name)")
        }
        return person
    }

    func places(of account: String) -> [Place] {
        places.filter { $0.account == account }
    }

    /// Where there is work on a day: some regions see it only on Tuesdays.
    func places(on day: Calendar.Day) -> [Place] {
        let isBusy = day.start.parts.weekday == 1
        return places.filter { isBusy || !Self.quietSites.contains($0.account + $0.region) }
    }

    private static let quietSites: Set = [
        Accounts.production + "eu-central-1", Accounts.production + "ap-southeast-2",
        Accounts.staging + "eu-west-1", Accounts.data + "eu-west-1",
    ]

    /// The runner, before it has assumed anything.
    var runnerCaller: Caller {
        .user(runner, key: runner.key, address: Self.runnerAddress, agent: agents.terraform)
    }

    /// The address behind which the whole office sits.
    static let officeAddress = "192.0.2.10"
    static let runnerAddress = "192.0.2.30"
}
