internal import CloudTrail
internal import Detections
internal import Events
internal import Intelligence

/// Whether the credentials of an instance or a task are used away from it.
struct InstanceRoleElsewhere: Robot {
    let id = "instance-role-elsewhere"
    let question = "Are the credentials of an instance used away from that instance?"
    let motive = "An instance's credentials leave it when somebody takes them, as a rule from its metadata service."

    func answer(_ subject: RobotSubject) -> RobotAnswer? {
        guard let machine = Machine(subject) else { return nil }
        if machine.isAWSOwn {
            return answer(
                subject, .clear, .high, "\(machine.name) is a session that AWS holds itself, not one that runs on it.",
                evidence: [subject.row])
        }
        let uses = AddressUses(subject)
        guard !uses.around.isEmpty else {
            return answer(
                subject, .clear, .medium,
                "The credentials of \(machine.name) were used through AWS services only, from no Internet address.",
                evidence: [subject.row])
        }
        let foreign = uses.around.filter { !uses.before.contains($0.address) && !$0.isInside }
        if let outside = foreign.first(where: \.isOutsideAWS) {
            return found(machine, outside, .high, "which is not of AWS", subject)
        }
        guard let other = foreign.first else {
            return answer(
                subject, .clear, uses.before.isEmpty ? .medium : .high,
                "The credentials of \(machine.name) were used from \(Words.list(uses.around.map(\.address), most: 4)), "
                    + "\(uses.before.isEmpty ? "within its network" : "as before").", evidence: [subject.row])
        }
        if !uses.before.isEmpty {
            return found(machine, other, .medium, "which it had not used before", subject)
        }
        let others = foreign.dropFirst().map(\.address)
        if !others.isEmpty {
            return found(machine, other, .medium, "and from \(Words.list(others, most: 4)) as well", subject)
        }
        return answer(
            subject, .unknown, .unknown,
            "The credentials of \(machine.name) were used from \(words(other)) only; the trail does not show whether "
                + "that is its own address.", evidence: [subject.row])
    }

    private func found(
        _ machine: Machine, _ use: AddressUse, _ confidence: Confidence, _ why: String, _ subject: RobotSubject
    ) -> RobotAnswer {
        answer(
            subject, .finding, confidence,
            "The credentials of \(machine.name) were used from \(words(use)), \(why).",
            evidence: [use.first, use.last],
            reasons: [
                ScoreReason(
                    points: confidence == .high ? 15 : 10,
                    text: "credentials of \(machine.kind) used away from it",
                    evidence: [use.first])
            ])
    }

    private func words(_ use: AddressUse) -> String {
        use.address + (use.network.map { " of \(SourceAddress.words($0))" } ?? "")
    }
}

/// What a role's session runs on, by the session's name.
private struct Machine {
    var name: String
    /// `an instance`, `a task`.
    var kind: String
    /// Roles that AWS takes for an instance without handing the credentials to it.
    var isAWSOwn: Bool

    /// Nil where the session's name is that of no machine.
    init?(_ subject: RobotSubject) {
        let index = subject.index
        guard index.principalKind(subject.value(.principal).code) == .role, let session = subject.text(.session)
        else { return nil }
        let role = subject.text(.role) ?? ""
        if SessionName.isInstance(session) {
            (name, kind) = ("instance \(session)", "an instance")
        } else if SessionName.isTask(session) {
            (name, kind) = ("task \(session)", "a task")
        } else {
            return nil
        }
        isAWSOwn = role == "aws:ec2-infrastructure"
    }
}

/// One address that credentials were used from.
private struct AddressUse {
    var address: String
    var first: Int
    var last: Int
    /// A private address: calls through an endpoint of the instance's own network show it.
    var isInside: Bool
    var network: AddressLabel?
    /// Whether a source names its network, and does not name AWS.
    var isOutsideAWS: Bool
}

/// The addresses of one session, before the alert and around it.
private struct AddressUses {
    private(set) var before: Set<String> = []
    /// By their first use.
    private(set) var around: [AddressUse] = []

    init(_ subject: RobotSubject) {
        let index = subject.index
        let earlier = RowSet(
            sorted: index.rows(in: 0..<subject.window.lowerBound, having: subject.identity).map { UInt32($0) },
            universe: index.count)
        before = Set(index.values(.ip, in: earlier).filter { IPAddress($0) != nil })
        around = index.groups(.ip, in: subject.calls).compactMap { group in
            guard let text = index.table(.ip)[group.code], let address = IPAddress(text) else { return nil }
            let labels = subject.intelligence.labels(of: text)
            let network = labels.first { $0.kind == .network } ?? labels.first { $0.kind == .cloud }
            return AddressUse(
                address: text, first: group.first, last: group.last, isInside: address.isPrivate, network: network,
                isOutsideAWS: subject.intelligence.isOfAWS(text) == false)
        }
    }
}

extension IPAddress {
    /// Whether no router of the Internet knows it: RFC 1918, RFC 6598, RFC 4193, loopback and link-local.
    fileprivate var isPrivate: Bool {
        Self.privateBlocks.contains { $0.contains(self) }
    }

    private static let privateBlocks = [
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "fc00::/7",
        "fe80::/10", "::1/128",
    ].compactMap { AddressBlock($0) }
}
