import ATTACK

// Options as they would be written, for the chain of custody: those that decide what is read and how it is judged, and
// only where they were given.

extension TrailOptions {
    var told: [String] {
        Told.each("--from", from) + Told.each("--to", to) + Told.each("--account", account)
            + Told.each("--region", region) + (strict ? ["--strict"] : [])
    }
}

extension RuleOptions {
    var told: [String] {
        Told.each("--rules", paths) + (noBuiltinRules ? ["--no-builtin-rules"] : [])
            + Told.each("--placeholders", placeholders)
    }
}

extension AnalysisOptions {
    var told: [String] {
        Told.each("--baseline", baseline.map(String.init)) + Told.each("--config", config)
            + Told.each("--attack", attack.version == .v18 ? nil : attack.version.rawValue)
    }
}

extension InvestigationOptions {
    var told: [String] {
        Told.each("--alert", alert) + Told.each("--ip", ip) + Told.each("--key", key)
            + Told.each("--principal", principal) + Told.each("--exclude", exclude) + Told.each("--accept", accept)
            + Told.each("--responder", responder)
    }
}

private enum Told {
    static func each(_ name: String, _ values: [String]) -> [String] { values.map { "\(name) \($0)" } }

    static func each(_ name: String, _ value: String?) -> [String] { each(name, value.map { [$0] } ?? []) }
}
