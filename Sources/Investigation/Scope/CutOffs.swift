internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// Calls that cut a credential off: who makes one is no thief of it, and may have tried it first. One thread owns it.
struct CutOffs {
    private let index: EventIndex
    private let records: RecordReader
    /// By address, in time order.
    private var known: [String: [CutOff]] = [:]

    private struct CutOff {
        /// A key, or a user's name.
        var value: String
        var row: Int
    }

    /// What such calls name. Source: the API reference of IAM.
    private static let members = [
        "UpdateAccessKey": "accessKeyId", "DeleteAccessKey": "accessKeyId", "DeleteLoginProfile": "userName",
        "AttachUserPolicy": "userName",
    ]

    init(_ trail: Trail) {
        index = trail.index
        records = trail.records
    }

    /// The first call from an address by which another principal than its own cut a credential off, or the user who has
    /// it. An intruder who replaces a key takes the old one away with the user's own.
    ///
    /// - Complexity: reads the records of such calls from the address, once.
    mutating func call(against credential: Credential, of principal: String, from address: String) -> Int? {
        let calls = known[address] ?? find(from: address)
        known[address] = calls
        let user = ARN(principal).flatMap { $0.resource.hasPrefix("user/") ? $0.name : nil }
        return calls.first {
            ($0.value == credential.value || $0.value == user) && index.text(.principal, $0.row) != principal
        }?.row
    }

    private func find(from address: String) -> [CutOff] {
        let rows = Self.members.keys.map { index.rows(.name, equal: $0) }
            .reduce(RowSet.none(of: index.count)) { $0.union($1) }
            .intersection(index.rows(.ip, equal: address)).intersection(index.rows(.outcome, equal: Outcome.ok.word))
        var found: [CutOff] = []
        records.forEach(rows.rows.map { Int($0) }) { row, record in
            guard let request = record.json["requestParameters"], let name = index.text(.name, row),
                let value = Self.members[name].flatMap({ request[$0]?.stringValue }), Self.isCutOff(name, request)
            else { return }
            found.append(CutOff(value: value, row: row))
        }
        return found.sorted { $0.row < $1.row }
    }

    private static func isCutOff(_ name: String, _ request: JSONValue) -> Bool {
        switch name {
        case "UpdateAccessKey": return request["status"]?.stringValue == "Inactive"
        case "AttachUserPolicy":
            let policy = request["policyArn"]?.stringValue ?? ""
            return policy.hasSuffix(":aws:policy/AWSDenyAll")
                || policy.contains(":aws:policy/AWSCompromisedKeyQuarantine")
        default: return true
        }
    }
}
