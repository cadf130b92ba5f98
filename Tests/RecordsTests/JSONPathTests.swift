import JSON
import Records
import Testing

@Suite struct JSONPathTests {
    private func values(_ path: String, _ text: String) throws -> [JSONValue] {
        JSONPath(path).values(in: try JSONValue.parse(text))
    }

    @Test func walksArrays() throws {
        let record = #"{"a":{"items":[{"b":1},{"b":2},{"c":3}]}}"#
        #expect(try values("a.items.b", record) == [.number("1"), .number("2")])
    }

    @Test func aNameWithDotsWins() throws {
        #expect(try values("a.b", #"{"a":{"b":1},"a.b":2}"#) == [.number("2")])
    }

    @Test func whatIsNotThereHasNoValue() throws {
        #expect(try values("a.x.y", #"{"a":{"b":1}}"#).isEmpty)
    }

    @Test func nullIsAValue() throws {
        #expect(try values("a", #"{"a":null}"#) == [.null])
    }
}
