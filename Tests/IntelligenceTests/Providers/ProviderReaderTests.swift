import Testing

@testable import Intelligence

@Suite struct ProviderReaderTests {
    @Test func `A service and a program are described`() throws {
        let (descriptions, problems) = ProviderDescription.read(
            yaml: """
                providers:
                  - name: own
                    url: https://intel.example.net/v1/{ip}
                    headers:
                      Authorization: {environment: OWN_TOKEN, prefix: "Bearer "}
                      X-Key: {command: [pass, show, intel]}
                      X-Maybe: {environment: MAYBE, optional: true}
                    unknown: [404, 204]
                    about: ip
                    labels:
                      - {path: network.name, kind: network}
                      - {path: tor, kind: tor, text: Tor exit node, equals: true}
                      - {path: score, kind: other, text: "score {value}", above: 0.5}
                    limits: {seconds: 5, perMinute: 60, bytes: 65536}
                  - name: whois
                    command: [whois-json, --short]
                    labels: [{path: org, kind: network}]
                """, path: "providers.yml")
        #expect(problems == [])
        #expect(
            descriptions == [
                ProviderDescription(
                    name: "own",
                    means: .https(
                        HTTPSQuery(
                            url: "https://intel.example.net/v1/{ip}",
                            headers: [
                                HTTPSQuery.Header("Authorization", .environment("OWN_TOKEN"), prefix: "Bearer "),
                                HTTPSQuery.Header("X-Key", .output(["pass", "show", "intel"])),
                                HTTPSQuery.Header("X-Maybe", .environmentIfSet("MAYBE")),
                            ], unknownStatuses: [204, 404])),
                    shape: AnswerShape(
                        labels: [
                            AnswerShape.Label("network.name", .network),
                            AnswerShape.Label("tor", .tor, text: "Tor exit node", equals: "true"),
                            AnswerShape.Label("score", .other, text: "score {value}", above: 0.5),
                        ], subject: "ip"),
                    limits: ProviderLimits(time: .seconds(5), queriesPerMinute: 60, bytes: 65_536)),
                ProviderDescription(
                    name: "whois", means: .program(["whois-json", "--short"]),
                    shape: AnswerShape(labels: [AnswerShape.Label("org", .network)])),
            ])
    }

    /// The problem of one provider with a member changed or added.
    private func problem(_ lines: String) -> String {
        let (descriptions, problems) = ProviderDescription.read(
            yaml: "providers:\n  - \(lines.replacing("\n", with: "\n    "))\n", path: "p.yml")
        #expect(descriptions == [])
        return problems.map(\.description).joined(separator: "|")
    }

    @Test func `Mistakes are told with line and column`() {
        let labels = "labels: [{path: a, kind: tor}]"
        #expect(problem("name: a\nulr: x") == "p.yml:3:5: ulr is no member of this; did you mean url?")
        #expect(problem("url: https://a/{ip}\n\(labels)") == "p.yml:2:5: name is missing")
        #expect(problem("name: a\nurl: https://a/{ip}") == "p.yml:2:5: labels is missing")
        #expect(problem("name: a\n\(labels)") == "p.yml:2:5: a provider has either url or command")
        #expect(
            problem("name: a\nurl: http://a/{ip}\n\(labels)")
                == "p.yml:3:10: the URL cannot be used: it does not begin with https://")
        #expect(
            problem("name: a\ncommand: [x]\nlabels: [{path: a, kind: tro}]")
                == "p.yml:4:30: tro is no kind of label; did you mean tor?")
        #expect(
            problem("name: a\nurl: https://a/{ip}\nheaders: {key: hunter2}\n\(labels)")
                == "p.yml:4:20: key is a map with environment or command, from which its value comes")
        #expect(
            problem("name: a\ncommand: [x]\n\(labels)\nlimits: {seconds: 0}")
                == "p.yml:5:23: seconds is a whole number from 1 to 600")
        #expect(problem("name: *a") == "p.yml:1:1: anchors and aliases are not read here; write the values out")
        #expect(problem("name: [").hasPrefix("p.yml:3:1: not YAML: "))
    }

    @Test func `A name that is there twice is told, and the first one is used`() {
        let one = "  - {name: a, command: [x], labels: [{path: a, kind: tor}]}\n"
        let (descriptions, problems) = ProviderDescription.read(yaml: "providers:\n" + one + one, path: "p.yml")
        #expect(descriptions.count == 1)
        #expect(problems.map(\.description) == ["p.yml:3:5: a is described twice; the first one is used"])
    }

    @Test func `The ready descriptions can be asked, and name no secret`() {
        #expect(ProviderDescription.ready.map(\.name) == ["greynoise", "ipinfo", "abuseipdb", "virustotal"])
        for description in ProviderDescription.ready {
            guard case .https(let query) = description.means else {
                Issue.record("\(description.name) is no service")
                continue
            }
            #expect(query.fault == nil)
            #expect(query.url.hasPrefix("https://"))
        }
    }
}
