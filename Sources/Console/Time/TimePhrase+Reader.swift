internal import Text

extension TimePhrase {
    /// Takes a phrase from its front, and knows in which column it is.
    struct Reader {
        private let characters: [Character]
        private var position = 0
        /// Above everything that nine digits say.
        static let tooLarge = 1_000_000_000

        init(_ text: String) {
            characters = Array(text)
        }

        var next: Character? { position < characters.count ? characters[position] : nil }
        var rest: Substring { Substring(String(characters[position...])) }

        @discardableResult
        mutating func take() -> Character? {
            defer { position = min(position + 1, characters.count) }
            return next
        }

        mutating func skipSpaces() {
            while next == " " { take() }
        }

        mutating func word() -> String {
            var word = ""
            while let letter = next, letter.isLetter {
                word.append(letter)
                take()
            }
            return word
        }

        /// Digits; nil where there are none. A number that is too large for any part of a time is ``tooLarge``.
        mutating func number() -> Int? {
            var digits = ""
            while let digit = next, digit.isASCII, digit.isNumber {
                digits.append(digit)
                take()
            }
            return digits.count > 9 ? Self.tooLarge : Int(digits)
        }

        /// What is wrong here, its column in cells of the screen.
        func problem(_ message: String) -> Problem {
            let head = Neutral.text(String(characters[..<position]))
            return Problem(message, column: DisplayWidth.of(head) + 1)
        }
    }
}

extension Substring {
    /// Without the spaces at its end.
    var trimmed: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
