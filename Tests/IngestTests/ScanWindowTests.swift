import Testing

@testable import Ingest

@Suite struct ScanWindowTests {
    private static func window(_ text: String, length: Int) -> (text: String, isLast: Bool, endsOutsideStrings: Bool) {
        let bytes = Array(text.utf8)
        let window = ScanWindow(of: bytes.span, from: 0, length: length)
        return (String(decoding: bytes[window.bounds], as: UTF8.self), window.isLast, window.endsOutsideStrings)
    }

    @Test(arguments: [
        // A line's end, between objects, at what may lie in a string: each the last in the window.
        ("1\n2\n{\"a\":1},{\"b\":2}", 7, "1\n2\n", true),
        (#"{"a":1},{"b":2},{"c":3}"#, 18, #"{"a":1},{"b":2},"#, true),
        (#"{"a":1},{"b":"},x"}"#, 18, #"{"a":1},"#, true),
        (#"{"a":1}, { "b":2}, {"":3}"#, 20, #"{"a":1},"#, true),
        (#"{"b":"},},x","c":1}"#, 18, #"{"b":"},},"#, false),
        // None is in the window: the first behind it.
        (#"{"a":"long"},{"b":2},{"c":3}"#, 8, #"{"a":"long"},"#, true),
        (#"{"a":"long},x"},{"b":2}"#, 8, #"{"a":"long},"#, false),
        ("[12345678]\n[2]\n", 8, "[12345678]\n", true),
    ])
    func endsWhereAnElementMayEnd(text: String, length: Int, expected: String, endsOutsideStrings: Bool) {
        let window = Self.window(text, length: length)
        #expect(window.text == expected)
        #expect(window.endsOutsideStrings == endsOutsideStrings)
        #expect(!window.isLast)
    }

    @Test(arguments: [9, 8, 1])
    func endsWithTheTextWhereNothingElseEnds(length: Int) {
        let window = Self.window("[12345678", length: length)
        #expect(window == ("[12345678", true, true))
    }
}

@Suite struct WindowLengthTests {
    private static var length: WindowLength {
        var limits = LoadLimits()
        limits.windowBytes = 1_000
        limits.damagedWindowBytes = 100
        return WindowLength(limits)
    }

    /// An element may end behind each byte.
    private static let text = Array(repeating: UInt8(ascii: "\n"), count: 20_000)

    private static func window(_ length: WindowLength) -> ScanWindow {
        ScanWindow(of: text.span, from: 0, length: length.bytes)
    }

    @Test func isAtMostTwiceWhatWasReadBefore() {
        var length = Self.length
        // 100 bytes are always worth a scan: twice those at least.
        let bytes = [990, 150, 290, 20, 200, 400, 800].map { read in
            length.advance(by: read, in: Self.window(length))
            return length.bytes
        }
        #expect(bytes == [1_000, 300, 580, 200, 400, 800, 1_000])
    }

    @Test func growsUntilAnElementFitsAndShrinksBehindIt() {
        var length = Self.length
        length.advance(by: 0, in: Self.window(length))
        length.advance(by: 0, in: Self.window(length))
        #expect(length.bytes == 4_000)
        // It had to go on to where an element may end.
        length.advance(by: 0, in: ScanWindow(of: Self.text.span, from: 0, length: 6_000))
        #expect(length.bytes == 12_000)
        length.advance(by: 11_500, in: Self.window(length))
        #expect(length.bytes == 1_000)
    }

    @Test func isHalvedWhereDamagedButNeverBelowWhatAnElementNeeds() {
        var length = Self.length
        var halves: [Int] = []
        while length.halve(Self.window(length)) { halves.append(length.bytes) }
        #expect(halves == [500, 250, 125])
        length.advance(by: 0, in: Self.window(length))
        #expect(length.bytes == 250)
        let canHalve = length.halve(Self.window(length))
        #expect(!canHalve)
    }
}
