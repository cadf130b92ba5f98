public import Intelligence
public import Records
public import Robots

/// A way in which the attacker may have come by the first credentials, and what speaks for and against it.
public struct Hypothesis: Hashable, Sendable {
    /// Something that the trail shows, or that it would show and does not.
    public struct Sign: Hashable, Sendable {
        /// One sentence. Texts of the log in it are as the log has them: neutralise it before it is shown.
        public var text: String
        /// Rows that show it, in time order; none where it is the absence of something.
        public var rows: [Int]
        /// Inferred where no row shows it, and where the sentence says what to make of it.
        public var mark: Mark

        public init(_ text: String, rows: [Int] = [], mark: Mark = .observed) {
            self.text = text
            self.rows = rows
            self.mark = rows.isEmpty ? .inferred : mark
        }
    }

    /// `exposed-keys`, `instance-metadata`, `task-metadata`, `function-environment`, `taken-session`, `sign-in`,
    /// `federated-sign-in`, `portal-session`, `issued-key`, `trust`, `root`, `pipeline`.
    public var id: String
    /// What would have happened: one sentence.
    public var text: String
    /// At least one.
    public var supporting: [Sign]
    public var against: [Sign]
    public var confidence: Confidence

    public init(id: String, text: String, supporting: [Sign], against: [Sign], confidence: Confidence) {
        self.id = id
        self.text = text
        self.supporting = supporting
        self.against = against
        self.confidence = confidence
    }

    /// Rows of all signs, in time order.
    public var rows: [Int] { Set((supporting + against).flatMap(\.rows)).sorted() }
}

extension Hypothesis {
    /// The hypotheses that the evidence calls for: by confidence, then by how many more signs speak for than against,
    /// then in the order of the list of IDs. None is the answer unless its confidence is high and no other's is.
    ///
    /// What the attacker made, keys and users, passwords and trust, is a way to stay, and never the way in.
    ///
    /// - Parameters:
    ///   - coverage: of the incident; the absence of a call counts only where it allows negative answers.
    ///   - intelligence: what is known of addresses.
    public static func all(
        of scope: Scope, in trail: Trail, coverage: Coverage,
        intelligence: AddressIntelligence = AddressIntelligence()
    ) -> [Hypothesis] {
        guard !scope.attackerRows.isEmpty else { return [] }
        let entry = EntryFacts(scope, in: trail, coverage: coverage, intelligence: intelligence)
        let found =
            [entry.exposedKeys()].compactMap(\.self) + entry.workloads()
            + [
                entry.takenSession(), entry.signIn(), entry.federatedSignIn(), entry.portalSession(),
                entry.issuedKey(), entry.trust(), entry.root(), entry.pipeline(),
            ].compactMap(\.self)
        let ranks: [Confidence] = [.high, .medium, .low, .unknown]
        return found.enumerated().sorted { left, right in
            func key(_ item: (offset: Int, element: Hypothesis)) -> (Int, Int, Int) {
                let hypothesis = item.element
                return (
                    ranks.firstIndex(of: hypothesis.confidence) ?? ranks.count,
                    hypothesis.against.count - hypothesis.supporting.count, item.offset
                )
            }
            return key(left) < key(right)
        }.map(\.element)
    }

    /// The one that is as good as certain; nil where the way in is undetermined.
    public static func determined(among hypotheses: [Hypothesis]) -> Hypothesis? {
        let certain = hypotheses.filter { $0.confidence == .high }
        return certain.count == 1 ? certain[0] : nil
    }
}
