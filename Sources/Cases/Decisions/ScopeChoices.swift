public import CloudTrail
public import Investigation

/// What the analyst decided of one key, address or principal.
public struct ScopeChoice: Hashable, Sendable, Codable {
    public var kind: ScopeDecision.Kind
    public var subject: Entity
    public var reason: String
    public var time: EventTime

    public init(_ kind: ScopeDecision.Kind, _ subject: Entity, reason: String, time: EventTime) {
        self.kind = kind
        self.subject = subject
        self.reason = reason
        self.time = time
    }
}

/// Who is in the scope, and who is not, as the analyst has it.
public struct ScopeChoices: Hashable, Sendable {
    /// Oldest first; one for each value.
    public private(set) var choices: [ScopeChoice] = []

    public init() {}

    public var isEmpty: Bool { choices.isEmpty }

    /// The choice that is about a value.
    public func choice(of subject: Entity) -> ScopeChoice? {
        choices.first { $0.subject.value == subject.value }
    }

    /// Takes a choice; one about the same value gives way to it.
    public mutating func take(_ choice: ScopeChoice) {
        remove(choice.subject)
        choices.append(choice)
    }

    public mutating func remove(_ subject: Entity) {
        choices.removeAll { $0.subject.value == subject.value }
    }

    /// An investigation of what was taken in, where no alert leads to an incident.
    public var start: InvestigationStart {
        var start = InvestigationStart()
        for choice in choices where choice.kind == .accepted {
            guard let value = choice.subject.value else { continue }
            switch choice.subject.kind {
            case .key: start.keys.insert(value)
            case .address: start.addresses.insert(value)
            case .principal: start.principals.insert(value)
            default: continue
            }
        }
        return start
    }

    /// Thresholds with the choices among them.
    public func applied(to options: ScopeOptions) -> ScopeOptions {
        var options = options
        for choice in choices {
            guard let value = choice.subject.value else { continue }
            switch choice.kind {
            case .accepted: options.accepted.insert(value)
            case .excluded: options.excluded.insert(value)
            case .responder: options.responders.insert(value)
            }
        }
        return options
    }
}
