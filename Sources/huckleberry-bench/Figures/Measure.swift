/// Something that is measured.
struct Measure: Sendable {
    /// Its name for scripts, with its unit. Names stay.
    let key: String
    /// Its name for people.
    let title: String
    let unit: Unit
    /// Which way is better.
    let better: Target.Better
    let target: Target?

    init(
        _ key: String, _ title: String, _ unit: Unit, better: Target.Better = .lower, must: Double? = nil,
        aim: Double? = nil
    ) {
        self.key = key
        self.title = title
        self.unit = unit
        self.better = better
        target = must == nil && aim == nil ? nil : Target(must: must, aim: aim, better: better)
    }
}
