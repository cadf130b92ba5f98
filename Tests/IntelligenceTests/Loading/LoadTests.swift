import CloudTrail
import Foundation
import JSON
import Testing

@testable import Intelligence

@Suite struct LoadTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func problems(_ loaded: AddressIntelligence.Loaded) -> [String] {
        loaded.problems.map { $0.description.replacing(folder.path + "/", with: "") }
    }

    @Test func `What a file is, is told by its content`() throws {
        let database = try WrittenDatabase([("203.0.113.0/24", ["country": ["iso_code": "NL"]])])
        let loaded = AddressIntelligence.load(paths: [
            try folder.write("203.0.113.0/24 listed\n".utf8, to: "list.mmdb"),
            try folder.write(database.bytes, to: "database.txt"),
            try folder.write(
                "{\"prefixes\": [{\"ip_prefix\": \"203.0.113.0/25\", \"region\": \"x\", \"service\": \"EC2\"}]}".utf8,
                to: "json"),
        ])
        #expect(problems(loaded) == [])
        #expect(
            loaded.intelligence.labels(of: "203.0.113.1") == [
                AddressLabel(.reserved, "documentation", source: "RFC 5737"),
                AddressLabel(.other, "listed", source: "list.mmdb"),
                AddressLabel(.country, "NL", source: "database.txt"),
                AddressLabel(.cloud, "AWS EC2 x", source: "json"),
            ])
    }

    @Test func `A folder stands for its files in the order of their names`() throws {
        for name in ["b.txt", "a/z.txt", "a/.hidden", "c.csv"] { try folder.write("192.0.2.1 seen\n".utf8, to: name) }
        try folder.write("# How this was made\n\nSee the manual.\n".utf8, to: "README.md")
        let loaded = AddressIntelligence.load(paths: [folder.path])
        #expect(problems(loaded) == [])
        #expect(loaded.passedOver == [folder.path + "/README.md"])
        #expect(loaded.intelligence.labels(of: "192.0.2.1").map(\.source) == ["RFC 5737", "z.txt", "b.txt", "c.csv"])
    }

    @Test func `What is missing, damaged or no list is a problem, and the rest is loaded`() throws {
        var lying = try WrittenDatabase([("203.0.113.0/24", ["a": 1])])
        lying.metadata["record_size"] = 99
        let loaded = AddressIntelligence.load(paths: [
            folder.path + "/nowhere", try folder.write(lying.bytes, to: "lying.mmdb"),
            try folder.write("good morning\n".utf8, to: "words.txt"), try folder.write([], to: "empty.txt"),
            try folder.write("192.0.2.1\n".utf8, to: "good.txt"),
        ])
        #expect(
            problems(loaded) == [
                "nowhere: there is no such file or folder",
                "lying.mmdb: a damaged MaxMind database: its metadata do not describe a search tree",
                "words.txt:1:1: good is neither an address nor a block such as 198.51.100.0/24",
                "empty.txt: no line of it begins with an address",
            ])
        #expect(loaded.intelligence.labels(of: "192.0.2.1").map(\.text) == ["documentation", "good"])
    }

    @Test func `The folder intel beside a trail is found`() throws {
        try folder.write("192.0.2.1\n".utf8, to: "case/intel/list.txt")
        try folder.write("{}".utf8, to: "other/AWSLogs/x.json")
        #expect(
            AddressIntelligence.paths(beside: [
                folder.path + "/case", folder.path + "/other/", "-", folder.path + "/case/",
            ])
                == [folder.path + "/case/intel", folder.path + "/case/intel"])
    }
}

/// What lies beside the sample case, as its README has it.
@Suite struct SampleIntelligenceTests {
    private static let folder = URL(filePath: #filePath).appending(path: "../../../../SampleData")
        .standardizedFileURL.path(percentEncoded: false)

    private func loaded() -> AddressIntelligence.Loaded {
        AddressIntelligence.load(paths: AddressIntelligence.paths(beside: [Self.folder]))
    }

    @Test func `It loads without a problem`() {
        #expect(loaded().problems == [])
        #expect(loaded().passedOver.map { $0.split(separator: "/").last } == ["addresses.py"])
    }

    @Test(arguments: [
        (
            "198.51.100.23",
            ["AS64501 Example Privacy Networks", "SG", "Singapore", "hosting provider", "VPN"]
        ),
        ("203.0.113.77", ["AS64500 Example Hosting", "NL", "Amsterdam", "hosting provider"]),
        ("192.0.2.10", ["AS64496 Example Business Networks", "IE", "Dublin", "Office"]),
        ("192.0.2.30", ["AS64497 Example Cloud", "US", "hosting provider", "Pipeline runner"]),
        ("192.0.2.31", ["AS64497 Example Cloud", "US", "hosting provider"]),
        ("192.0.2.124", ["AS64497 Example Cloud", "US", "hosting provider"]),
        ("192.0.2.201", ["AS64498 Example Broadband", "IE", "Dublin"]),
        ("2001:db8:5a5a:923::ff8", ["AS64498 Example Broadband", "IE", "Dublin"]),
        ("2001:db8:16:5::10", ["AS64497 Example Cloud", "US", "hosting provider"]),
    ])
    func `Every address of the story has its labels`(address: String, labels: [String]) {
        #expect(loaded().intelligence.labels(of: address).map(\.text) == ["documentation"] + labels)
    }

    @Test func `The places let impossible travel be judged`() {
        let intelligence = loaded().intelligence
        #expect(
            intelligence.coordinates(of: "198.51.100.23") == Coordinates(latitude: 1.2897, longitude: 103.8501))
        #expect(intelligence.coordinates(of: "203.0.113.77") == Coordinates(latitude: 52.374, longitude: 4.8897))
        #expect(intelligence.coordinates(of: "192.0.2.10") == Coordinates(latitude: 53.3331, longitude: -6.2489))
        // A cloud is in many places at once.
        #expect(intelligence.coordinates(of: "192.0.2.124") == nil)
    }
}
