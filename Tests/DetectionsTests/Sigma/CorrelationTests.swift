import CloudTrail
import Detections
import Events
import Records
import Sigma
import Testing

/// Correlations over calls that are seconds apart: the numbers of the events are also the seconds after noon.
@Suite struct CorrelationTests {
    private struct Call {
        var second: Int
        var name: String
        var user = "ana"
        var ip = "198.51.100.23"
        var size = ""
    }

    /// The alerts of a correlation over the rules `a`, `b` and `c`, which match the calls A, B and C; each as its group and
    /// the seconds of its events.
    private func alerts(_ correlation: String, _ calls: [Call], more: String = "") throws -> [String] {
        let events = calls.enumerated().map { number, call in
            let size = call.size.isEmpty ? "" : #""requestParameters":{"size":"\#(call.size)"},"#
            return TestTrail.record(
                number, call.name,
                #""userIdentity":{"type":"IAMUser","userName":"\#(call.user)","accessKeyId":"AKIA\#(call.user)"},"sourceIPAddress":"\#(call.ip)",\#(size)"#,
                second: call.second)
        }
        let made = try TestTrail(records: events)
        defer { made.remove() }
        let base = ["A", "B", "C"].map { name in
            """
            title: Rule \(name)
            name: \(name.lowercased())
            level: low
            logsource: {product: aws, service: cloudtrail}
            detection: {sel: {eventName: \(name)}, condition: sel}
            """
        }
        let lines = correlation.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
        let rule = "title: Together\nid: together\nlevel: high\ncorrelation:\n" + lines
        let set = RuleLoader().load(
            (base + [rule, more].filter { !$0.isEmpty }).joined(separator: "\n---\n"), path: "test.yml")
        #expect(set.errors == [])
        return SigmaDetector(set).alerts(in: made.trail, options: DetectionOptions())
            .filter { $0.rule.kind == .correlation }
            .map { alert in
                let seconds = alert.rows.map { row in
                    String(made.trail.index.time(row).milliseconds / 1000 - 1_588_766_400)
                }
                return ([alert.correlation?.group.map(\.value).joined(separator: "+") ?? ""] + seconds)
                    .joined(separator: " ")
            }
    }

    private func calls(_ name: String, _ seconds: [Int], user: String = "ana") -> [Call] {
        seconds.map { Call(second: $0, name: name, user: user) }
    }

    @Test func `Events are counted in a window that slides, both its ends within it`() throws {
        let count = "type: event_count\nrules: [a]\ntimespan: 10s\ncondition: {gte: 3}"
        #expect(try alerts(count, calls("A", [0, 5, 10])) == [" 0 5 10"])
        #expect(try alerts(count, calls("A", [0, 5, 11])) == [])
        #expect(try alerts(count, calls("A", [0, 20, 25, 29, 30, 60])) == [" 20 25 29 30"])
    }

    @Test func `Groups are counted apart, and what lacks a field is in none`() throws {
        let count =
            "type: event_count\nrules: [a]\ngroup-by: [userIdentity.accessKeyId]\ntimespan: 1m\ncondition: {gte: 2}"
        #expect(
            try alerts(count, calls("A", [0, 1]) + calls("A", [2], user: "bob") + calls("A", [3, 4], user: "eve"))
                == ["AKIAana 0 1", "AKIAeve 3 4"])
    }

    @Test func `Distinct values are counted`() throws {
        let count = """
            type: value_count
            rules: [a]
            group-by: [sourceIPAddress]
            timespan: 1m
            condition: {gte: 2, field: userIdentity.userName}
            """
        #expect(try alerts(count, calls("A", [0, 1, 2])) == [])
        #expect(
            try alerts(count, calls("A", [0, 1]) + calls("A", [2], user: "bob")) == ["198.51.100.23 0 1 2"])
    }

    @Test func `A range has two ends`() throws {
        let count = "type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: 2, lt: 3}"
        #expect(try alerts(count, calls("A", [0, 1])) == [" 0 1"])
        #expect(try alerts(count, calls("A", [0])) == [])
    }

    @Test func `All rules within a time, in any order`() throws {
        let temporal = "type: temporal\nrules: [a, b, c]\ntimespan: 10s"
        #expect(try alerts(temporal, calls("C", [0]) + calls("A", [4]) + calls("B", [9])) == [" 0 4 9"])
        #expect(try alerts(temporal, calls("C", [0]) + calls("A", [4]) + calls("B", [11])) == [])
    }

    @Test func `All rules in order; of one second the order is not known`() throws {
        let ordered = "type: temporal_ordered\nrules: [a, b]\ntimespan: 10s"
        #expect(try alerts(ordered, calls("A", [0]) + calls("B", [10])) == [" 0 10"])
        #expect(try alerts(ordered, calls("B", [0]) + calls("A", [10])) == [])
        #expect(try alerts(ordered, calls("A", [0]) + calls("B", [11])) == [])
        // The later A is near enough.
        #expect(try alerts(ordered, calls("A", [0, 5]) + calls("B", [12])) == [" 5 12"])
    }

    @Test func `Numbers are added up, averaged, and put in order`() throws {
        let sizes = [1, 2, 9].enumerated().map { Call(second: $0, name: "A", size: String($1)) }
        func figure(_ type: String, _ condition: String) throws -> Bool {
            let rule =
                "type: \(type)\nrules: [a]\ntimespan: 1m\ncondition: {\(condition), field: requestParameters.size}"
            return try alerts(rule, sizes) == [" 0 1 2"]
        }
        #expect(try figure("value_sum", "gte: 12"))
        #expect(try !figure("value_sum", "gt: 12"))
        #expect(try figure("value_avg", "gte: 4"))
        #expect(try figure("value_median", "eq: 2"))
        #expect(try figure("value_percentile", "gte: 9, percentile: 100"))
    }

    @Test func `Fields of other names are joined by an alias`() throws {
        let events = calls("A", [0]) + [Call(second: 1, name: "B", user: "x", size: "ana")]
        let temporal = """
            type: temporal
            rules: [a, b]
            group-by: [who]
            timespan: 1m
            aliases:
                who:
                    a: userIdentity.userName
                    b: requestParameters.size
            """
        #expect(try alerts(temporal, events) == ["ana 0 1"])
    }

    @Test func `Correlations rest on correlations`() throws {
        // Both calls with one key; then two keys from one address.
        let sweep = """
            title: Sweep
            name: sweep
            id: sweep
            level: low
            correlation:
                type: temporal
                rules: [a, b]
                group-by: [sourceIPAddress, userIdentity.accessKeyId]
                timespan: 1m
            """
        let keys = """
            type: value_count
            rules: [sweep]
            group-by: [sourceIPAddress]
            timespan: 1h
            condition: {gte: 2, field: userIdentity.accessKeyId}
            """
        let ana = calls("A", [0]) + calls("B", [1])
        #expect(try alerts(keys, ana + calls("A", [5], user: "bob"), more: sweep) == [])
        #expect(
            try alerts(keys, ana + calls("A", [5], user: "bob") + calls("B", [6], user: "bob"), more: sweep)
                == ["198.51.100.23 0 1 5 6"])
    }

    @Test func `A correlation that others rest on matches as often as it happens`() throws {
        let sweep = """
            title: Sweep
            name: sweep
            id: sweep
            level: low
            correlation:
                type: temporal
                rules: [a, b]
                group-by: [userIdentity.accessKeyId]
                timespan: 1m
            """
        let keys =
            "type: value_count\nrules: [sweep]\ntimespan: 1h\ncondition: {gte: 2, field: userIdentity.accessKeyId}"
        let ana = calls("A", [0, 50_000]) + calls("B", [1, 50_001])
        let bob = calls("A", [5], user: "bob") + calls("B", [6], user: "bob")
        // That the first sweeps again hours later does not hide that both did within the hour.
        #expect(try alerts(keys, ana + bob, more: sweep) == [" 0 1 5 6"])
    }

    @Test func `Callers are told by what records say of them`() throws {
        let events = [0, 1, 2, 3].map { number in
            let user = number == 2 ? "bob" : "ana"
            return TestTrail.record(
                number, "A", #""userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/\#(user)"},"#)
        }
        let made = try TestTrail(records: events)
        defer { made.remove() }
        let rules = """
            title: Base
            id: base
            level: low
            logsource: {product: aws, service: cloudtrail}
            detection: {sel: {eventName: A}, condition: sel}
            ---
            title: Many
            id: many
            level: low
            correlation:
                type: event_count
                rules: [base]
                group-by: [userIdentity.arn]
                timespan: 1m
                condition: {gte: 3}
            """
        let alerts = SigmaDetector(RuleLoader().load(rules, path: "test.yml"))
            .alerts(in: made.trail, options: DetectionOptions())
        #expect(alerts.map(\.rows) == [[0, 1, 3]])
        #expect(
            alerts.first?.correlation?.group == [
                CorrelationMatch.GroupField(field: "userIdentity.arn", value: "arn:aws:iam::111122223333:user/ana")
            ])
    }

    @Test func `An event of a chained correlation is explained by the rule that it matched`() throws {
        let made = try TestTrail(
            records: [(0, "A"), (1, "B"), (100, "A"), (101, "B")].map { TestTrail.record($0, $1) })
        defer { made.remove() }
        func count(_ name: String, _ rules: String) -> String {
            """
            title: \(name)
            id: \(name)
            level: low
            correlation: {type: event_count, rules: [\(rules)], timespan: 1m, condition: {gte: 2}}
            """
        }
        let base = ["A", "B"].map { name in
            """
            title: Rule \(name)
            id: \(name.lowercased())
            level: low
            logsource: {product: aws, service: cloudtrail}
            detection: {sel_\(name.lowercased()): {eventName: \(name)}, condition: sel_\(name.lowercased())}
            """
        }
        let rules = (base + [count("inner", "a, b"), count("outer", "inner").replacing("gte: 2", with: "gte: 1")])
            .joined(separator: "\n---\n")
        let detector = SigmaDetector(RuleLoader().load(rules, path: "test.yml"))
        let alerts = detector.alerts(in: made.trail, options: DetectionOptions())
        let outer = try #require(alerts.first { $0.rule.id == "outer" })
        #expect(outer.rows == [0, 1, 2, 3])
        let names = outer.rows.map { row in
            detector.explanation(of: row, in: outer, of: made.trail)?.selections.map(\.name)
        }
        #expect(names == [["sel_a"], ["sel_b"], ["sel_a"], ["sel_b"]])
    }

    @Test func `What happened in one second has no order`() throws {
        // Three at once are three, and never two or one.
        let three = [Call(second: 5, name: "A", user: "x"), Call(second: 5, name: "A"), Call(second: 5, name: "A")]
        func count(_ condition: String) -> String {
            "type: event_count\nrules: [a]\ntimespan: 10s\ncondition: {\(condition)}"
        }
        #expect(try alerts(count("eq: 2"), three) == [])
        #expect(try alerts(count("lt: 3"), three) == [])
        #expect(try alerts(count("eq: 3"), three) == [" 5 5 5"])
    }

    @Test(arguments: [["B", "AB", "C"], ["AB", "B", "C"], ["C", "AB", "B"]])
    func `A chain is found in whatever order the events of a second were written down`(names: [String]) throws {
        let rules = ["A", "B", "C"].map { name in
            """
            title: Rule \(name)
            id: \(name.lowercased())
            level: low
            logsource: {product: aws, service: cloudtrail}
            detection: {sel: {eventName|contains: \(name)}, condition: sel}
            """
        }
        let chain = """
            title: Chain
            id: chain
            level: low
            correlation: {type: temporal_ordered, rules: [a, b, c], timespan: 1m}
            """
        let made = try TestTrail(
            records: names.enumerated().map { TestTrail.record($0, $1, second: $1 == "C" ? 6 : 5) })
        defer { made.remove() }
        let set = RuleLoader().load((rules + [chain]).joined(separator: "\n---\n"), path: "test.yml")
        let alerts = SigmaDetector(set).alerts(in: made.trail, options: DetectionOptions())
        #expect(alerts.map(\.rule.id) == ["chain"])
        // AB serves for A, as B is the only other one.
        #expect(alerts.first?.correlation?.members.map(\.rows.count) == [1, 1, 1])
    }

    @Test func `A chain within the time is found though an older event would do for its beginning`() throws {
        let chain = "type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s"
        let events = [
            Call(second: 0, name: "A"), Call(second: 100, name: "B"), Call(second: 100, name: "A"),
            Call(second: 101, name: "C"),
        ]
        #expect(try alerts(chain, events) == [" 100 100 101"])
        #expect(try alerts(chain, Array(events[..<2] + events[3...])) == [])
    }

    @Test func `An event that two of the rules match is one event`() throws {
        let both = """
            title: Any
            id: any
            level: low
            logsource: {product: aws, service: cloudtrail}
            detection: {sel: {eventName: '*'}, condition: sel}
            """
        let count = "type: event_count\nrules: [a, any]\ntimespan: 10s\ncondition: {gte: 2}"
        #expect(try alerts(count, calls("A", [1]), more: both) == [])
        #expect(try alerts(count, calls("A", [1, 2]), more: both) == [" 1 2"])
    }

    @Test func `Groups follow what the records say where the index holds no text`() throws {
        let identities = [
            #"[{"arn":"u"}]"#, #"[{"arn":"u"}]"#, #"{"arn":["v","w"]}"#, #"{"arn":["v","w"]}"#, #"{"arn":"x"}"#,
        ]
        let made = try TestTrail(
            records: identities.enumerated().map { TestTrail.record($0, "A", "\"userIdentity\":\($1),") })
        defer { made.remove() }
        let rules = """
            title: Base
            id: base
            level: low
            logsource: {product: aws, service: cloudtrail}
            detection: {sel: {eventName: A}, condition: sel}
            ---
            title: Two
            id: two
            level: low
            correlation:
                {type: event_count, rules: [base], group-by: [userIdentity.arn], timespan: 1m, condition: {gte: 2}}
            """
        let alerts = SigmaDetector(RuleLoader().load(rules, path: "test.yml"))
            .alerts(in: made.trail, options: DetectionOptions())
        #expect(alerts.map { $0.correlation?.group.map(\.value) ?? [] } == [["u"], [#"["v","w"]"#]])
        #expect(alerts.map(\.rows) == [[0, 1], [2, 3]])
    }

    @Test func `A search that is given up gives no alerts rather than some`() throws {
        let made = try TestTrail(records: [TestTrail.record(0, "A"), TestTrail.record(1, "A")])
        defer { made.remove() }
        let rule = """
            title: Base
            id: base
            level: low
            logsource: {product: aws, service: cloudtrail}
            detection: {sel: {requestParameters|exists: false}, condition: sel}
            """
        let detector = SigmaDetector(RuleLoader().load(rule, path: "test.yml"))
        #expect(detector.report(in: made.trail, options: DetectionOptions()) { false }?.alerts.map(\.rows) == [[0, 1]])
        #expect(detector.report(in: made.trail, options: DetectionOptions()) { true } == nil)
    }

    @Test func `What a correlation rests on is silent unless it says otherwise`() throws {
        let made = try TestTrail(records: [TestTrail.record(0, "A"), TestTrail.record(1, "A")])
        defer { made.remove() }
        func kinds(generate: Bool, _ baseRules: SigmaDetector.BaseRules = .asGenerated) -> [Rule.Kind] {
            let rules = """
                title: Base
                id: base
                level: low
                logsource: {product: aws, service: cloudtrail}
                detection: {sel: {eventName: A}, condition: sel}
                ---
                title: Two
                id: two
                level: high
                correlation:
                    type: event_count
                    rules: [base]
                    timespan: 1m
                    condition: {gte: 2}
                generate: \(generate)
                """
            return SigmaDetector(RuleLoader().load(rules, path: "test.yml"), baseRules: baseRules)
                .alerts(in: made.trail, options: DetectionOptions()).map(\.rule.kind)
        }
        #expect(kinds(generate: false) == [.correlation])
        #expect(kinds(generate: true) == [.sigma, .correlation])
        #expect(kinds(generate: false, .included) == [.sigma, .correlation])
    }
}
