import Testing

@testable import Text

@Suite struct SuggestionTests {
    let fields = ["eventName", "eventTime", "eventType", "eventID", "sourceIPAddress", "ip", "key"]

    @Test func aSwapOfNeighboursIsOneEdit() {
        #expect(editDistance(Array("evenNtame"), Array("eventName")) == 1)
        #expect(editDistance(Array("abc"), Array("abc")) == 0)
        #expect(editDistance(Array(""), Array("abc")) == 3)
        #expect(editDistance(Array("kitten"), Array("sitting")) == 3)
    }

    @Test(arguments: [
        ("evenName", "eventName"),
        ("EVENTNAME", "eventName"),
        ("evetnName", "eventName"),
        ("sourceIpAdress", "sourceIPAddress"),
        ("kye", "key"),
    ])
    func slipsFindTheirWord(slip: String, word: String) {
        #expect(nearest(to: slip, among: fields) == word)
    }

    @Test(arguments: ["", "arn", "https", "zzzzzzzz", "x", "2001"])
    func whatIsFarFindsNothing(word: String) {
        #expect(nearest(to: word, among: fields) == nil)
    }

    @Test func amongEquallyNearTheFirstInOrderWinsWhateverTheOrderOffered() {
        #expect(nearest(to: "eventTipe", among: ["eventType", "eventTime"]) == "eventTime")
        #expect(nearest(to: "eventTipe", among: ["eventTime", "eventType"]) == "eventTime")
    }
}
