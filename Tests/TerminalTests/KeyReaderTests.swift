import Console
import Testing

@testable import Terminal

@Suite struct ClipboardSequenceTests {
    @Test func aTextIsSentInBase64() {
        let bytes = ClipboardSequence("A\u{1B}", isInTmux: false).bytes
        #expect(String(decoding: bytes, as: UTF8.self) == "\u{1B}]52;c;QRs=\u{7}")
    }

    @Test func tmuxGetsItForItselfAndToHandOn() {
        let text = String(decoding: ClipboardSequence("A", isInTmux: true).bytes, as: UTF8.self)
        #expect(text == "\u{1B}]52;c;QQ==\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;QQ==\u{7}\u{1B}\\")
    }
}

@Suite struct KeyReaderTests {
    @Test(arguments: [
        ("g", Key("g")), ("é", Key("é")), ("\r", Key(.enter)), ("\n", Key(.enter)), ("\t", Key(.tab)),
        ("\u{1B}", Key(.escape)), ("\u{7F}", Key(.backspace)), ("\u{8}", Key(.backspace)),
        ("\u{13}", Key(.text("s"), control: true)), ("\u{1A}", Key(.text("z"), control: true)),
        ("\u{1C}", Key(.text("\\"), control: true)), ("\u{0}", Key(.text(" "), control: true)),
    ])
    func readsCharacters(text: String, key: Key) throws {
        #expect(KeyReader.key(of: try #require(text.unicodeScalars.first)) == key)
    }

    @Test(arguments: [
        ("kLFT3", Key(.left, alt: true)), ("kRIT5", Key(.right, control: true)),
        ("kUP7", Key(.up, control: true, alt: true)), ("kPRV2", Key(.pageUp)),
    ])
    func readsModifiersByTheNamesOfTerminfo(name: String, key: Key) {
        #expect(KeyReader.key(extendedName: name) == key)
    }

    @Test(arguments: ["kLFT", "kLFT9", "kxyz5", ""]) func otherNamesAreNoKeys(name: String) {
        #expect(KeyReader.key(extendedName: name) == nil)
    }

    @Test func escAndAKeyAreAltOnlyWhereThatMeansSomething() {
        let right = Key(.right)
        let alt = Key(.right, alt: true)
        #expect(KeyReader.keys(right, afterEscape: true) { $0 == alt } == [.key(alt)])
        #expect(KeyReader.keys(right, afterEscape: true) { _ in false } == [.key(Key(.escape)), .key(right)])
        #expect(KeyReader.keys(right, afterEscape: false) { _ in true } == [.key(right)])
    }
}
