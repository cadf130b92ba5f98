internal import ATTACK
public import CloudTrail
internal import Patterns
public import Query
internal import Records

/// Turns filters into conditions over the table of CloudTrail's events.
public struct FilterTranslator: Sendable {
    /// From when relative times count.
    private let last: EventTime

    /// - Parameter last: the end of the window, from which relative times count.
    public init(last: EventTime) {
        self.last = last
    }

    /// What the engine can decide of a filter.
    public func bounds(_ predicate: Predicate) -> Bounds {
        switch predicate {
        case .everything: Bounds(.constant(true))
        case .word(let pattern): WordSearch.bounds(pattern)
        case .condition(let condition): bounds(condition)
        case .not(let inner): bounds(inner).negated
        case .all(let parts): .allOf(parts.map(bounds))
        case .any(let parts): .anyOf(parts.map(bounds))
        }
    }

    private func bounds(_ condition: Condition) -> Bounds {
        switch condition.field {
        case .path(let path): return asks(Subject(path: path.text), condition.test, path.text)
        case .alias(let alias): return bounds(alias, condition.test)
        }
    }

    // MARK: Aliases

    private func bounds(_ alias: Alias, _ test: ValueTest) -> Bounds {
        switch alias {
        case .id: of("eventid", test, alias)
        case .time: of("eventtime", test, alias)
        case .name: of("eventname", test, alias)
        case .service: .anyOf([of("eventsource", test, alias), of(CallExpressions.shortService, test, alias)])
        case .ip: of("sourceipaddress", test, alias)
        case .region: of("awsregion", test, alias)
        case .agent: of("useragent", test, alias)
        case .error: of("errorcode", test, alias)
        case .type: of("useridentity.type", test, alias)
        case .category: of("eventcategory", test, alias)
        case .vpce: of("vpcendpointid", test, alias)
        case .key: of("useridentity.accesskeyid", test, alias)
        case .account:
            of(CallExpressions.account, test, alias, untold: "\(CallExpressions.account) IS NULL", .otherForm)
        case .client: of(CallExpressions.client, test, alias)
        case .mfa: of(CallExpressions.mfa, test, alias)
        case .outcome: of(CallExpressions.outcome, test, alias)
        case .rw: of(CallExpressions.readWrite, test, alias)
        case .principal: principal(test)
        case .user:
            of(IdentityExpressions.user, test, alias, untold: IdentityExpressions.userIsUntold, .otherForm)
        case .role: of(IdentityExpressions.role, test, alias, untold: IdentityExpressions.roleIsUntold, .otherForm)
        case .session:
            of(IdentityExpressions.session, test, alias, untold: IdentityExpressions.sessionIsUntold, .otherForm)
        case .target, .instance, .group, .bucket: resource(alias, test)
        case .tactic, .technique: calls(alias, test)
        case .source: .unknown(Remainder(alias.rawValue, .otherForm))
        case .is, .has, .tag: .unknown(Remainder(alias.rawValue, .fact))
        }
    }

    private func of(_ expression: String, _ test: ValueTest, _ alias: Alias) -> Bounds {
        asks(.text(expression), test, alias.rawValue)
    }

    /// The same for an expression that cannot tell of all events.
    private func of(
        _ expression: String, _ test: ValueTest, _ alias: Alias, untold: String, _ reason: Remainder.Reason
    ) -> Bounds {
        let told = of(expression, test, alias)
        return Bounds(
            upper: .anyOf([told.upper, .test("(\(untold))")]),
            lower: .allOf([told.lower, SQLCondition.test("(\(untold))").negated]),
            remainders: told.remainders + [Remainder(alias.rawValue, reason)])
    }

    /// By canonical name or by short name. Which of them a plain text means, other events tell.
    private func principal(_ test: ValueTest) -> Bounds {
        let named = Bounds.anyOf([
            of(IdentityExpressions.principal, test, .principal),
            of(IdentityExpressions.shortPrincipal, test, .principal),
        ])
        return Bounds(
            upper: .anyOf([named.upper, .test("\(IdentityExpressions.principal) IS NULL")]), lower: .constant(false),
            remainders: named.remainders + [Remainder("principal", .otherEvents)])
    }

    /// Resources are told from requests and responses here; there the texts are searched for the name.
    private func resource(_ alias: Alias, _ test: ValueTest) -> Bounds {
        let remainder = Remainder(alias.rawValue, .structure)
        let pattern: TextPattern
        switch test {
        case .text(let text): pattern = text
        case .exact(let text): pattern = TextPattern(literal: text)
        case .present, .regex, .network, .compare: return .unknown(remainder)
        }
        // Names that are made of several members, such as ARNs, stand nowhere as a whole.
        let isWhole = pattern.pieces.allSatisfy { piece in
            if case .literal(let text) = piece { !text.contains(":") && !text.contains("/") } else { true }
        }
        guard isWhole, let found = WordSearch.finds(pattern) else { return .unknown(remainder) }
        return Bounds(upper: found, lower: .constant(false), remainders: [remainder])
    }

    /// By the techniques that the call table gives a call.
    private func calls(_ alias: Alias, _ test: ValueTest) -> Bounds {
        var names: [String: [String]] = [:]
        do {
            let wanted = try TechniqueTest(alias, test)
            for call in CallTable.standard.calls where try wanted.matches(call) {
                names[call.service, default: []].append(call.name)
            }
        } catch {
            return .unknown(Remainder(alias.rawValue, .expression))
        }
        let services = names.sorted { $0.key < $1.key }
        return Bounds(
            .anyOf(
                services.map { service, names in
                    let names = names.sorted().map { "'\($0)'" }.joined(separator: ", ")
                    return .test(
                        "(\(CallExpressions.shortService) = '\(service)' AND eventname IN (\(names)))")
                }))
    }

    // MARK: Values

    private func asks(_ subject: Subject, _ test: ValueTest, _ name: String) -> Bounds {
        switch test {
        case .text(let pattern):
            return subject.asks(clue: { TextTests.clue(pattern, in: $0) }) { text in
                self.text(pattern, text, in: subject, name)
            }
        case .exact(let wanted):
            guard wanted != "null" else { return .unknown(Remainder(name, .otherForm)) }
            let pattern = TextPattern(literal: wanted)
            return subject.asks(clue: { TextTests.clue(pattern, in: $0) }) {
                TextTests.matches(pattern, $0, isCased: true)
            }
        case .present: return subject.asks(clue: { _ in nil }) { Bounds("\($0) <> ''") }
        case .regex(let pattern):
            return subject.asks(clue: { _ in nil }) { .allOf([TextTests.matches(pattern, $0), Bounds("\($0) <> ''")]) }
        case .network(let network):
            return subject.asks(clue: { _ in nil }) { text in
                let lies = TextTests.lies(text, in: network.block)
                if case .text = subject { return lies }
                // The source of a firewall rule is a network itself, and may be the same one.
                return Bounds(
                    upper: .anyOf([lies.upper, .test("strpos(\(text), '/') > 0")]), lower: lies.lower,
                    remainders: lies.remainders + [Remainder(name, .otherForm)])
            }
        case .compare(let comparison, let operand):
            return subject.asks(clue: { _ in nil }) { text in
                switch operand {
                case .number(let number): TextTests.compares(text, comparison.rawValue, number)
                case .moment(let moment): TextTests.compares(text, comparison.rawValue, moment.time(last: last))
                case .version: .unknown(Remainder(name, .expression))
                }
            }
        }
    }

    private func text(_ pattern: TextPattern, _ text: String, in subject: Subject, _ name: String) -> Bounds {
        var parts = [TextTests.matches(pattern, text)]
        if let literal = pattern.literal {
            // A record's null is a value, which the table does not tell from a missing one.
            if literal.lowercased() == "null" { return .unknown(Remainder(name, .otherForm)) }
            if literal.contains(":"), IPAddress(literal) != nil {
                let mayBe = SQLCondition.test("(strpos(\(text), ':') > 0 AND regexp_like(\(text), '^[0-9A-Fa-f:.]+$'))")
                parts.append(Bounds(upper: mayBe, lower: .constant(false), remainders: [Remainder(name, .otherForm)]))
            }
            if case .json = subject, let number = DecimalNumber(literal), !Self.isCanonical(literal) {
                parts.append(
                    Bounds(
                        upper: TextTests.compares(text, "=", number).upper, lower: .constant(false),
                        remainders: [Remainder(name, .otherForm)]))
            }
        }
        let isEmptyToo = pattern.pieces.allSatisfy { $0 == .many }
        return .allOf([.anyOf(parts)] + (isEmptyToo ? [Bounds("\(text) <> ''")] : []))
    }

    /// Whether a number is written as every writer writes it.
    private static func isCanonical(_ number: String) -> Bool {
        number.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } && (number == "0" || number.first != "0")
    }
}
