import JSON
import Testing

@testable import Ingest

/// A record's own bytes, wherever it travelled whole.
@Suite struct RecordSliceTests {
    /// With spaces that no writer of ours would put.
    private let own = #"{"eventVersion" : "1.08","eventName":"A"}"#

    private func slice(_ text: String, at offset: Int = 0) -> RecordSlice? {
        RecordSlice(in: Array(text.utf8).span, at: offset)
    }

    private func quoted(_ text: String) -> String { JSONWriter().string(.string(text)) }

    @Test func aRecordThatTravelledWholeIsGivenToTheLetter() throws {
        let carriers = [
            own, #"{"CloudTrailEvent":\#(quoted(own))}"#, #"{"detail-type":"X via CloudTrail","detail":\#(own)}"#,
            #"{"timestamp":1,"message":\#(quoted(own))}"#, #"{"result":{"_raw":\#(quoted(own))}}"#,
            #"{"time":1,"event":\#(own)}"#, #"{"_source":{"event":{"original":\#(quoted(own))}}}"#,
        ]
        for carrier in carriers {
            let slice = try #require(self.slice(carrier))
            #expect(String(decoding: slice.bytes, as: UTF8.self) == own)
            #expect(String(decoding: slice.carrier, as: UTF8.self) == carrier)
        }
    }

    @Test func aFieldOfATableIsGivenWithoutItsQuotes() throws {
        let row = "\"" + own.replacing("\"", with: "\"\"") + "\""
        let slice = try #require(self.slice("eventJson\n" + row, at: 10))
        #expect(String(decoding: slice.bytes, as: UTF8.self) == own)
        #expect(String(decoding: slice.carrier, as: UTF8.self) == row)
    }

    @Test func aRecordThatWasTakenApartIsGivenAsItsCarrier() throws {
        let carrier = #"{"result":{"eventName":"A","eventVersion":"1.08","userIdentity.type":"Root","_time":"1"}}"#
        let slice = try #require(self.slice(carrier))
        #expect(String(decoding: slice.bytes, as: UTF8.self) == carrier)
        #expect(slice.value[path: ["userIdentity", "type"]] == "Root")
    }
}
