public import Robots

// Answers of "none" and "still" rest on what the trail holds.
extension Coverage {
    /// `A`, or `C, eu-west-1 is silent`: the grade, and the first reason why it is no better.
    public var told: String { ([grade.rawValue] + reasons.prefix(1)).joined(separator: ", ") }

    /// How far an answer about the window can be relied on.
    public var confidence: Confidence {
        switch grade {
        case .complete: .high
        case .shortBaseline: .medium
        case .gaps, .broken: .low
        }
    }

    /// A negative answer where one can be given, else why not; with the coverage it rests on.
    ///
    /// - Parameter answer: a sentence without its full stop.
    func negative(_ answer: String, else unknown: String) -> String {
        allowsNegativeAnswers ? "\(answer) (coverage \(told))." : "\(unknown) is unknown: coverage \(told)."
    }

    /// How sure it is that what nothing undid is there: `still`, or where the trail may lack what undid it `perhaps still`.
    var still: String { allowsNegativeAnswers ? "still" : "perhaps still" }
}
