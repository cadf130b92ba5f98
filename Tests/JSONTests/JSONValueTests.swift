import JSON
import Testing

@Suite struct JSONValueTests {
    let event: JSONValue = ["userIdentity": ["type": "IAMUser", "mfa": nil], "count": 3, "ratio": .number("0.50")]

    @Test func pathsFollowMembers() {
        #expect(event[path: ["userIdentity", "type"]] == "IAMUser")
        #expect(event[path: ["userIdentity", "mfa"]] == .null)
        #expect(event[path: ["userIdentity", "arn"]] == nil)
        #expect(event[path: ["count", "x"]] == nil)
        #expect(event[path: []] == event)
    }

    @Test func accessorsAnswerOnlyForTheirKind() {
        #expect(event["count"]?.intValue == 3)
        #expect(event["ratio"]?.doubleValue == 0.5)
        #expect(event["ratio"]?.intValue == nil)
        #expect(event["count"]?.stringValue == nil)
    }

    @Test func aKelvinSignIsNotTheLetterK() {
        let value: JSONValue = ["access\u{212A}eyId": "AKIA"]
        #expect(value["accessKeyId"] == nil)
        #expect(JSONValue.string("\u{212A}") != JSONValue.string("K"))
    }

    @Test func membersCanBeReplacedAddedAndRemoved() throws {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = 3
        object["c"] = 4
        object["b"] = nil
        #expect(object == ["a": 3, "c": 4])
    }

    @Test func numbersThatJSONCannotWriteBecomeNull() {
        #expect(JSONValue.number(Double.nan) == .null)
        #expect(JSONValue.number(Double.infinity) == .null)
        #expect(JSONValue.number(0.1) == .number("0.1"))
    }
}
