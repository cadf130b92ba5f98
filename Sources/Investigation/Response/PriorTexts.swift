internal import CloudTrail
internal import Events
internal import JSON
internal import Query
internal import Records

/// What policies, trusts and boundaries said before the attacker's calls, as far as the calls of others in the trail tell.
struct PriorTexts {
    private struct Write {
        var row: Int
        /// Nil where it was deleted.
        var text: String?
        var account: String
        var region: String
        var names: [String]
    }

    private let index: EventIndex
    /// By the operation that puts it back, in time order.
    private var writes: [String: [Write]] = [:]

    /// - Complexity: reads the records of the calls that write such texts, where the attacker wrote or deleted one.
    init(of changes: [ResourceChange], besides attackerRows: [Int], in trail: Trail) {
        index = trail.index
        let calls = CallNames(trail.index)
        let wanted = Dictionary(grouping: changes.compactMap { WrittenText.of(calls.call($0.row)) }, by: \.operation)
            .compactMap(\.value.first).sorted { $0.operation < $1.operation }
        guard !wanted.isEmpty else { return }
        let names = Set(wanted.flatMap { Array($0.writers.keys) + $0.enders })
        let attacker = Set(attackerRows)
        let index = trail.index
        trail.records.forEach(calls.successes { names.contains($0) }.rows.map { Int($0) }) { row, record in
            let call = calls.call(row)
            guard !attacker.contains(row) else { return }
            for form in wanted where form.service == call.service {
                let member = form.writers[call.name]
                guard member != nil || form.enders.contains(call.name), let names = form.names(in: record.json) else {
                    continue
                }
                let text = member.flatMap { Self.text(record.json[path: ["requestParameters", $0]]) }
                // A user or role that is made without a boundary has none.
                writes[form.operation, default: []].append(
                    Write(
                        row: row, text: text, account: index.text(.account, row) ?? "",
                        region: index.text(.region, row) ?? "", names: names.map(Self.plain)))
            }
        }
        for operation in writes.keys { writes[operation]?.sort { $0.row < $1.row } }
    }

    /// S3 records a policy as an object, IAM and KMS as the text that it is.
    private static func text(_ value: JSONValue?) -> String? {
        guard let value, !value.isNull else { return nil }
        let text = value.stringValue ?? (value.objectValue == nil ? nil : JSONWriter(.compact).string(value))
        return text?.isEmpty == false ? text : nil
    }

    /// A key by its ID alone: calls name it by its ARN as well.
    private static func plain(_ name: String) -> String {
        ARN(name).map { $0.service == "kms" ? $0.name : name } ?? name
    }

    /// What was written last before a change, and the row that wrote it; nil where nothing was, or the trail does not tell.
    func text(before change: ResourceChange, _ form: WrittenText, names: [String]) -> (row: Int, text: String)? {
        let last = write(about: change, form, names) { $0 < change.row }
        return last.flatMap { write in write.text.map { (write.row, $0) } }
    }

    /// The last later call that wrote a text again; nil where what others wrote last is another, or was deleted.
    func restoration(of text: String, after change: ResourceChange, _ form: WrittenText, names: [String]) -> Int? {
        guard let last = write(about: change, form, names, where: { $0 > change.row }), let written = last.text,
            Self.isSame(written, text)
        else { return nil }
        return last.row
    }

    /// Whether a call wrote a text.
    func isWritten(_ text: String, by call: ServiceCall, _ record: JSONValue, _ form: WrittenText) -> Bool {
        let member = form.writers[call.name]
        return member.flatMap { Self.text(record[path: ["requestParameters", $0]]) }.map { Self.isSame($0, text) }
            ?? false
    }

    /// The last call that wrote or deleted what a change is about, among rows.
    private func write(
        about change: ResourceChange, _ form: WrittenText, _ names: [String], where accepts: (Int) -> Bool
    ) -> Write? {
        let names = names.map(Self.plain)
        return writes[form.operation]?.last { write in
            accepts(write.row) && write.account == change.account
                && (form.service != "kms" || write.region == change.region)
                && names.starts(with: write.names)
        }
    }

    /// Whether two texts are the same JSON, whatever the order of members; or the same letters, where they are none.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        if left == right { return true }
        guard let left = try? JSONValue.parse(left), let right = try? JSONValue.parse(right) else { return false }
        return sorted(left) == sorted(right)
    }

    private static func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map(sorted))
        case .object(let object):
            let members = object.members.map { JSONObject.Member(key: $0.key, value: sorted($0.value)) }
            return .object(JSONObject(members: members.sorted { $0.key < $1.key }))
        default: return value
        }
    }

    /// Whether a policy forbids something.
    static func denies(_ text: String) -> Bool {
        guard let policy = try? JSONValue.parse(text) else { return false }
        return PolicyReading.list(policy["Statement"]).contains { $0["Effect"]?.stringValue == "Deny" }
    }
}
