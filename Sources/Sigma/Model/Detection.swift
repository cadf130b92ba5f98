public import YAML

/// What an event must be like for a rule to match it.
public struct Detection: Hashable, Sendable {
    /// In the order of the file.
    public var selections: [Selection]
    /// Several conditions of one rule are joined by `or`.
    public var condition: Condition

    public init(selections: [Selection], condition: Condition) {
        self.selections = selections
        self.condition = condition
    }
}

/// A part of a detection that its condition asks for by name.
public struct Selection: Hashable, Sendable {
    public var name: String
    public var item: Item
    public var position: RulePosition

    /// What is asked of an event.
    public indirect enum Item: Hashable, Sendable {
        /// A map: all of them.
        case all([Item])
        /// A list: any of them.
        case any([Item])
        case field(FieldTest)
        /// Texts that stand somewhere in the event, not in a certain field.
        case keywords(KeywordTest)
    }

    public init(name: String, item: Item, position: RulePosition) {
        self.name = name
        self.item = item
        self.position = position
    }
}

/// What is asked of one field's values.
public struct FieldTest: Hashable, Sendable {
    /// The path of members from the record's top, parted by dots.
    public var field: String
    public var values: [ValueCondition]
    /// Whether all of `values` are wanted (`|all`), each by some value of the field, or any.
    public var wantsAll: Bool
    /// Whether the rule wants the contrary (`|neq`): an event without the field fits too.
    public var isNegated: Bool
    /// The field with its modifiers, as the rule writes it.
    public var written: String
    public var position: RulePosition

    public init(
        field: String, values: [ValueCondition], wantsAll: Bool = false, isNegated: Bool = false, written: String,
        position: RulePosition
    ) {
        self.field = field
        self.values = values
        self.wantsAll = wantsAll
        self.isNegated = isNegated
        self.written = written
        self.position = position
    }
}

/// What is asked of an event as a whole.
public struct KeywordTest: Hashable, Sendable {
    /// Each is looked for within every value of the event, arrays and objects included.
    public var values: [ValueCondition]
    /// Whether all of `values` are wanted, or any.
    public var wantsAll: Bool
    public var position: RulePosition

    public init(values: [ValueCondition], wantsAll: Bool = false, position: RulePosition) {
        self.values = values
        self.wantsAll = wantsAll
        self.position = position
    }
}
