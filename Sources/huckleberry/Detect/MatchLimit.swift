import ArgumentParser

/// How many of something are shown, as people write it: `100`, `0`, `all`.
struct MatchLimit: ExpressibleByArgument {
    let count: Int

    init(_ count: Int) { self.count = count }

    init?(argument: String) {
        guard let count = argument == "all" ? .max : Int(argument), count >= 0 else { return nil }
        self.count = count
    }

    var defaultValueDescription: String { count == .max ? "all" : String(count) }
}
