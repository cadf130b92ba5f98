internal import YAML

extension RuleReason {
    /// The one place where problems of rules are worded. Texts of rules in it are cut to a bearable length.
    var message: String {
        switch self {
        case .file(let reason): reason.message

        case .notAMap(let what): "\(what) is a map of names and values"
        case .unknownAction(let name): "action is global, reset or repeat, not \(Wording.cut(name))"
        case .noContent: "there is no detection, correlation or filter"
        case .severalContents: "detection, correlation and filter exclude each other"
        case .missingKey(let name): "\(name) is missing"
        case .unknownKey(let name, let place, let near):
            "\(place) has nothing called \(Wording.cut(name))" + Wording.didYouMean(near)
        case .wantsText(let name): "\(name) wants a text"
        case .wantsTruth(let name): "\(name) is true or false"
        case .unknownLevel(let name, let near):
            "there is no level \(Wording.cut(name))" + Wording.didYouMean(near) + "; taken as medium"
        case .missingLevel: "level is missing; taken as medium"
        case .unknownStatus(let name, let near): "there is no status \(Wording.cut(name))" + Wording.didYouMean(near)
        case .sameID(let id, let first):
            "the id \(Wording.cut(id)) is taken by the rule at \(first.path):\(first.line); this one is left out"

        case .emptySelection: "the selection is empty; no event fits it"
        case .unusedSelection(let name): "no condition names \(Wording.cut(name))"
        case .nestedList: "a list within a list has no meaning here"
        case .nestedValue(let field):
            "the value of \(Wording.cut(field)) is a map; name the member as \(Wording.cut(field)).member instead"
        case .emptyList(let field): "\(Wording.cut(field)) has no values"
        case .keyNotText: "a field's name is a text"
        case .missingModifier: "a modifier is missing behind |"
        case .unknownModifier(let name, let near):
            "there is no modifier \(Wording.cut(name))" + Wording.didYouMean(near)
        case .misplacedFlag(let name): "\(name) only follows re"
        case .doesNotFit(let modifier, let value): "\(modifier) does not fit \(value)"
        case .mustStandAlone(let name): "\(name) goes with one value and no other modifier"
        case .needsField(let name): "\(name) needs a field"
        case .nullKeyword: "null is no keyword"
        case .needsEncoding(let name): "\(name) must be followed by base64 or base64offset"
        case .wildcardInEncoding(let name): "\(name) cannot encode a wildcard; write \\* or \\? for the sign itself"
        case .tooShortForOffset(let text): "\(Wording.cut(text)) is too short for base64offset"
        case .badRegex(let why): "the regular expression is wrong here: \(why)"
        case .notANetwork(let text): "\(Wording.cut(text)) is no network such as 10.0.0.0/8 or 2001:db8::/32"
        case .notANumber(let text, let modifier): "\(modifier) wants a number, not \(Wording.cut(text))"
        case .outOfRange(let text, let part, let low, let high):
            "\(Wording.cut(text)) is no \(part); it is \(low) to \(high)"
        case .unresolvedPlaceholder(let name, let near):
            "nothing is known for the placeholder %\(Wording.cut(name))%" + Wording.didYouMean(near)
        case .tooManyVariants: "the modifiers turn these values into too many"
        case .singleAll: "all has no effect on a single value"
        case .timeframe: "timeframe has no effect; what happens within a time is a correlation"

        case .emptyCondition: "the condition is empty"
        case .aggregation:
            "what stands behind | (counting, near) is outside the Sigma specification; a correlation says the same"
        case .unknownSelection(let name, let near):
            "there is no selection \(Wording.cut(name))" + Wording.didYouMean(near)
        case .nothingFits(let pattern): "no selection fits \(Wording.cut(pattern))"
        case .tooFewFit(let pattern, let wanted, let count):
            "\(wanted) are wanted, but \(count == 1 ? "one selection fits" : "\(count) selections fit") \(Wording.cut(pattern))"
        case .patternWithoutQuantity(let pattern):
            "how many of them? Write 1 of \(Wording.cut(pattern)) or all of \(Wording.cut(pattern))"
        case .quantityNotPositive: "at least 1 must be wanted"
        case .missingBehind(let word): "something must follow \(word)"
        case .unexpected(let word): "\(Wording.cut(word)) cannot stand here; and, or are missing before it"
        case .unclosedParenthesis: "the parenthesis that opens here is not closed"
        case .unopenedParenthesis: "this parenthesis was not opened"
        case .conditionTooDeep: "more than \(RuleLimits.conditionDepth) parentheses lie inside each other"
        case .conditionTooLong: "the condition has too many patterns for so many selections"
        case .moreWarnings: "more warnings of this rule are left out"

        case .unknownKind(let name, let near): "there is no correlation \(Wording.cut(name))" + Wording.didYouMean(near)
        case .badTimespan(let text): "\(Wording.cut(text)) is no timespan; write 30s, 5m, 1h or 7d"
        case .badBound(let text): "\(Wording.cut(text)) is no number to compare with"
        case .noBound(let kind): "\(kind) needs one of gt, gte, lt, lte, eq, neq in its condition"
        case .noCountedField(let kind): "\(kind) needs a field in its condition"
        case .badPercentile(let text): "\(Wording.cut(text)) is no percentile; it is 0 to 100"
        case .temporalExpression:
            "the condition may only join all rules by and; correlations of correlations say everything else"
        case .unknownRule(let name, let near):
            "no rule has the id, name or title \(Wording.cut(name))" + Wording.didYouMean(near)
        case .rejectedRule(let name): "the rule \(Wording.cut(name)) was rejected"
        case .circle(let name): "the rules lead in a circle, by way of \(Wording.cut(name))"
        case .notInCommon(let field, let rule):
            "the correlation \(Wording.cut(rule)) does not group by \(Wording.cut(field)): none of its matches has it"
        case .foreignAlias(let alias, let rule):
            "the alias \(Wording.cut(alias)) speaks of \(Wording.cut(rule)), which is none of the correlation's rules"

        case .unknownField(let name, let source, let near):
            "\(source) has no field \(Wording.cut(name))" + Wording.didYouMean(near)
        case .unknownTechnique(let id): "\(id) is no technique of a cloud account that ATT&CK v18 or v19 has"
        case .unknownTactic(let name, let near): "ATT&CK has no tactic \(Wording.cut(name))" + Wording.didYouMean(near)
        }
    }
}
