/// Writes the day in front of times that have it from the time before: of `from 2020-05-06 08:01 to 08:57` the second is
/// of the same day. What stands between both has to be the words of a span; a time that is earlier than the one before
/// is of another day.
enum ImpliedDays {
    /// What may stand between a day and a time, or between the two times of a span.
    private static let connectors: Set<String> = [
        "", "to", "until", "till", "and", "at", "from", "between", "through", "utc", "z", "on",
    ]

    /// - Parameter text: in small letters.
    /// - Complexity: O(length of the text).
    static func written(into text: [UInt8]) -> [UInt8] {
        var found: [UInt8] = []
        found.reserveCapacity(text.count)
        /// The day that holds, and the time that was last said of it.
        var day: ArraySlice<UInt8>?
        var last: [UInt8] = []
        var place = 0
        while place < text.count {
            let byte = text[place]
            var length = 1
            if let date = dateLength(text, at: place) {
                (day, last, length) = (text[place..<place + date], [], date)
            } else if let clock = clockLength(text, at: place) {
                let time = Array(text[place..<place + clock])
                if let known = day, last.isEmpty || !time.prefix(5).lexicographicallyPrecedes(last.prefix(5)) {
                    if !found.suffix(11).elementsEqual(known + [UInt8(ascii: " ")]) {
                        found += known + [UInt8(ascii: " ")]
                    }
                    last = time
                } else {
                    day = nil
                }
                length = clock
            } else if isLetter(byte) || isDigit(byte) {
                let word = text[place...].prefix { isLetter($0) || isDigit($0) }
                if !connectors.contains(String(decoding: word, as: UTF8.self)) { day = nil }
                length = word.count
            } else if !separators.contains(byte) {
                day = nil
            }
            found += text[place..<place + length]
            place += length
        }
        return found
    }

    private static let separators = Set(" ,;-().".utf8)

    /// How long a day such as `2020-05-06` is that begins there.
    private static func dateLength(_ text: [UInt8], at place: Int) -> Int? {
        matches(text, at: place, "0000-00-00") ? 10 : nil
    }

    /// How long a time such as `08:49` or `08:49:17` is that begins there.
    static func clockLength(_ text: [UInt8], at place: Int) -> Int? {
        matches(text, at: place, "00:00:00") ? 8 : matches(text, at: place, "00:00") ? 5 : nil
    }

    /// Whether a text has that form there, a digit for each 0, and neither begins nor ends within a number.
    private static func matches(_ text: [UInt8], at place: Int, _ form: String) -> Bool {
        let end = place + form.utf8.count
        guard end <= text.count, place == 0 || !isInner(text[place - 1]), end == text.count || !isInner(text[end])
        else {
            return false
        }
        return zip(text[place..<end], form.utf8).allSatisfy { byte, wanted in
            wanted == UInt8(ascii: "0") ? isDigit(byte) : byte == wanted
        }
    }

    private static func isInner(_ byte: UInt8) -> Bool { isDigit(byte) || byte == UInt8(ascii: ":") }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")) || byte >= 0x80
    }
}
