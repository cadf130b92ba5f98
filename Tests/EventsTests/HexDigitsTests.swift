import Testing

@testable import Events

@Suite struct HexDigitsTests {
    private func digits(_ text: [UInt8]) -> HexDigits {
        HexDigits(text.reversed().reduce(0) { $0 << 8 | UInt64($1) })
    }

    @Test func readsEightDigits() {
        #expect(digits(Array("01234567".utf8)).value == 0x0123_4567)
        #expect(digits(Array("89abcdef".utf8)).value == 0x89AB_CDEF)
        #expect(digits(Array("ffffffff".utf8)).value == 0xFFFF_FFFF)
    }

    @Test func onlyDigitsAndLowerCaseLettersAreSoundWhereverTheyStand() {
        let sound = Set("0123456789abcdef".utf8)
        for place in 0..<8 {
            for byte in UInt8.min...UInt8.max {
                var text = Array("0a9f1b8c".utf8)
                text[place] = byte
                #expect(digits(text).areSound == sound.contains(byte), "byte \(byte) at \(place)")
            }
        }
    }
}
