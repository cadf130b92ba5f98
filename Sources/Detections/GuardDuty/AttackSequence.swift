internal import ATTACK
internal import CloudTrail
internal import JSON

/// What Extended Threat Detection found: several signals that make one attack, with those who acted and where from.
///
/// Source: the data types `Sequence`, `Actor`, `NetworkEndpoint`, `Signal` and `Indicator` of the GuardDuty API
/// reference.
struct AttackSequence {
    let calls: DescribedCalls
    /// When the first signal was first seen, and the last one last.
    let first: EventTime?
    let last: EventTime?
    /// Tactics and techniques that the sequence's indicators name.
    let tags: [String]

    init(_ value: JSONValue) {
        let signals = value.list("signals")
        first = signals.compactMap { $0.time("firstSeenAt") ?? $0.time("createdAt") }.min()
        last = signals.compactMap { $0.time("lastSeenAt") ?? $0.time("updatedAt") }.max()
        let indicators = value.list("sequenceIndicators")
        func values(_ keys: Set<String>) -> [String] {
            indicators.filter { keys.contains($0.text("key") ?? "") }.flatMap { $0.list("values") }
                .compactMap(\.stringValue)
        }
        var calls = DescribedCalls()
        calls.namesAreComplete = false
        for actor in value.list("actors") {
            if let key = actor.text("user", "credentialUid") { calls.keys.append(key) }
            if let caller = Self.caller(actor) { calls.callers.append(caller) }
        }
        calls.addresses = value.list("endpoints").compactMap { $0.text("ip") }
        let seen = signals.filter { Self.trails.contains($0.text("type") ?? "") }.compactMap { $0.text("name") }
        calls.names = (seen + values(["HIGH_RISK_API", "UNUSUAL_API_FOR_ACCOUNT"])).compactMap(Self.callName)
        self.calls = calls
        tags =
            values(["ATTACK_TACTIC"]).compactMap(Self.tag(ofTactic:))
            + values(["ATTACK_TECHNIQUE"]).compactMap(Self.tag(ofTechnique:))
    }

    /// Types of signals that CloudTrail shows.
    private static let trails: Set = ["CLOUD_TRAIL", "S3_DATA_EVENTS"]

    private static func caller(_ actor: JSONValue) -> DescribedCalls.Caller? {
        let session = actor.text("user", "uid").flatMap { DescribedCalls.session(ofPrincipalID: $0) }
        return DescribedCalls.caller(
            type: actor.text("user", "type") ?? "", name: actor.text("user", "name"), session: session)
    }

    /// `DeleteObject` of `s3:DeleteObject`; nil where it is no name of a call.
    private static func callName(_ text: String) -> String? {
        let name = text.split(separator: ":").last ?? ""
        let isName = name.first?.isUppercase == true && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return isName ? String(name) : nil
    }

    private static func tag(ofTactic name: String) -> String? {
        AttackMatrix.tactics(called: name).first.map { "attack.\($0.tactic.shortName)" }
    }

    /// Nil where the name is unknown, or that of several techniques.
    private static func tag(ofTechnique name: String) -> String? {
        let ids = Set(AttackMatrix.techniques(called: name).map(\.technique.id))
        return ids.count == 1 ? ids.first.map { "attack.\($0.lowercased())" } : nil
    }
}
