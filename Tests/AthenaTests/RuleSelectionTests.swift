import Sigma
import Testing

@testable import Athena

@Suite("Rules as conditions in SQL")
struct RuleSelectionTests {
    private func rules(_ text: String) throws -> [SigmaRule] {
        let set = RuleLoader().load(text, path: "rules.yml")
        #expect(set.errors.isEmpty)
        return set.rules
    }

    private let base = """
        title: Base
        name: base
        logsource: {product: aws, service: cloudtrail}
        detection:
          selection: {eventName: DescribeInstances}
          filter: {userIdentity.type: AWSService}
          condition: selection and not filter
        """

    @Test("a rule's condition is asked as it says")
    func detection() throws {
        let parts = RuleSelection(try rules(base)).parts
        #expect(
            parts.map(\.bounds.whereClause) == [
                "lower(eventname) = 'describeinstances' AND NOT coalesce(lower(useridentity.type) = 'awsservice', FALSE)"
            ])
        #expect(parts.allSatisfy { $0.bounds.isExact })
    }

    @Test("what is wanted besides is asked for with the rules, in one pass over the files")
    func others() throws {
        let queries = RuleSelection(try rules(base)).queries(
            of: EventTable(), window: EventWindow(), also: [Bounds("useridentity.type = 'Root'")])
        #expect(queries.map(\.passes) == [1])
        #expect(queries[0].text.contains("WHERE useridentity.type = 'Root' OR (lower(eventname) = 'describeinstances'"))
    }

    @Test("a correlation asks for groups that have as many events in all")
    func eventCount() throws {
        let selection = RuleSelection(
            try rules(
                base + """

                    ---
                    title: Many
                    correlation:
                      type: event_count
                      rules: [base]
                      group-by: [sourceIPAddress]
                      timespan: 1h
                      condition: {gte: 50}
                    """))
        let queries = selection.queries(of: EventTable(), window: EventWindow())
        #expect(queries.count == 1)
        #expect(queries[0].text.contains("(coalesce(sourceipaddress, '')) IN (SELECT coalesce(sourceipaddress, '')"))
        #expect(queries[0].text.contains("GROUP BY coalesce(sourceipaddress, '') HAVING count(*) >= 50)"))
        #expect(queries[0].passes == 2)
    }

    @Test("where the base rule raises alerts of its own all its events are asked for")
    func generating() throws {
        let selection = RuleSelection(
            try rules(
                base + """

                    ---
                    title: Many
                    correlation:
                      type: value_count
                      rules: [base]
                      group-by: [sourceIPAddress]
                      timespan: 1h
                      generate: true
                      condition: {gte: 5, field: eventName}
                    """))
        #expect(!selection.queries(of: EventTable(), window: EventWindow())[0].text.contains("HAVING"))
    }

    @Test("statements stay below the length that the engine takes")
    func batches() throws {
        let many = (1...3000).map { number in
            """
            title: Rule \(number)
            logsource: {product: aws, service: cloudtrail}
            detection:
              selection: {eventName: SomethingWithALongNameThatFillsThePlace\(number), userAgent|contains: tool-\(number)}
              condition: selection
            """
        }.joined(separator: "\n---\n")
        let queries = RuleSelection(try rules(many)).queries(of: EventTable(), window: EventWindow())
        #expect(queries.count > 1)
        #expect(queries.allSatisfy { $0.text.utf8.count < 262_144 })
        // Each rule is asked for once.
        #expect(queries.reduce(0) { $0 + $1.text.ranges(of: "somethingwithalongname").count } == 3000)
    }
}
