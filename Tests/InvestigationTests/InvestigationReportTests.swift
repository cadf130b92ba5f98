import CloudTrail
import Detections
import Exports
import Intelligence
import Investigation
import Testing

@Suite struct InvestigationReportTests {
    private func text(_ change: (inout Investigation.Settings) -> Void = { _ in }) throws -> String {
        let opening =
            #"{"groupId":"sg-1","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":%,"toPort":%,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}}"#
        let attacker = "198.51.100.23"
        func opens(_ minute: Int, _ port: String) -> TinyTrail.Call {
            .init(
                time: "2020-05-06T09:0\(minute):00Z", name: "AuthorizeSecurityGroupIngress", ip: attacker,
                request: opening.replacing("%", with: port))
        }
        let tiny = try TinyTrail(
            TinyTrail.everyDay(.init(time: "", name: "DescribeInstances")) + [
                opens(0, "22"), opens(1, "3306"), opens(2, "80"),
                .init(
                    time: "2020-05-06T13:00:00Z", name: "CreateKeyPair", ip: attacker,
                    request: #"{"keyName":"prod-debug"}"#),
            ])
        defer { tiny.remove() }
        var start = InvestigationStart()
        start.addresses = [attacker]
        var settings = Investigation.Settings()
        change(&settings)
        let found = try #require(Investigation(start, alerts: [], in: tiny.trail, settings: settings))
        return InvestigationReport(found).text
    }

    private func lines(_ text: String, after title: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return Array(lines.drop { $0 != title }.dropFirst().prefix { !$0.isEmpty })
    }

    @Test func `The timeline folds bursts, and shows silences`() throws {
        #expect(
            lines(try text(), after: "TIMELINE") == [
                "  time                  call                              target                                by       from           outcome",
                "  2020-05-06T09:00:00Z  AuthorizeSecurityGroupIngress x3  1 group, 0.0.0.0/0, ports 22 80 3306  AKIAANA  198.51.100.23  ok",
                "  2020-05-06T09:02:00Z  no call                           until 2020-05-06T13:00:00Z",
                "  2020-05-06T13:00:00Z  CreateKeyPair                     prod-debug                            AKIAANA  198.51.100.23  ok",
            ])
    }

    @Test func `What lies behind an open port is named`() throws {
        let table = lines(try text(), after: "SECURITY GROUPS")
        #expect(table.last?.contains("MySQL, SSH") == true)
    }

    @Test func `A long cell is wrapped and nothing of it is cut`() throws {
        let label = (1...30).map { "network-\($0)" }.joined(separator: " ")
        struct Known: AddressSource {
            let label: String
            var name: String { "long.mmdb" }
            func labels(of address: IPAddress) -> [AddressLabel] { [AddressLabel(.network, label, source: name)] }
            func coordinates(of address: IPAddress) -> Coordinates? { nil }
        }
        let text = try text { $0.intelligence = AddressIntelligence([Known(label: label)]) }
        let words = lines(text, after: "ADDRESSES").joined(separator: " ").split(separator: " ").map(String.init)
        for number in 1...30 { #expect(words.contains("network-\(number)")) }
        #expect(!words.contains { $0.contains("\u{2026}") })
    }
}
