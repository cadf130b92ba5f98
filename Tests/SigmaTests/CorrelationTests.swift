import Patterns
import Sigma
import Testing
import YAML

@Suite struct CorrelationTests {
    private static let base = """
        title: Base rule
        id: 00000000-0000-4000-8000-00000000000a
        name: base
        level: low
        logsource: {product: aws, service: cloudtrail}
        detection:
            s: {eventName: A}
            condition: s
        ---

        """

    /// A correlation over the base rule, whose members begin in line 14, at column 5.
    private func load(_ members: String, top: String = "level: high") -> RuleSet {
        Snippet.load(Self.base + "title: Many\nid: c\n\(top)\ncorrelation:\n\(Snippet.indented(members))")
    }

    private func correlation(_ members: String, top: String = "level: high") -> Correlation? {
        guard case .correlation(let correlation) = load(members, top: top).rules.last?.content else { return nil }
        return correlation
    }

    private let count =
        "type: event_count\nrules: [base]\ngroup-by: [sourceIPAddress]\ntimespan: 5m\ncondition: {gte: 3}"

    @Test func `A correlation counts the matches of rules`() throws {
        #expect(load(count).said == [])
        let correlation = try #require(self.correlation(count))
        #expect(correlation.kind == .eventCount)
        #expect(
            correlation.rules == [
                Correlation.Reference(text: "base", position: RulePosition(path: "r.yml", line: 15, column: 13))
            ])
        #expect(correlation.groupBy == ["sourceIPAddress"])
        #expect(correlation.timespan == 300_000)
        #expect(correlation.bounds == [Correlation.Bound(.greaterOrEqual, number("3"))])
        #expect(!correlation.generatesBaseAlerts)
    }

    @Test func `Rules are named by id, by name or by title, one or several`() {
        for name in ["00000000-0000-4000-8000-00000000000a", "base", "Base rule"] {
            #expect(load(count.replacing("[base]", with: name)).said == [])
        }
    }

    @Test func `Time is counted in seconds, minutes, hours and days`() {
        let spans = ["30s": 30_000, "5m": 300_000, "2h": 7_200_000, "7d": 604_800_000]
        for (text, milliseconds) in spans {
            #expect(correlation(count.replacing("5m", with: text))?.timespan == Int64(milliseconds))
        }
        #expect(correlation(count.replacing("timespan", with: "timeframe"))?.timespan == 300_000)
        for text in ["5", "m", "0m", "-5m", "5M", "5 m", "99999999999999999999d"] {
            #expect(
                load(count.replacing("5m", with: text)).said == [
                    "17:15 error: \(text) is no timespan; write 30s, 5m, 1h or 7d"
                ])
        }
    }

    @Test func `Several bounds are a range`() {
        #expect(
            correlation(count.replacing("{gte: 3}", with: "{gt: 1, lte: 10, neq: 5}"))?.bounds == [
                Correlation.Bound(.greater, number("1")), Correlation.Bound(.lessOrEqual, number("10")),
                Correlation.Bound(.different, number("5")),
            ])
    }

    @Test func `Values are those of a field, or of several`() {
        let values = count.replacing("event_count", with: "value_count")
        #expect(correlation(values.replacing("{", with: "{field: eventName, "))?.fields == ["eventName"])
        #expect(
            correlation(values.replacing("{", with: "{field: [eventName, awsRegion], "))?.fields == [
                "eventName", "awsRegion",
            ])
        #expect(load(values).said == ["18:5 error: value_count needs a field in its condition"])
    }

    @Test(arguments: Correlation.Kind.allCases)
    func `Every kind of the specification is known`(kind: Correlation.Kind) {
        let members = count.replacing("event_count", with: kind.rawValue).replacing("{", with: "{field: eventName, ")
        #expect(load(members).said == [])
        #expect(correlation(members)?.kind == kind)
    }

    @Test func `A percentile is 0 to 100, and the middle if not said`() {
        let values = count.replacing("event_count", with: "value_percentile").replacing("{", with: "{field: a, ")
        #expect(correlation(values)?.percentile == 50)
        #expect(correlation(values.replacing("{", with: "{percentile: 99.5, "))?.percentile == 99.5)
        #expect(
            load(values.replacing("{", with: "{percentile: 101, ")).said == [
                "18:29 error: 101 is no percentile; it is 0 to 100"
            ])
    }

    @Test func `Rules within a time need no condition, or one that names them all`() {
        let temporal = "type: temporal\nrules: [base, Base rule]\ntimespan: 5m\n"
        #expect(correlation(temporal)?.bounds == [])
        #expect(
            correlation(temporal + "condition: {gte: 1}")?.bounds == [Correlation.Bound(.greaterOrEqual, number("1"))])
        let named = "type: temporal_ordered\nrules: [base, c2]\ntimespan: 5m\ncondition: "
        #expect(load(named + "base and c2").errors.map(\.message) == ["no rule has the id, name or title c2"])
        #expect(
            load(named + "base or c2").said == [
                "17:16 error: the condition may only join all rules by and; correlations of correlations say everything else"
            ])
    }

    @Test func `generate stands beside or within`() {
        #expect(correlation(count + "\ngenerate: true")?.generatesBaseAlerts == true)
        #expect(correlation(count, top: "level: high\ngenerate: true")?.generatesBaseAlerts == true)
        #expect(load(count + "\ngenerate: 3").said == ["19:15 error: generate is true or false"])
    }

    @Test func `Aliases name a field for each rule`() {
        let members = count + "\naliases:\n    who:\n        base: userIdentity.arn"
        #expect(correlation(members)?.aliases == ["who": ["base": "userIdentity.arn"]])
        #expect(
            load(members.replacing("    base:", with: "    other:")).said == [
                "21:13 warning: the alias who speaks of other, which is none of the correlation's rules"
            ])
    }

    @Test func `Fields that no event has are told, where they are written`() {
        let unknown = count.replacing("[sourceIPAddress]", with: "[sourceIPAddress, sourceIpAddress]")
        #expect(
            load(unknown).said == [
                "16:33 warning: CloudTrail has no field sourceIpAddress (did you mean sourceIPAddress?)"
            ])
        let values = "type: value_count\nrules: [base]\ntimespan: 5m\ncondition: {gte: 3, field: evntName}"
        #expect(load(values).said == ["17:32 warning: CloudTrail has no field evntName (did you mean eventName?)"])
        let alias = count.replacing("[sourceIPAddress]", with: "[who]") + "\naliases: {who: {base: nobody.arn}}"
        #expect(load(alias).said == ["19:27 warning: CloudTrail has no field nobody"])
    }

    @Test func `A chain groups by what its correlations have in common`() {
        func said(_ field: String) -> [String] {
            Snippet.load(
                Self.base + "title: Inner\nid: inner\nlevel: low\ncorrelation:\n\(Snippet.indented(count))\n---\n"
                    + "title: Outer\nid: outer\nlevel: low\ncorrelation:\n"
                    + Snippet.indented(
                        "type: event_count\nrules: [inner]\ngroup-by: [\(field)]\ntimespan: 1h\ncondition: {gte: 2}")
            ).said
        }
        #expect(said("sourceIPAddress") == [])
        #expect(
            said("userAgent") == [
                "26:16 warning: the correlation inner does not group by userAgent: none of its matches has it"
            ])
    }

    @Test func `What is needed and missing rejects the correlation`() {
        for (line, name) in [
            ("type: event_count\n", "type"), ("rules: [base]\n", "rules"), ("timespan: 5m\n", "timespan"),
        ] {
            #expect(load(count.replacing(line, with: "")).said == ["13:1 error: \(name) is missing"])
        }
        #expect(load(count.replacing("\ncondition: {gte: 3}", with: "")).said == ["13:1 error: condition is missing"])
        #expect(
            load(count.replacing("{gte: 3}", with: "{field: a}")).said == [
                "18:5 error: event_count needs one of gt, gte, lt, lte, eq, neq in its condition"
            ])
        #expect(load(count.replacing("[base]", with: "[]")).said == ["15:12 error: rules has no values"])
    }

    @Test func `Slips are told with what was meant`() {
        #expect(
            load(count.replacing("event_count", with: "event_cuont")).said == [
                "14:11 error: there is no correlation event_cuont (did you mean event_count?)"
            ])
        #expect(
            load(count.replacing("group-by", with: "group_by")).said == [
                "16:5 warning: a correlation has nothing called group_by (did you mean group-by?)"
            ])
        #expect(
            load(count.replacing("gte", with: "gtee")).said == [
                "18:17 error: the condition of a correlation has nothing called gtee (did you mean gte?)"
            ])
        #expect(load(count.replacing("3}", with: "many}")).said == ["18:22 error: many is no number to compare with"])
    }
}
