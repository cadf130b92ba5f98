internal import Cases
internal import Investigation

/// Something that an investigation says, with the events that it rests on: a timeline can be about these.
enum Statement: Hashable {
    case answer(String)
    /// A sign for or against a hypothesis, by its place among these.
    case sign(hypothesis: String, isFor: Bool, number: Int)
    case blindSpot(String)
    case step(ResponseStep.ID)
    case advice(String)

    /// What a subject has of it.
    var value: String {
        switch self {
        case .answer(let id): "answer \(id)"
        case .sign(let id, let isFor, let number): "sign \(isFor ? "for" : "against") \(number) \(id)"
        case .blindSpot(let id): "blind-spot \(id)"
        case .step(let id): "step \(id)"
        case .advice(let id): "advice \(id)"
        }
    }

    init?(_ value: String) {
        let parts = value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "answer": self = .answer(parts[1])
        case "blind-spot": self = .blindSpot(parts[1])
        case "step": self = .step(parts[1])
        case "advice": self = .advice(parts[1])
        case "sign":
            let sign = parts[1].split(separator: " ", maxSplits: 2).map(String.init)
            guard sign.count == 3, let number = Int(sign[1]) else { return nil }
            self = .sign(hypothesis: sign[2], isFor: sign[0] == "for", number: number)
        default: return nil
        }
    }

    /// The events, in time order; none where the investigation no longer says it.
    func rows(in found: Investigation) -> [Int] {
        switch self {
        case .answer(let id):
            return found.answers.first { $0.id == id }?.evidence ?? []
        case .sign(let id, let isFor, let number):
            let hypothesis = found.hypotheses.first { $0.id == id }
            let signs = (isFor ? hypothesis?.supporting : hypothesis?.against) ?? []
            return signs.indices.contains(number) ? signs[number].rows : []
        case .blindSpot(let id):
            return found.blindSpots.first { $0.id == id }?.evidence ?? []
        case .step(let id):
            guard let step = found.response.first(where: { $0.id == id }) else { return [] }
            return Set(step.evidence + step.verifiedBy + step.takenBackBy).sorted()
        case .advice(let id):
            return found.resilience.first { $0.id == id }?.evidence ?? []
        }
    }

    /// As the subject of a timeline.
    func entity(_ label: String) -> Entity { Entity(.statement, value, label: label) }
}
