/// A value that can be pivoted on: who, with what key, from where, what call.
public struct Entity: Hashable, Sendable, Codable {
    public enum Kind: String, CaseIterable, Sendable, Codable {
        case principal, key, address, call, service, region, account, session, client, outcome, error, agent, target
        case user, role, instance, group, bucket, keyPair
        case tactic, technique, event, alert, rule
        /// The events of an alert that one of the rules gave which it rests on: its number and the alert.
        case member
        /// What could not be read: the number of the record, its offset, and the source.
        case rejection
        /// The events that a robot's answer about an alert rests on: its ID and the alert.
        case answer
        /// One of the four questions, by its ID.
        case question
        /// A step of the response, by its identity.
        case step
        /// The events that a statement of the investigation rests on: see `Statement`.
        case statement
        /// Any other field of a record, by its JSON path.
        case field
    }

    public var kind: Kind
    /// The field of the filter language that holds the value: `ip`, `requestParameters.keyName`; nil when the language
    /// has none for it.
    public var field: String?
    /// The value as the index has it; nil for "not there".
    public var value: String?
    /// What a pivot on the value selects, where that is more than the value itself: calls of a technique within an
    /// incident.
    public var selection: String?
    /// What is shown in crumbs: a short name instead of an ARN.
    public var label: String

    public init(_ kind: Kind, _ value: String?, label: String? = nil, field: String? = nil, selection: String? = nil) {
        self.kind = kind
        self.value = value
        self.label = label ?? value ?? "none"
        self.field = field ?? kind.field
        self.selection = selection
    }

    /// What a pivot on the value selects; nil where that is no matter of a filter.
    public var pivotFilter: String? { selection ?? filter() }

    /// The filter that keeps events with this value, or those without; nil when the language cannot say it.
    public func filter(negated: Bool = false) -> String? {
        guard let field else { return nil }
        guard let value else { return negated ? "\(field):*" : "NOT \(field):*" }
        return (negated ? "NOT " : "") + field + ":" + Self.quoted(value)
    }

    /// A value in quotes, where nothing is a glob and a backslash escapes.
    public static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
            text.unicodeScalars.append(scalar)
        }
        return text + "\""
    }
}

extension Entity.Kind {
    /// What people call it.
    public var word: String {
        switch self {
        case .keyPair: "key pair"
        case .group: "security group"
        case .member: "part of an alert"
        default: rawValue
        }
    }

    /// The word with its article.
    public var withArticle: String { ("aeiou".contains(word.prefix(1)) ? "an " : "a ") + word }

    /// Whether values of the kind stand in records. The others are the program's own.
    public var occursInRecords: Bool {
        switch self {
        case .alert, .rule, .member, .rejection, .answer, .question, .step, .statement, .tactic, .technique: false
        default: true
        }
    }

    /// The alias of the filter language.
    public var field: String? {
        switch self {
        case .principal, .key, .service, .region, .account, .session, .client, .outcome, .error, .agent, .target,
            .user, .role, .instance, .group, .bucket, .tactic, .technique:
            rawValue
        case .keyPair: "target"
        case .address: "ip"
        case .call: "name"
        case .event: "id"
        case .alert, .rule, .member, .answer, .rejection, .question, .step, .statement, .field: nil
        }
    }

    /// Whether the scope may hold such a value.
    public var isScoped: Bool { self == .key || self == .address || self == .principal }
}
