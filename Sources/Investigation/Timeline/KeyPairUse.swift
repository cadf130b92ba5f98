internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// An EC2 key pair of the attacker's, and what was launched in the hour after it.
///
/// Making a key pair puts it on no instance: only RunInstances does, for a new one. An instance that is started keeps
/// the key pair that it was launched with.
struct KeyPairUse {
    static let keyPairCalls = ["CreateKeyPair", "ImportKeyPair"]
    static let launchCalls = ["RunInstances", "StartInstances"]

    /// A launch, and the key pair that its instances have.
    struct Launch {
        var row: Int
        /// `i-...`, as the response names them.
        var instances: [String]
        /// Nil where the trail does not tell.
        var keyName: String?
        /// Whether instances that existed before were started.
        var isStart: Bool
        /// When a started instance was launched, where the trail tells.
        var launched: Int?
    }

    var row: Int
    var name: String
    /// In time order.
    var launches: [Launch]

    var usesKey: Bool { launches.contains { $0.keyName == name && !name.isEmpty } }

    /// All key pairs that were made, in time order.
    static func all(_ calls: AttackerCalls, in trail: Trail, options: PhaseOptions) -> [KeyPairUse] {
        let index = trail.index
        let pairs = trail.records.trees(of: calls.succeeded(keyPairCalls))
        guard !pairs.isEmpty else { return [] }
        let launches = trail.records.trees(of: calls.succeeded(launchCalls), limit: 2_000)
        let history = LaunchHistory(
            of: launches.filter { isStart($0.record) }.flatMap { InstanceList.ids(in: $0.record) }, trail)
        return pairs.map { pair in
            let after = launches.filter {
                $0.row > pair.row && index.times[$0.row] - index.times[pair.row] <= options.launch
            }
            return KeyPairUse(
                row: pair.row, name: pair.record[path: ["requestParameters", "keyName"]]?.stringValue ?? "",
                launches: after.map { launch(of: $0.record, row: $0.row, history) })
        }
    }

    private static func launch(of record: JSONValue, row: Int, _ history: LaunchHistory) -> Launch {
        let ids = InstanceList.ids(in: record)
        guard isStart(record) else {
            return Launch(row: row, instances: ids, keyName: LaunchHistory.keyName(in: record), isStart: false)
        }
        let before = ids.lazy.compactMap { history.launches[$0] }.first
        return Launch(row: row, instances: ids, keyName: before?.keyName, isStart: true, launched: before?.row)
    }

    private static func isStart(_ record: JSONValue) -> Bool { record["eventName"]?.stringValue == "StartInstances" }
}

/// With which key pair instances were launched, as far as the trail goes back.
private struct LaunchHistory {
    private(set) var launches: [String: (row: Int, keyName: String?)] = [:]

    /// So many launches are looked through, the latest first.
    private static let limit = 5_000

    init(of instances: [String], _ trail: Trail) {
        guard !instances.isEmpty else { return }
        let wanted = Set(instances)
        let index = trail.index
        let all = index.rows(.name, equal: "RunInstances").intersection(index.rows(.outcome, equal: Outcome.ok.word))
        for (row, record) in trail.records.trees(of: all.rows.suffix(Self.limit).map { Int($0) }) {
            for id in InstanceList.ids(in: record) where wanted.contains(id) {
                launches[id] = (row, Self.keyName(in: record))
            }
        }
    }

    /// The response says it of each instance, the request of all.
    static func keyName(in record: JSONValue) -> String? {
        for member in ["responseElements", "requestParameters"] {
            if let name = InstanceList.entries(member, of: record).lazy.compactMap({ $0["keyName"]?.stringValue }).first
            {
                return name
            }
        }
        return record[path: ["requestParameters", "keyName"]]?.stringValue
    }
}
