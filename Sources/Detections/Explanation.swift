/// Why a rule matched an event.
public struct Explanation: Hashable, Sendable {
    /// The selections that the event fits, in the order of the rule.
    public var selections: [SelectionMatch]

    public init(selections: [SelectionMatch]) {
        self.selections = selections
    }
}

/// A selection of a rule that an event fits, and by what.
public struct SelectionMatch: Hashable, Sendable {
    public var name: String
    public var fields: [FieldMatch]

    public init(name: String, fields: [FieldMatch]) {
        self.name = name
        self.fields = fields
    }
}

/// A value of an event that a rule asked for.
public struct FieldMatch: Hashable, Sendable {
    /// The field with its modifiers, as the rule writes it; `keywords` where the rule names no field.
    public var field: String
    /// The event's value; nil where the rule wanted that there is none.
    public var value: String?
    /// What the rule wanted, in its own spelling.
    public var wanted: String

    public init(field: String, value: String?, wanted: String) {
        self.field = field
        self.value = value
        self.wanted = wanted
    }
}

/// What holds the events of a correlation together.
public struct CorrelationMatch: Hashable, Sendable {
    /// A field that all events have in common.
    public struct GroupField: Hashable, Sendable {
        public var field: String
        public var value: String

        public init(field: String, value: String) {
            self.field = field
            self.value = value
        }
    }

    /// The matches of one of the rules that it rests on.
    public struct Member: Hashable, Sendable {
        public var ruleID: String
        public var title: String
        /// In time order.
        public var rows: [Int]

        public init(ruleID: String, title: String, rows: [Int]) {
            self.ruleID = ruleID
            self.title = title
            self.rows = rows
        }
    }

    /// In the order of the rule; empty where it groups by nothing.
    public var group: [GroupField]
    /// The length of the window, in milliseconds.
    public var timespan: Int64
    /// What was counted in the fullest window, in words: `12 events`, `5 values of eventName`.
    public var figure: String
    /// In the order of the rule.
    public var members: [Member]
    /// Events that the figure counts and a mute has taken out since.
    public var mutedCount = 0

    public init(group: [GroupField], timespan: Int64, figure: String, members: [Member]) {
        self.group = group
        self.timespan = timespan
        self.figure = figure
        self.members = members
    }
}
