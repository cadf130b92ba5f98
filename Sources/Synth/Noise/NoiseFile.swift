import CloudTrail

/// One log file of the load: a handful of callers in one account and region for some minutes.
struct NoiseFile {
    private let world: NoiseWorld
    private let size: Int
    private let window: ClosedRange<Int>
    private let random: SplitMix64

    init(_ number: Int, plan: NoisePlan, world: NoiseWorld) {
        self.world = world
        size = plan.size(of: number)
        window = plan.window(of: number)
        random = SplitMix64(seed: world.seed, stream: "noise file", number)
    }

    func write(with writer: inout TrailWriter) throws(SynthError) {
        var random = random
        let place = world.place(&random)
        let start = NoisePlan.start.adding(seconds: window.lowerBound)
        let callers = (0..<random.within(4...16)).map { _ in world.caller(in: place, at: start, &random) }
        var records: [Record] = []
        records.reserveCapacity(size)
        var last = start
        for _ in 0..<size {
            let time = NoisePlan.start.adding(seconds: random.within(window))
            let who = random.pickPopular(callers)
            var call = world.call(by: who, at: place, time, &random)
            // Global services are recorded in us-east-1, and so in another file than this.
            while call.service.isGlobal, place.region != "us-east-1" {
                call = world.call(by: who, at: place, time, &random)
            }
            records.append(
                Record(call, by: who.caller, at: time, in: place.region, form: .of2024, random: &random))
            last = max(last, time)
        }
        try writer.write(
            records, account: place.account, region: place.region, delivered: last.adding(seconds: 300),
            token: random.letters(16))
    }
}
