/// An investigation of a training case beside the truth: what was found, what was missed, what was taken in wrongly, and
/// which facts the answers have.
public struct Debrief: Hashable, Sendable {
    public let scenario: String
    /// The story as it was.
    public let summary: String
    /// Keys, addresses and principals, then the four questions, then what only looks hostile.
    public let groups: [Group]
    /// The whole in a line: `7 of 8 keys, 2 of 2 addresses, 1 taken in wrongly, 11 of 15 facts`.
    public let score: String

    public struct Group: Hashable, Sendable {
        public var title: String
        public var lines: [Line]
    }

    public enum Verdict: String, Hashable, Sendable {
        case right, missed, wrong
        /// Right, but not in every figure.
        case near
        /// Looks hostile, is not, and was left out.
        case innocent
    }

    public struct Line: Hashable, Sendable {
        public var verdict: Verdict
        /// A text of the program, or of the log: neutralise it before it is shown.
        public var text: String
        /// What is spoken of, where it is a key, an address or a principal.
        public var subject: Subject?

        init(verdict: Verdict, text: String, subject: Subject? = nil) {
            self.verdict = verdict
            self.text = text
            self.subject = subject
        }
    }

    public enum Subject: Hashable, Sendable {
        case key(String)
        case address(String)
        /// A canonical name.
        case principal(String)

        public var value: String {
            switch self {
            case .key(let value), .address(let value), .principal(let value): value
            }
        }
    }

    /// - Parameters:
    ///   - answers: as they stand, with what the analyst wrote in place of the drafts.
    ///   - decisions: of the analyst, on the scope.
    public init(
        of scope: Scope, answers: [CaseAnswer], decisions: [ScopeDecision] = [], against truth: Truth
    ) {
        scenario = truth.scenario
        summary = truth.summary
        let members = ScopeComparison(scope, decisions: decisions, truth: truth)
        let facts = truth.answers.map { Self.group(of: $0, answers) }
        groups = members.groups + facts + members.innocents
        score = Self.score(members, facts)
    }

    private static func group(of truth: Truth.Answer, _ answers: [CaseAnswer]) -> Group {
        let answer = answers.first { $0.id == truth.question }
        let text = FactText(answer?.answer ?? "")
        var lines = truth.facts.map { fact in
            Line(verdict: text.says(fact) ? .right : .missed, text: fact.text)
        }
        if let answer, answer.mark != truth.mark {
            lines.append(
                Line(
                    verdict: .near,
                    text: "marked \(answer.mark.rawValue), where \(truth.mark.rawValue) would be right"))
        }
        return Group(title: answer?.question ?? truth.question, lines: lines)
    }

    private static func score(_ members: ScopeComparison, _ facts: [Group]) -> String {
        let lines = facts.flatMap(\.lines).filter { $0.verdict != .near }
        let wrong = members.groups.flatMap(\.lines).count { $0.verdict == .wrong }
        return
            (members.scores + [
                wrong == 0 ? "nothing taken in wrongly" : "\(wrong) taken in wrongly",
                "\(lines.count { $0.verdict == .right }) of \(Wording.counted(lines.count, "fact"))",
            ]).joined(separator: ", ")
    }
}
