internal import ATTACK
internal import CloudTrail
internal import Detections
internal import Events

/// The same look-ups by several keys: somebody tries out what each of them may do.
///
/// Calls of a key count up to its first change: what is looked up later serves the change. Keys that the attacker made
/// are no keys that were tried.
struct Sweep {
    /// Access keys, ascending.
    let keys: [String]
    /// Names of calls, ascending.
    let calls: [String]
    /// In time order.
    let rows: [Int]

    /// Look-ups above this interest are no mere trial.
    private static let mostInterest = 2

    /// Nil where there is no sweep.
    init?(_ scope: Scope, in index: EventIndex, options: PhaseOptions) {
        let tried = scope.confirmedKeys.filter { $0.parent == nil }.map { Self.lookUps(of: $0, index) }
            .filter { !$0.isEmpty }
        var keysByCall: [UInt64: Int] = [:]
        for lookUps in tried { for call in lookUps.keys { keysByCall[call, default: 0] += 1 } }
        let names = KeySweep.calls.map { index.table(.name).code(of: $0) }
        let usual = Set(keysByCall.keys.filter { call in names.contains(UInt32(truncatingIfNeeded: call)) })
        let sweepers = tried.count { lookUps in
            names.allSatisfy { name in lookUps.keys.contains { UInt32(truncatingIfNeeded: $0) == name } }
        }
        let least = max(options.sweepKeys, (tried.count + 1) / 2)
        var calls = Set(keysByCall.filter { $0.value >= least }.keys)
        if sweepers >= options.sweepKeys {
            calls.formUnion(usual)
        } else {
            let together = tried.count { lookUps in calls.count { lookUps[$0] != nil } >= options.sweepCalls }
            guard together >= options.sweepKeys else { return nil }
        }
        let found = tried.flatMap { lookUps in lookUps.filter { calls.contains($0.key) }.flatMap(\.value) }.sorted()
        guard !found.isEmpty else { return nil }
        rows = found
        keys = Set(found.compactMap { index.text(.key, $0) }).sorted()
        self.calls = Set(found.compactMap { index.text(.name, $0) }).sorted()
    }

    /// The rows of a key's look-ups up to its first change, by call.
    private static func lookUps(of key: ScopedKey, _ index: EventIndex) -> [UInt64: [Int]] {
        let before = key.attackerRows.prefix { !index.isSuccessfulChange($0) }
        var judged: [UInt64: Bool] = [:]
        let rows = before.filter { row in
            guard index.flags(row).readWrite == .read else { return false }
            let call = index.call(row)
            let isTrial =
                judged[call]
                ?? ((CallTable.standard.interest(
                    service: index.text(.service, row) ?? "", name: index.text(.name, row) ?? "") ?? 0) <= mostInterest)
            judged[call] = isTrial
            return isTrial
        }
        return Dictionary(grouping: rows) { index.call($0) }
    }
}
