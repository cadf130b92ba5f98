import Events
import Foundation
import Ingest
import JSON
import Query
import Records
import Testing

/// Random filters over random records, spelled in every way that JSON allows: answered once by the search over raw
/// texts, once by each record by itself.
@Suite struct SieveOracleTests {
    private static let words = [
        "prod-debug", "Kelvin", "sink", "a/b.json", "quote\"d", "back\\slash", "ŻÓŁĆ", "150", "1e2", "true", "null",
        "arn:aws:iam::1:role/Deploy", "tab\there", "emoji😀", "fromPort", "İstanbul", "paſs", "10.1.2.3", "2001:db8::7",
    ]

    private static let filters = [
        "prod-debug", "PROD-DEBUG", "kelvin", "SINK", "a/b.json", "\"quote\\\"d\"", "\"back\\\\slash\"", "żółć", "15?",
        "tr*e", "debug", "*", "k", "i", "s", "e", "emoji😀", "istanbul", "pass", "paſs", "fromport", "deploy role",
        "requestParameters.fromPort:100", "requestParameters.fromPort:*", "requestParameters.value:prod-debug",
        "requestParameters.value:=prod-debug", "requestParameters:=Kelvin", "requestParameters:*elvi*",
        "requestParameters:/el.in/", "requestParameters:/EL.IN/i", "requestParameters:/(?i)paSs/",
        "requestParameters:/sin[k]|prod/", "requestParameters:/^[0-9]+$/", "requestParameters:/a.b\\.json/",
        "requestParameters:null", "requestParameters:true", "requestParameters:2001:db8:0::7",
        "requestParameters:10.0.0.0/8", "requestParameters.value>=100", "requestParameters.in.value:150",
        "requestParameters.in\\.value:*", "requestParameters.value:/^...$/", "requestParameters.value:/[05]$/",
        "requestParameters.value<=100", "requestParameters.value:true", "requestParameters.value:null",
        "requestParameters.in.value:/e/", "requestParameters.in:10.0.0.0/8", "target:deploy", "target:*role*",
        "errorMessage:/deb/",
        "responseElements:sink",
    ]

    @Test func theSearchAgreesWithEachRecordByItself() throws {
        var random = Draw(state: 47)
        let records = (0..<120).map { Self.record($0, &random) }
        let containers = [
            #"{"Records":[\#(records.joined(separator: ","))]}"#, records.joined(separator: "\n"),
            // Carriers, in which records are spelled twice.
            records.map { #"{"CloudTrailEvent":\#(JSONWriter().string(.string($0)))}"# }.joined(separator: "\n"),
        ]
        for container in containers {
            try compare(["trail.json": container], &random)
        }
        // A file for each record, most of which the store tells not to hold what is looked for.
        let files = records.enumerated().map { ("\($0).json", #"{"Records":[\#($1)]}"#) }
        try compare(Dictionary(uniqueKeysWithValues: files), &random)
    }

    private func compare(_ files: [String: String], _ random: inout Draw) throws {
        let sample = try SampleTrail(files: files)
        #expect(sample.trail.index.count == 120)
        try compare(sample.trail, &random)
        let build = sample.trail.records.buildStore()
        #expect(try build.store.get().sourceCount == files.count)
        try compare(sample.trail, &random)
    }

    private func compare(_ trail: Trail, _ random: inout Draw) throws {
        let filters = Self.filters + (0..<20).map { _ in Self.filter(3, &random) }
        for text in filters {
            let plan = try Plan(Filter(text), over: trail.index)
            let expected = try (0..<trail.index.count).filter { row in
                try plan.certain.contains(row)
                    || plan.undecided.contains(row) && plan.matches(row, trail.record(row).json)
            }
            #expect(try plan.rows(reading: trail.records)?.rows.map { Int($0) } == expected, "\(text)")
        }
        #expect(trail.records.failures.isEmpty)
    }

    private static func filter(_ depth: Int, _ random: inout Draw) -> String {
        guard depth > 0, random.below(3) > 0 else { return filters[random.below(filters.count)] }
        let (left, right) = (filter(depth - 1, &random), filter(depth - 1, &random))
        return switch random.below(4) {
        case 0: "NOT (\(left))"
        case 1: "(\(left)) OR (name:Name1*) OR (\(right))"
        case 2: "(\(left)) OR (\(right))"
        default: "(\(left)) (\(right))"
        }
    }

    // MARK: Records

    private static func record(_ number: Int, _ random: inout Draw) -> String {
        let id = String(number + 1, radix: 16)
        return """
            {"eventVersion":"1.08","eventTime":"2020-05-05T22:00:00Z",\
            "eventID":"00000000-0000-4000-8000-\(String(repeating: "0", count: 12 - id.count) + id)",\
            "eventName":"Name\(number % 17)","eventSource":"s3.amazonaws.com","recipientAccountId":"111122223333",\
            "userIdentity":{"type":"Root"},"requestParameters":\(value(2, &random)),\
            "errorMessage":\(string(&random))}
            """
    }

    private static func value(_ depth: Int, _ random: inout Draw) -> String {
        switch random.below(depth > 0 ? 9 : 6) {
        case 0: return ["100", "1e2", "150", "1.50e2", "-7"][random.below(5)]
        case 1: return ["true", "false", "null", "[]", "{}", "\"\""][random.below(6)]
        case 2...5: return string(&random)
        case 6: return "[" + (0..<random.below(3)).map { _ in value(depth - 1, &random) }.joined(separator: ", ") + "]"
        default:
            let members = (0..<random.below(4)).map { _ in
                let keys = [
                    "\"value\"", "\"fromPort\"", "\"in\"", "\"in.value\"", "\"roleArn\"", "\"v\\u0061lue\"",
                    "\"value\" ",
                    string(&random),
                ]
                return keys[random.below(keys.count)] + ":" + value(depth - 1, &random)
            }
            return "{" + members.joined(separator: ",") + "}"
        }
    }

    /// A word in changed case, or with letters that equal its own without case, some characters escaped.
    private static func string(_ random: inout Draw) -> String {
        var word = words[random.below(words.count)]
        switch random.below(5) {
        case 0: word = word.uppercased()
        case 1: word = word.lowercased()
        case 2: word = "x" + word + "y"
        case 3 where random.below(3) == 0:
            word = word.replacing("K", with: "\u{212A}").replacing("s", with: "ſ").replacing("i", with: "İ")
        default: break
        }
        let escapes = random.below(3) == 0
        let characters = word.unicodeScalars.map { scalar -> String in
            if scalar == "\"" || scalar == "\\" { return "\\" + String(scalar) }
            if scalar == "/", random.below(2) == 0 { return "\\/" }
            guard scalar.value < 0x20 || escapes && random.below(3) == 0 else { return String(scalar) }
            return UTF16.encode(scalar).map(Array.init)?.map { unit in
                let digits = String(unit, radix: 16, uppercase: random.below(2) == 0)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined() ?? ""
        }
        return "\"" + characters.joined() + "\""
    }
}

/// The same numbers every time.
private struct Draw {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
}
