import Sigma
import Testing

@Suite struct LogSourceTests {
    private func load(_ logSource: String) -> RuleSet {
        Snippet.load(
            "title: A\nlevel: low\n\(logSource)\ndetection:\n    s: {eventName: A}\n    condition: s")
    }

    @Test(arguments: [
        "logsource: {product: aws}", "logsource: {product: AWS, service: CloudTrail}",
        "logsource: {service: cloudtrail}",
    ])
    func `Rules for CloudTrail are taken`(logSource: String) {
        let set = load(logSource)
        #expect(set.said == [])
        #expect(set.rules.count == 1)
        #expect(set.skipped == [:])
    }

    @Test func `Rules for findings of GuardDuty are taken`() {
        let set = Snippet.load(
            """
            title: A
            level: low
            logsource: {product: aws, service: guardduty}
            detection:
                s: {severity|gte: 7, Type|startswith: Recon}
                condition: s
            """)
        #expect(set.said == [])
        #expect(set.rules.first?.logSource == LogSource(product: "aws", service: "guardduty"))
    }

    @Test(arguments: [
        ("logsource: {product: windows, service: security}", "product windows, service security"),
        ("logsource: {category: proxy}", "category proxy"),
        ("logsource: {product: aws, service: waf}", "product aws, service waf"),
        ("logsource: {definition: none}", "no product"),
    ])
    func `Rules for other logs are counted, not read`(logSource: String, reason: String) {
        let set = load(logSource)
        #expect(set.said == [])
        #expect(set.rules.isEmpty)
        #expect(set.skipped == [reason: 1])
    }

    @Test func `A log source is needed`() {
        #expect(load("logsource:").said == ["1:1 error: logsource is missing"])
        #expect(load("logsource: aws").said == ["3:12 error: logsource is a map of names and values"])
    }
}
