internal import CloudTrail
internal import Detections
internal import Events
internal import Intelligence

/// Who owns the address that the call came from, and whether it is suspicious: always by whom that is said.
struct SourceAddress: Robot {
    let id = "address"
    let question = "Who owns the source address, and is it suspicious?"
    let motive = "A stolen key works from anywhere: an address that the account never came from is a sign of it."

    /// Networks in which people hide, or rent machines for an hour.
    private static let anonymous: [(kind: AddressLabel.Kind, points: Int)] = [
        (.tor, 10), (.vpn, 5), (.proxy, 5), (.hosting, 5),
    ]

    func answer(_ subject: RobotSubject) -> RobotAnswer? {
        guard let address = subject.address else { return withoutAddress(subject) }
        let labels = subject.intelligence.labels(of: address)
        let context = subject.context
        let country = subject.labelNovelty(.country)
        let reasons = context.addressReasons + labelReasons(labels, country, subject)
        let owner =
            labels.isEmpty
            ? "Nothing is known of \(address)" : "\(address) is \(Words.list(labels.map(Self.words), most: 9))"
        let seen = Self.words([
            (subject.caller, context.addressNovelty), ("the account", context.addressInAccount),
        ])
        let keys = context.keysOfAddress
        let shared = keys > 1 ? "; it used \(keys) access keys" : ""
        let text = owner + "; " + seen + Self.words(country) + shared + "."
        let isJudged = context.addressNovelty.map(Self.isJudged) ?? false
        if !reasons.isEmpty {
            return answer(
                subject, .finding, context.addressNovelty == .new ? .high : .medium, text, evidence: [subject.row],
                reasons: reasons)
        }
        return answer(
            subject, isJudged ? .clear : .unknown, isJudged ? .high : .unknown, text, evidence: [subject.row])
    }

    private func withoutAddress(_ subject: RobotSubject) -> RobotAnswer {
        guard let name = subject.text(.ip) else {
            return answer(
                subject, .unknown, .unknown, "The record has no source address.", evidence: [subject.row])
        }
        let isService = ClientFamily.isServiceName(name) || name == "AWS Internal"
        return answer(
            subject, isService ? .clear : .unknown, isService ? .medium : .unknown,
            isService
                ? "The call came from an AWS service, \(name), on behalf of \(subject.caller): no Internet address is recorded."
                : "\u{201C}\(name)\u{201D} stands where the source address should.", evidence: [subject.row])
    }

    private func labelReasons(
        _ labels: [AddressLabel], _ country: (label: AddressLabel, novelty: Novelty)?, _ subject: RobotSubject
    ) -> [ScoreReason] {
        var reasons: [ScoreReason] = []
        for (kind, points) in Self.anonymous {
            guard let label = labels.first(where: { $0.kind == kind }) else { continue }
            let text = "address in a \(kind.rawValue) network: \(Self.words(label))"
            reasons.append(ScoreReason(points: points, text: text, evidence: [subject.row]))
        }
        for label in labels where label.kind == .other {
            reasons.append(
                ScoreReason(points: 5, text: "address on a list: \(Self.words(label))", evidence: [subject.row]))
        }
        if let country, country.novelty == .new {
            let text = "country new to the principal: \(Self.words(country.label))"
            reasons.append(ScoreReason(points: 5, text: text, evidence: [subject.row]))
        }
        return reasons
    }

    /// `AS64500 Example Hosting (networks.mmdb)`.
    static func words(_ label: AddressLabel) -> String { "\(label.text) (\(label.source))" }

    /// `to ana it is new, to the account usual, says the trail`.
    private static func words(_ novelties: [(who: String, novelty: Novelty?)]) -> String {
        let told = novelties.compactMap { who, novelty in
            novelty.flatMap { isJudged($0) ? (who: who, novelty: Words.novelty($0)) : nil }
        }
        let judged = told.enumerated().map { "to \($1.who) \($0 == 0 ? "it is " : "")\($1.novelty)" }
        let days = novelties.compactMap { _, novelty -> Int? in
            if case .insufficientHistory(let days)? = novelty { days } else { nil }
        }
        let unjudged = novelties.filter { $0.novelty.map { !isJudged($0) } ?? true }.map(\.who)
        let history = days.min().map { "insufficient history (\(Words.count($0, "day")))" } ?? "the trail is not enough"
        let open =
            unjudged.isEmpty ? [] : ["\(history) to say whether \(unjudged.joined(separator: " or ")) used it before"]
        return (judged + open).joined(separator: ", ") + (judged.isEmpty ? "" : ", says the trail")
    }

    private static func words(_ country: (label: AddressLabel, novelty: Novelty)?) -> String {
        guard let country else { return "" }
        return "; the country \(country.label.text) is \(Words.novelty(country.novelty)), says \(country.label.source)"
    }

    private static func isJudged(_ novelty: Novelty) -> Bool {
        if case .insufficientHistory = novelty { false } else { true }
    }
}
