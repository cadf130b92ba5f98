public import Detections
public import YAML

/// The thresholds of an investigation, which an analyst may set in a file.
public struct Thresholds: Sendable, Equatable {
    public var scope = ScopeOptions()
    public var phases = PhaseOptions()
    public var detection = DetectionOptions()

    public init() {}

    /// How many days count as habit, for alerts, robots and the scope alike.
    public var baselineDays: Int {
        get { scope.baselineDays }
        set {
            scope.baselineDays = newValue
            detection.baselineDays = newValue
        }
    }

    /// By the names that a file has for them. Each is a whole number, 1 or more.
    private static var names: [(name: String, path: WritableKeyPath<Thresholds, Int>)] {
        [
            ("baseline-days", \.baselineDays),
            ("recent-days", \.detection.recentDays),
            ("shared-by-more-than", \.scope.sharedByMoreThan),
            ("shared-days", \.scope.sharedDays),
            ("owner-days", \.scope.ownerDays),
            ("most-credentials", \.scope.mostCredentials),
            ("sweep-keys", \.phases.sweepKeys),
            ("sweep-calls", \.phases.sweepCalls),
            ("burst-rules", \.phases.burstRules),
            ("burst-groups", \.phases.burstGroups),
            ("burst-minutes", \.phases.burstMinutes),
            ("signature-groups", \.phases.signatureGroups),
            ("launch-minutes", \.phases.launchMinutes),
            ("look-minutes", \.phases.lookMinutes),
            ("probe-hours", \.phases.probeHours),
            ("many-instances", \.phases.manyInstances),
            ("history-days", \.phases.historyDays),
        ]
    }

    /// All of them, by the names that a file has for them.
    public var values: [(name: String, value: Int)] {
        Self.names.map { (name: $0.name, value: self[keyPath: $0.path]) }
    }

    /// Larger numbers mean nothing for any of them, and could not be counted in milliseconds.
    private static let most = 1_000_000

    /// Takes what the `thresholds` of a file in YAML say, and leaves the others as they are.
    ///
    /// - Parameter path: what the places of problems name.
    /// - Returns: what is wrong, in the order of the file; what is right holds all the same.
    public mutating func read(yaml bytes: [UInt8], path: String) -> [FileProblem] {
        var problems: [FileProblem] = []
        for document in SourceText.documents(of: bytes, path: path) {
            do {
                let source = try document.get()
                guard let node = try YAMLReader.read(source) else { continue }
                problems += read(node, in: source)
            } catch {
                problems.append(FileProblem(position: error.position, message: error.reason.message))
            }
        }
        return problems
    }

    private mutating func read(_ node: YAMLNode, in source: SourceText) -> [FileProblem] {
        var problems: [FileProblem] = []
        func complain(_ position: FilePosition, _ message: String) {
            problems.append(FileProblem(position: position, message: message, in: source))
        }
        guard let sections = node.map else {
            complain(node.position, "a map with thresholds is wanted")
            return problems
        }
        for (section, values) in sections {
            guard section.text == "thresholds", let pairs = values.map else {
                complain(section.position, "a map called thresholds is wanted, and nothing else")
                continue
            }
            for (key, value) in pairs {
                let name = key.text ?? ""
                guard let threshold = Self.names.first(where: { $0.name == name }) else {
                    let near = YAML.Wording.suggestion(for: name, among: Self.names.map(\.name))
                    let what = "no threshold is called \(YAML.Wording.cut(name))"
                    complain(key.position, what + YAML.Wording.didYouMean(near))
                    continue
                }
                guard let number = value.text.flatMap({ Int($0) }), (1...Self.most).contains(number) else {
                    complain(value.position, "\(name) is a whole number from 1 to \(Self.most)")
                    continue
                }
                self[keyPath: threshold.path] = number
                if detection.recentDays >= baselineDays {
                    complain(value.position, "recent-days must be fewer than baseline-days, which are \(baselineDays)")
                }
            }
        }
        return problems
    }
}
