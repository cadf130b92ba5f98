internal import YAML

/// Everything that can be wrong with a rule, as data. It is worded in one place.
enum RuleReason: Hashable {
    /// The file, or its YAML.
    case file(YAMLError.Reason)

    // Documents
    case notAMap(what: String)
    case unknownAction(String)
    case noContent
    case severalContents
    case missingKey(String)
    case unknownKey(String, in: String, near: String?)
    case wantsText(String)
    case wantsTruth(String)
    case unknownLevel(String, near: String?)
    case missingLevel
    case unknownStatus(String, near: String?)
    case sameID(String, first: RulePosition)

    // Selections
    case emptySelection
    case unusedSelection(String)
    case nestedList
    case nestedValue(String)
    case emptyList(String)
    case keyNotText
    case missingModifier
    case unknownModifier(String, near: String?)
    case misplacedFlag(String)
    case doesNotFit(modifier: String, value: String)
    case mustStandAlone(String)
    case needsField(String)
    case nullKeyword
    case needsEncoding(String)
    case wildcardInEncoding(String)
    case tooShortForOffset(String)
    case badRegex(String)
    case notANetwork(String)
    case notANumber(String, modifier: String)
    case outOfRange(String, part: String, low: Int, high: Int)
    case unresolvedPlaceholder(String, near: String?)
    case tooManyVariants
    case singleAll
    case timeframe

    // Conditions
    case emptyCondition
    case aggregation
    case unknownSelection(String, near: String?)
    case nothingFits(String)
    case tooFewFit(String, wanted: Int, count: Int)
    case patternWithoutQuantity(String)
    case quantityNotPositive
    case missingBehind(String)
    case unexpected(String)
    case unclosedParenthesis
    case unopenedParenthesis
    case conditionTooDeep
    case conditionTooLong
    case moreWarnings

    // Correlations and filters
    case unknownKind(String, near: String?)
    case badTimespan(String)
    case badBound(String)
    case noBound(String)
    case noCountedField(String)
    case badPercentile(String)
    case temporalExpression
    case unknownRule(String, near: String?)
    case rejectedRule(String)
    case circle(String)
    case foreignAlias(alias: String, rule: String)
    case notInCommon(field: String, rule: String)

    // Vocabulary
    case unknownField(String, source: String, near: String?)
    case unknownTechnique(String)
    case unknownTactic(String, near: String?)
}
