internal import ATTACK
internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// The tactic that a call serves, as the name of a phase.
struct TacticNames {
    private let index: EventIndex
    private let matrix: AttackMatrix
    /// Launches too many or too large to be anybody's server.
    private let hijacking: Set<Int>
    private var known: [UInt64: String?] = [:]
    private var outside: [UInt32: Bool] = [:]

    init(_ calls: AttackerCalls, trail: Trail, options: PhaseOptions) {
        index = calls.index
        matrix = AttackMatrix.of(options.attack)
        hijacking = Set(
            trail.records.trees(of: calls.named(["RunInstances"]), limit: 2_000)
                .filter { Self.isHijacking($0.record, options) }.map(\.row))
    }

    /// Nil for calls that tell nothing: those of services, and those that the call table does not know or rates at 0,
    /// look-ups apart.
    mutating func name(of row: Int) -> String? {
        guard isDirect(row) else { return nil }
        if hijacking.contains(row), let impact = matrix.tactics.last { return impact.name.lowercased() }
        let call = index.call(row)
        if let name = known[call] { return name }
        let name = tactic(of: row)
        known[call] = name
        return name
    }

    /// Whether the call came from an Internet address.
    private mutating func isDirect(_ row: Int) -> Bool {
        let code = index.code(.ip, row)
        if let isDirect = outside[code] { return isDirect }
        let isDirect = index.text(.ip, row).flatMap { IPAddress($0) } != nil
        outside[code] = isDirect
        return isDirect
    }

    private func tactic(of row: Int) -> String? {
        let name = index.text(.name, row) ?? ""
        guard let call = CallTable.standard.call(service: index.text(.service, row) ?? "", name: name) else {
            return ReadWrite(eventName: name) == .read ? Self.discovery : nil
        }
        guard call.interest > 0, let technique = call.techniques(in: matrix.version).first else { return nil }
        let tactics = matrix.tactics(of: technique)
        // Evasion is served on the side by nearly everything that uses a valid account.
        let tactic = tactics.first { $0.id != Self.evasion } ?? tactics.first
        return tactic?.name.lowercased()
    }

    private static let evasion = "TA0005"
    private static let discovery = "discovery"

    /// Many instances at once, or those with accelerators or of the largest sizes: computing power for somebody else.
    private static func isHijacking(_ record: JSONValue, _ options: PhaseOptions) -> Bool {
        let request = record["requestParameters"] ?? .null
        let items = InstanceList.entries("requestParameters", of: record)
        let count = items.map { $0["maxCount"]?.intValue ?? 0 }.max() ?? 0
        if count >= options.manyInstances { return true }
        let type = request["instanceType"]?.stringValue ?? ""
        let parts = type.split(separator: ".")
        guard parts.count == 2 else { return false }
        let family = parts[0].prefix { !$0.isNumber }
        let size = parts[1]
        return ["p", "g", "inf", "trn", "vt", "dl"].contains(family) || size.hasPrefix("metal")
            || (Int(size.prefix { $0.isNumber }) ?? 0) >= 8
    }
}
