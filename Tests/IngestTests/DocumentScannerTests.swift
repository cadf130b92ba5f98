import CloudTrail
import Events
import Testing

@testable import Ingest

/// Scans text as the loader does.
struct Scan {
    let scan: SourceScan
    private let shard: EventShard

    init(
        _ text: String, window: Int? = nil, limits: LoadLimits = LoadLimits(),
        selection: LoadSelection = LoadSelection(), isWanted: (ScanSoFar) -> Bool = { _ in true }
    ) {
        self.init(
            bytes: Array(text.utf8), window: window, limits: limits, selection: selection, isWanted: isWanted)
    }

    init(
        bytes: [UInt8], window: Int? = nil, limits: LoadLimits = LoadLimits(),
        selection: LoadSelection = LoadSelection(), isWanted: (ScanSoFar) -> Bool = { _ in true }
    ) {
        let padded = bytes + [UInt8](repeating: 0x20, count: StructureScanner.padding)
        var limits = limits
        limits.windowBytes = window ?? limits.windowBytes
        var scanner = DocumentScanner(selection, limits: limits)
        scan = scanner.scan(padded.span.extracting(first: bytes.count), source: 0, mayGoOn: isWanted)
        shard = scanner.shard
    }

    /// Made anew each time: not every test looks at it.
    var index: EventIndex {
        EventIndex(merging: JoinedShards([shard]), sourceNumbers: [[0]], sourceNames: ["text"]) { $0.map { _ in [] } }
    }

    /// In the order of the text.
    var names: [String] {
        let index = index
        let rows = (0..<index.count).sorted { index.location($0).record < index.location($1).record }
        return rows.map { index.text(.name, $0) ?? "" }
    }
}

/// A small record as CloudTrail writes it.
func record(_ name: String, id: String = "1", extra: String = "") -> String {
    #"{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ana","accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000001"},"eventTime":"2020-05-06T09:41:12Z","eventSource":"ec2.amazonaws.com","eventName":""#
        + name
        + #"","awsRegion":"us-east-1","sourceIPAddress":"198.51.100.23","userAgent":"aws-cli/1.18","requestParameters":{"a":{"b":[1,2,{"c":null}]}},"responseElements":null,"eventID":"5a4f7d4c-0000-4000-8000-00000000000"#
        + id + #"","recipientAccountId":"111122223333""# + extra + "}"
}

@Suite struct DocumentScannerTests {
    @Test func readsEachNativeContainer() {
        let two = [record("A"), record("B", id: "2")]
        let cases: [(String, Shape)] = [
            (#"{"Records":["# + two.joined(separator: ",") + "]}", .records),
            ("[" + two.joined(separator: ", ") + "]", .array),
            (two.joined(separator: "\n") + "\n", .ndjson), (two.joined(separator: " "), .concatenated),
            (two.joined(), .concatenated),
        ]
        for (text, shape) in cases {
            let result = Scan(text)
            #expect(result.names == ["A", "B"])
            #expect(result.scan.finalShape == shape)
            #expect(result.scan.rejections.isEmpty)
        }
        #expect(Scan(record("A")).scan.finalShape == .object)
    }

    @Test func keepsTheMembersThatTheIndexNeeds() {
        let index = Scan(record("A")).index
        #expect(index.times == [1_588_758_072_000])
        #expect(index.text(.key, 0) == "AKIAEXAMPLE000000001")
        #expect(index.text(.ip, 0) == "198.51.100.23")
        #expect(index.text(.account, 0) == "111122223333")
        #expect(index.eventIDs[0] == "5a4f7d4c-0000-4000-8000-000000000001")
        #expect(index.flags(0).client == .cli)
    }

    @Test func unescapesTexts() {
        let text = record("A").replacing("aws-cli/1.18", with: #"a\u0062\"\ud83d\ude00\/"#)
        #expect(Scan(text).index.text(.agent, 0) == "ab\"😀/")
    }

    @Test func rejectsOneBadRecordAndReadsTheOthers() throws {
        let bad: [(String, String)] = [
            (#"{"eventVersion":"1.08","eventTime":}"#, "malformed JSON"),
            (record("B").replacing("eventTime", with: "eventTyme"), "no eventTime"),
            (record("B").replacing("2020-05-06T09:41:12Z", with: "yesterday"), "no ISO 8601 time: yesterday"),
            (record("B").replacing(#""eventName""#, with: #""evntName""#), "no eventName"),
            (record("B").replacing(#"[1,2,{"c":null}]"#, with: "[1,2"), "malformed JSON"),
            (record("B").replacing("[1,2", with: "[1 2"), "malformed JSON"),
            (record("B").replacing("null", with: "nul"), "malformed JSON"),
            (record("B").replacing("aws-cli", with: #"aws\qcli"#), "escape"),
            (record("B").replacing("aws-cli", with: "aws\tcli"), "bytes that JSON text cannot hold"),
            (record("B").replacing("aws-cli", with: "aws\ncli"), "malformed JSON"),
            (record("B").replacing(#""aws-cli/1.18""#, with: #""aws-cli/1.18"#), "malformed JSON"),
        ]
        for (text, reason) in bad {
            let result = Scan(#"{"Records":["# + record("A") + "," + text + "," + record("C", id: "3") + "]}")
            #expect(result.names == ["A", "C"], "\(reason)")
            let rejection = try #require(result.scan.rejections.first, "\(reason)")
            #expect(result.scan.rejections.count == 1, "\(reason): \(result.scan.rejections)")
            #expect(rejection.record == 2)
            #expect(rejection.offset == record("A").utf8.count + 13)
            #expect(rejection.reason.contains(reason), "\(rejection.reason)")
        }
    }

    @Test(
        arguments: [
            "garbage", "17", #""x""#, "{'eventVersion':'1.08'}", #"{"eventVersion":"1.08","a":{"b":1"#,
            #"{"eventVersion":"1.08","a":"b}"#, #"{"eventVersion":"1.08"}}"#,
        ], [0, 1, 2])
    func whatIsNoRecordCostsItsNeighboursNothing(bad: String, place: Int) {
        var records = [record("A"), record("B", id: "2")]
        records.insert(bad, at: place)
        for text in [
            #"{"Records":["# + records.joined(separator: ",") + "]}", "[" + records.joined(separator: ",\n") + "]",
        ] {
            let result = Scan(text)
            #expect(result.names == ["A", "B"], "\(text)")
            #expect(!result.scan.rejections.isEmpty)
            #expect(result.scan.finalShape == (text.hasPrefix("[") ? .array : .records))
        }
    }

    @Test func aLineWithoutItsLastBraceDoesNotTakeTheNextAlong() {
        let lines = [String(record("A").dropLast()), record("B", id: "2"), record("C", id: "3")]
        let result = Scan(lines.joined(separator: "\n"))
        #expect(result.names == ["B", "C"])
        #expect(result.scan.rejections.map(\.record) == [1])
    }

    @Test func anIDThatIsNoStringIsNone() {
        let records = ["17", "true", "{}", "null"].map {
            record("A").replacing(#""5a4f7d4c-0000-4000-8000-000000000001""#, with: $0)
        }
        let result = Scan(records.joined(separator: "\n"))
        let ids = result.index.eventIDs
        #expect((0..<4).map { ids[$0] } == [nil, nil, nil, nil])
    }

    @Test func manyRecordStartsWithoutALineEndTakeLinearTime() {
        let result = Scan(String(repeating: #"{"eventVersion":"#, count: 20_000))
        #expect(result.scan.rejections.count == 20_000)
    }

    @Test func rejectsBadLinesAndReadsTheOthers() {
        let lines = [
            record("A"), #"{"eventVersion": broken"#, record("B", id: "2"), "not json at all", record("C", id: "3"),
        ]
        let result = Scan(lines.joined(separator: "\n"))
        #expect(result.names == ["A", "B", "C"])
        #expect(result.scan.rejections.map(\.record) == [2, 4])
    }

    @Test func rejectsOnlyTheRecordThatIsNotUTF8() {
        let middle = Array(record("B").utf8).map { $0 == UInt8(ascii: "-") ? 0xFF : $0 }
        let bytes =
            Array((#"{"Records":["# + record("A") + ",").utf8) + middle
            + Array(("," + record("C", id: "3") + "]}").utf8)
        let result = Scan(bytes: bytes)
        #expect(result.names == ["A", "C"])
        #expect(result.scan.rejections.map(\.record) == [2])
    }

    @Test func keepsWholeRecordsOfACutOffFile() {
        let whole = #"{"Records":["# + record("A") + "," + record("B", id: "2") + "]}"
        let result = Scan(String(whole.dropLast(40)))
        #expect(result.names == ["A"])
        #expect(result.scan.rejections.count == 1)
        #expect(result.scan.rejections[0].reason.contains("cut off"))
    }

    @Test(arguments: [700, 1000, 1500, 4000])
    func readsTheSameInWindowsOfAnyLength(window: Int) {
        let lines = (1...9).map { record("Call\($0)", id: "\($0)") }
        let pretty = #"{"Records":[\#n"# + lines.joined(separator: ",\n") + "\n]}"
        #expect(Scan(lines.joined(separator: "\n"), window: window).names.count == 9)
        #expect(Scan(pretty, window: window).names == (1...9).map { "Call\($0)" })
        #expect(Scan(pretty, window: window).scan.rejections.isEmpty)
    }

    @Test(arguments: [64, 100, 300, 450, 700, 1_000, 4_000])
    func readsOneLineInWindowsOfAnyLength(window: Int) {
        // What ends a window stands within strings too, whole and cut by a window's end.
        let tricky = #","x":"},{\"eventVersion\":\"},{","y":[{"z":"},"},{"z":"},{"},{}]"#
        let records = (1...9).map { record("Call\($0)", id: "\($0)", extra: tricky) }
        for text in [#"{"Records":["# + records.joined(separator: ",") + "]}", records.joined(separator: ",")] {
            let result = Scan(text, window: window)
            #expect(result.names == (1...9).map { "Call\($0)" })
            #expect(result.scan.rejections.isEmpty)
            #expect(result.scan.cutOff == nil)
        }
    }

    @Test(arguments: [100, 700, 4_000])
    func aBadRecordInOneLineCostsNoOtherWhateverTheWindow(window: Int) {
        let records = (1...9).map { record("Call\($0)", id: "\($0)") }
        let bad = #"{"eventVersion":"1.08","eventTime":"2020-05-06T09:41:12Z,"eventName":"Bad"}"#
        let text = #"{"Records":["# + (records[0..<5] + [bad] + records[5...]).joined(separator: ",") + "]}"
        let result = Scan(text, window: window)
        #expect(result.names == (1...9).map { "Call\($0)" })
        #expect(result.scan.rejections.map(\.record) == [6])
    }

    @Test(arguments: [100, 700, 1_500, 100_000])
    func recordsThatBeginOtherwiseThanTheFirstAreFoundBehindABadOne(window: Int) {
        let first = record("Call1").replacing(
            #"{"eventVersion":"1.08","#, with: #"{"awsRegion":"eu-west-1","eventVersion":"1.08","#)
        let others = (2...9).map { record("Call\($0)", id: "\($0)") }
        let bad = record("Bad", id: "0").replacing(#""eventName":""#, with: #""eventName":"""#)
        let text = #"{"Records":["# + ([first] + others[..<4] + [bad] + others[4...]).joined(separator: ",") + "]}"
        let result = Scan(text, window: window)
        #expect(result.names == (1...9).map { "Call\($0)" })
        #expect(result.scan.rejections.map(\.record) == [6])
    }

    /// Damage in the name of a call. The character stands for a byte that no UTF-8 has.
    private static let damages = [#""eventName":"\u{FF}Bad""#, #""eventName":"Bad"#, #""eventName":"Bad\#n""#]

    /// - Parameters:
    ///   - window: far longer than the first record; so long that all fits; so short that the first record does not.
    ///   - damaged: the smallest window where there is damage.
    @Test(arguments: damages, [(16_000_000, 4_000), (16_000_000, 65_536), (1_000, 500)])
    func whatIsSoundBeforeTheDamageIsNotTakenApart(damage: String, limit: (window: Int, damaged: Int)) {
        // Taken apart, it would end where the fifth of the objects that begin like a record begins.
        let nested = Array(repeating: #"{"eventVersion":"1.08"}"#, count: 60).joined(separator: ",")
        let first = record("Call1", extra: #","x":["# + nested + "]")
        let bad = record("Bad", id: "0").replacing(#""eventName":"Bad""#, with: damage)
        for others in [1, 39] {
            let records = [first] + (2...others + 1).map { record("Call\($0)", id: "\($0)") }
            let text = #"{"Records":["# + (records + [bad, record("Last", id: "99")]).joined(separator: ",") + "]}"
            var limits = LoadLimits()
            (limits.windowBytes, limits.damagedWindowBytes) = limit
            let bytes = text.unicodeScalars.map { $0 == "\u{FF}" ? 0xFF : UInt8($0.value) }
            let result = Scan(bytes: bytes, limits: limits)
            #expect(result.names == (1...others + 1).map { "Call\($0)" } + ["Last"])
            #expect(result.scan.rejections.map(\.record) == [others + 2])
        }
    }

    @Test func aStringLeftOpenDoesNotMakeTheWindowsGrow() {
        let records = (1...60).map { record("Call\($0)", id: "\($0)") }
        let bad = record("Bad", id: "0").replacing(#""eventName":"Bad""#, with: #""eventName":"Bad"#)
        let text = #"{"Records":["# + ([bad] + records).joined(separator: ",") + "]}"
        var limits = LoadLimits()
        limits.windowBytes = 4_000
        limits.damagedWindowBytes = 1_500
        var soFar: [Int] = []
        let result = Scan(text, limits: limits) {
            soFar.append($0.scan.events)
            return true
        }
        // No more end in a window of 4,000 bytes.
        let most = 4_000 / records[0].utf8.count
        #expect(zip([0] + soFar, soFar + [60]).allSatisfy { $1 - $0 <= most }, "\(most): \(soFar)")
        #expect(result.names.count == 60)
        #expect(result.scan.rejections.map(\.record) == [1])
    }

    @Test func endsBetweenTwoWindowsWhereNoMoreIsWanted() {
        let records = (1...9).map { record("Call\($0)", id: "\($0)") }
        let length = records[0].utf8.count
        var limits = LoadLimits()
        // Room for the first two records and a part of the third.
        limits.windowBytes = #"{"Records":["#.utf8.count + 2 * (length + 1) + 100
        let text = #"{"Records":["# + records.joined(separator: ",") + "]}"
        let result = Scan(text, limits: limits, isWanted: { _ in false })
        #expect(result.names == ["Call1", "Call2"])
        #expect(result.scan.stoppedAt == #"{"Records":["#.utf8.count + 2 * (length + 1))
        #expect(result.scan.cutOff == nil)
        #expect(result.scan.rejections.isEmpty)
    }

    @Test func tellsWhatWasFoundSoFarBetweenTwoWindows() {
        let records = (1...9).map { record("Call\($0)", id: "\($0)") }
        var limits = LoadLimits()
        // In each window one record ends.
        limits.windowBytes = records[0].utf8.count * 3 / 2
        var soFar: [Int] = []
        let result = Scan(#"{"Records":["# + records.joined(separator: ",") + "]}", limits: limits) { found in
            #expect(found.scan.events == found.shard.count)
            soFar.append(found.shard.count)
            return true
        }
        #expect(soFar == [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(result.names.count == 9)
        #expect(result.scan.stoppedAt == nil)
    }

    @Test func endsBetweenTwoRowsWhereNoMoreIsWanted() {
        let rows = (1...9).map { "2020-05-06T09:41:12.000Z " + record("Call\($0)", id: "\($0)") }
        var limits = LoadLimits()
        limits.windowBytes = 2 * (rows[0].utf8.count + 1) - 10
        let result = Scan(rows.joined(separator: "\n"), limits: limits, isWanted: { _ in false })
        #expect(result.names == ["Call1", "Call2"])
        #expect(result.scan.stoppedAt == 2 * (rows[0].utf8.count + 1))
    }

    @Test func refusesDeepNestingAndLargeRecords() {
        let deep = record(
            "B", extra: #","x":"# + String(repeating: "[", count: 200) + String(repeating: "]", count: 200))
        let nested = Scan("[" + record("A") + "," + deep + "]")
        #expect(nested.names == ["A"])
        #expect(nested.scan.rejections.first?.reason.contains("nested deeper than 100 levels") == true)
        var limits = LoadLimits()
        limits.recordBytes = 1000
        let large = Scan(
            "[" + record("A") + "," + record("B", extra: #","x":""# + String(repeating: "y", count: 1000) + "\"") + "]",
            limits: limits)
        #expect(large.names == ["A"])
        #expect(large.scan.rejections.first?.reason.contains("the limit is 1000") == true)
    }

    @Test func loadsOnlyWhatIsSelected() {
        let text = "[" + record("A") + "," + record("B", id: "2").replacing("us-east-1", with: "eu-west-1") + "]"
        let result = Scan(text, selection: LoadSelection(regions: ["eu-west-1"]))
        #expect(result.names == ["B"])
        #expect(result.scan.excluded == 1)
    }

    @Test func neverFailsOnMutatedText() {
        let sound = Array((#"{"Records":["# + record("A") + "," + record("B", id: "2") + "]}").utf8)
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33) % bound
        }
        for _ in 0..<3000 {
            var bytes = sound
            for _ in 0..<(1 + next(4)) {
                switch next(3) {
                case 0: bytes[next(bytes.count)] = UInt8(next(256))
                case 1: bytes.remove(at: next(bytes.count))
                default: bytes.insert(Array("\"{}[],:\\ \n".utf8)[next(10)], at: next(bytes.count))
                }
            }
            let result = Scan(bytes: bytes)
            // Each of the two records is read or its loss is told.
            #expect(result.scan.events + result.scan.rejections.count >= 1)
        }
    }

    /// A caller is known again by the text that tells who it is; only what that text says may decide.
    @Test func aKeysCallerIsReadAgainWhereTheTextDiffers() {
        func call(_ id: Int, _ identity: String) -> String {
            #"{"eventVersion":"1.08",\#(identity),"eventTime":"2020-05-06T09:41:12Z","eventSource":"ec2.amazonaws.com","#
                + #""eventName":"A","eventID":"5a4f7d4c-0000-4000-8000-00000000000\#(id)"}"#
        }
        func user(_ name: String, _ more: String = "") -> String {
            #""userIdentity":{"type":"IAMUser","userName":"\#(name)","accessKeyId":"AKIAEXAMPLE000000001"\#(more)}"#
        }
        let texts = [
            // The same text twice, then other ones with the same key.
            call(1, user("ana")), call(2, user("ana")), call(3, user("ben")),
            call(4, user("ana", #","invokedBy":"cloudformation.amazonaws.com""#)), call(5, user("ana")),
            // Named twice, the last one counts, also where the first is the usual text, and where the last is no object.
            call(6, user("ana") + "," + user("eva")), call(7, user("eva") + "," + user("ana")),
            call(8, user("ana") + #","userIdentity":null"#), call(9, user("ana")),
        ]
        let index = Scan(texts.joined(separator: "\n")).index
        let users = (0..<index.count).map { index.text(.user, $0) ?? "-" }
        #expect(users == ["ana", "ana", "ben", "ana", "ana", "eva", "ana", "-", "ana"])
    }
}
