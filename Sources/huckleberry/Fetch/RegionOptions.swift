import ArgumentParser

/// The regions that are asked, one by one.
struct RegionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Ask this region; all for every region that the account uses. May be repeated. Without it, the region that the "
                + "AWS CLI is set to.", valueName: "name"))
    var region: [String] = []

    @Option(help: ArgumentHelp("How many regions at a time.", valueName: "count"))
    var parallel = 4

    func validate() throws {
        try FetchNames.check(regions: region)
        guard (1...32).contains(parallel) else { throw ValidationError("--parallel must be from 1 to 32.") }
    }
}
