import CloudTrail
import Testing

@testable import Intelligence

@Suite struct CIDRListSourceTests {
    private struct Read {
        let source: CIDRListSource
        let problems: [String]

        init(_ text: String, name: String = "lists/ranges.txt") {
            self.init(Array(text.utf8), name: name)
        }

        init(_ bytes: [UInt8], name: String) {
            let (source, problems) = CIDRListSource.read(bytes, path: name)
            self.source = source
            self.problems = problems.map(\.description)
        }

        func labels(_ address: String) throws -> [String] {
            source.labels(of: try #require(IPAddress(address))).map { "\($0.kind.rawValue): \($0.text)" }
        }
    }

    @Test func `Addresses and blocks with labels behind a comma, a tab or spaces`() throws {
        let list = Read(
            """
            # Our own
            198.51.100.0/24,Example VPN
            203.0.113.7\tTor exit
              203.0.113.8   Example Hosting, Amsterdam  ; seen in April
            ; 192.0.2.0/24 not any more
            2001:db8::/32 Head office # two floors

            192.0.2.1
            192.0.2.2 # nothing known
            """)
        #expect(list.problems == [])
        #expect(try list.labels("198.51.100.9") == ["vpn: Example VPN"])
        #expect(try list.labels("203.0.113.7") == ["tor: Tor exit"])
        #expect(try list.labels("203.0.113.8") == ["hosting: Example Hosting, Amsterdam"])
        #expect(try list.labels("2001:db8::1") == ["corporate: Head office"])
        #expect(try list.labels("192.0.2.1") == ["other: ranges"])
        #expect(try list.labels("192.0.2.2") == ["other: ranges"])
        #expect(try list.labels("192.0.2.3") == [])
    }

    @Test func `CSV without a header is address, label, kind`() throws {
        let list = Read(
            "192.0.2.0/28,\"Dublin, \"\"old\"\" site\",corporate\r\n192.0.2.16/28,Partner,vpn\r\n192.0.2.32/28,,tor\r\n"
        )
        #expect(list.problems == [])
        #expect(try list.labels("192.0.2.1") == ["corporate: Dublin, \"old\" site"])
        #expect(try list.labels("192.0.2.17") == ["vpn: Partner"])
        #expect(try list.labels("192.0.2.33") == ["tor: ranges"])
    }

    @Test func `A header names the columns in any order`() throws {
        let list = Read("Kind,CIDR,Region,Label\nproxy,192.0.2.0/28,eu,Example\nunheard,192.0.2.16/28,eu,Tor relays\n")
        #expect(list.problems == [])
        #expect(try list.labels("192.0.2.1") == ["proxy: Example"])
        #expect(try list.labels("192.0.2.17") == ["tor: Tor relays"])
    }

    @Test(arguments: [
        ("tor-exits.txt", "tor: tor-exits"), ("TorExits2020.csv", "tor: TorExits2020"),
        ("history.txt", "other: history"),
        ("vpn_providers.netset", "vpn: vpn_providers"), ("open proxies.txt", "proxy: open proxies"),
        ("office-vpn.txt", "corporate: office-vpn"), ("datacenters.txt", "hosting: datacenters"),
        ("azure.txt", "cloud: azure"),
    ])
    func `Lines without a label have the file's name, and its words tell the kind`(name: String, label: String) throws {
        #expect(try Read("192.0.2.1\n", name: "a/b/\(name)").labels("192.0.2.1") == [label])
    }

    @Test func `The narrowest block comes first, and each label once`() throws {
        let list = Read("192.0.0.0/16 wide\n192.0.2.1 one\n192.0.2.0/24 narrow\n192.0.0.0/8 wide\n")
        #expect(try list.labels("192.0.2.1") == ["other: one", "other: narrow", "other: wide"])
    }

    @Test func `Bad lines are told with line and column, and the rest is used`() throws {
        let list = Read("192.0.2.0/33 too long\n  300.1.1.1\n192.0.2.1 good\n,label\n\"192.0.2.2,open\n")
        #expect(
            list.problems == [
                "lists/ranges.txt:1:1: 192.0.2.0/33 is neither an address nor a block such as 198.51.100.0/24",
                "lists/ranges.txt:2:3: 300.1.1.1 is neither an address nor a block such as 198.51.100.0/24",
                "lists/ranges.txt:4:1: nothing is neither an address nor a block such as 198.51.100.0/24",
                "lists/ranges.txt:5:1: the quotes of the line do not fit",
            ])
        #expect(try list.labels("192.0.2.1") == ["other: good"])
    }

    @Test func `Of very many bad lines the first are told and the others counted`() {
        let list = Read(String(repeating: "bad\n", count: 1_000))
        #expect(list.problems.count == 51)
        #expect(list.problems.last == "lists/ranges.txt: 950 more lines are wrong in the same ways")
    }

    @Test func `Bytes that are no text are no list`() {
        #expect(Read([0xFF, 0xFE, 0x31], name: "x").problems == ["x: neither a MaxMind database nor text in UTF-8"])
        #expect(Read([0x31, 0x00, 0x32], name: "x").problems == ["x: neither a MaxMind database nor text in UTF-8"])
        #expect(Read([], name: "x").problems == [])
        #expect(Read([0xEF, 0xBB, 0xBF] + Array("192.0.2.1\n".utf8), name: "x").problems == [])
    }

    @Test func `The ranges of AWS`() throws {
        let list = Read(
            """
            {"syncToken": "1", "createDate": "2020-05-06-00-00-00",
             "prefixes": [
               {"ip_prefix": "3.5.140.0/22", "region": "ap-northeast-2", "service": "AMAZON"},
               {"ip_prefix": "3.5.140.0/22", "region": "ap-northeast-2", "service": "S3"},
               {"ip_prefix": "3.5.140.0/99", "region": "ap-northeast-2", "service": "S3"}],
             "ipv6_prefixes": [
               {"ipv6_prefix": "2600:1f00::/24", "region": "us-east-1", "service": "EC2"}]}
            """, name: "ip-ranges.json")
        #expect(
            list.problems == [
                "ip-ranges.json: 3.5.140.0/99 is neither an address nor a block such as 198.51.100.0/24"
            ])
        #expect(try list.labels("3.5.140.1") == ["cloud: AWS ap-northeast-2", "cloud: AWS S3 ap-northeast-2"])
        #expect(try list.labels("2600:1f00::1") == ["cloud: AWS EC2 us-east-1"])
    }

    @Test func `The ranges of Google Cloud`() throws {
        let list = Read(
            """
            {"syncToken": "1", "creationTime": "2020-05-06T00:00:00", "prefixes": [
              {"ipv4Prefix": "34.1.208.0/20", "service": "Google Cloud", "scope": "africa-south1"},
              {"ipv6Prefix": "2600:1900:8000::/44"}]}
            """)
        #expect(list.problems == [])
        #expect(try list.labels("34.1.208.1") == ["cloud: Google Cloud africa-south1"])
        #expect(try list.labels("2600:1900:8000::1") == ["cloud: Google"])
    }

    @Test func `The service tags of Azure`() throws {
        let list = Read(
            """
            {"changeNumber": 1, "cloud": "Public", "values": [
              {"name": "AzureCloud.westeurope", "id": "AzureCloud.westeurope",
               "properties": {"region": "westeurope", "addressPrefixes": ["13.69.0.0/17", "2603:1020:200::/46"]}}]}
            """)
        #expect(list.problems == [])
        #expect(try list.labels("13.69.1.1") == ["cloud: Azure AzureCloud.westeurope"])
        #expect(try list.labels("2603:1020:200::1") == ["cloud: Azure AzureCloud.westeurope"])
    }

    @Test func `Other JSON is a problem`() {
        #expect(
            Read("{\"a\": 1}").problems
                == ["lists/ranges.txt: JSON without ranges as AWS, Google Cloud or Azure publish them"])
        #expect(
            Read("{\"prefixes\": [").problems == ["lists/ranges.txt: broken JSON: the JSON ends too early at byte 14"])
    }
}
