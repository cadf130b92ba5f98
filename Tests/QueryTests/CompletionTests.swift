import Query
import Records
import Testing

@Suite struct CompletionTests {
    private let sample: SampleTrail

    init() throws { sample = try SampleTrail() }

    private func complete(_ text: String) -> (replaced: Range<Int>, texts: [String]) {
        let values = IndexValueSource(sample.trail.index)
        let found = Filter.completions(for: text, cursor: text.count, values: values)
        return (found.replaced, found.items.map { item in item.text + (item.count.map { " \($0)" } ?? "") })
    }

    @Test(arguments: [
        ("na", 0..<2, ["name:"]),
        ("outcome:ok se", 11..<13, ["service:", "session:", "serviceEventDetails:", "sessionCredentialFromConsole:"]),
        ("-eventN", 1..<7, ["eventName:"]), ("(after", 1..<6, ["after:"]), ("zzz", 0..<3, []),
    ])
    func namesOfFields(text: String, replaced: Range<Int>, texts: [String]) {
        let found = complete(text)
        #expect(found.replaced == replaced)
        #expect(found.texts == texts)
    }

    @Test(arguments: [
        ("name:list", 5..<9, ["ListBuckets 1", "ListUsers 1"]),
        ("service:", 8..<8, ["ec2 4", "s3 2", "iam 1", "signin 1", "ssm 1", "sts 1"]),
        ("-outcome:", 9..<9, ["ok 7", "denied 2", "error 1"]),
        ("name:(ListBuckets OR Create", 21..<27, ["CreateKeyPair 1"]),
        ("ip:\"aws", 3..<7, ["\"AWS Internal\" 1"]),
        ("tactic:def", 7..<10, ["defense-evasion 5", "defense-impairment 3"]),
        ("technique:T1562", 10..<15, ["T1562 2", "T1562.007 2"]),
        ("time>2020", 5..<9, []), ("requestParameters.x:", 20..<20, []),
    ])
    func valuesWithTheirCounts(text: String, replaced: Range<Int>, texts: [String]) {
        let found = complete(text)
        #expect(found.replaced == replaced)
        #expect(found.texts == texts)
    }

    @Test func onlyWhatStandsBeforeTheCursorCounts() {
        let values = IndexValueSource(sample.trail.index)
        let found = Filter.completions(for: "na outcome:ok", cursor: 2, values: values)
        #expect(found.items.map(\.text) == ["name:"])
        #expect(found.items.first?.summary == "eventName")
    }
}
