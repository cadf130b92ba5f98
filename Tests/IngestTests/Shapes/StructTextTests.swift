import JSON
import Testing

@testable import Ingest

@Suite struct StructTextTests {
    @Test(
        arguments: [
            ("{}", [:]),
            ("[]", []),
            ("{a=1, b=null, c=}", ["a": "1", "b": nil, "c": ""]),
            ("{a={b={c=d}}, e=f}", ["a": ["b": ["c": "d"]], "e": "f"]),
            ("[{a=1}, {a=2}]", [["a": "1"], ["a": "2"]]),
            ("{list=[x, y], z=1}", ["list": ["x", "y"], "z": "1"]),
            ("{name=one, two, kind=x}", ["name": "one, two", "kind": "x"]),
            ("{query=a=b&c=d, kind=x}", ["query": "a=b&c=d", "kind": "x"]),
            ("{text=a {b} c, kind=x}", ["text": "a {b} c", "kind": "x"]),
            ("{arn=arn:aws:s3:::b/a,b.txt, type=T}", ["arn": "arn:aws:s3:::b/a,b.txt", "type": "T"]),
            (#"{set={"items":[{"id":1}]}, kind=x}"#, ["set": ["items": [["id": 1]]], "kind": "x"]),
            ("{date=2024-03-05T14:00:00Z}", ["date": "2024-03-05T14:00:00Z"]),
        ] as [(String, JSONValue)])
    func structuresAreRead(text: String, expected: JSONValue) {
        #expect(StructText.parse(text) == expected)
    }

    @Test(arguments: ["{", "{a=1", "{a}", "[1, 2", "{a=1} b", "{=1}"])
    func whatDoesNotCloseIsNotRead(text: String) {
        #expect(StructText.parse(text) == nil)
    }

    @Test func nestingIsLimited() {
        let deep = String(repeating: "{a=", count: 40) + "1" + String(repeating: "}", count: 40)
        #expect(StructText.parse(deep) == nil)
        #expect(StructText.parse(String(repeating: "[", count: 1_000_000)) == nil)
    }
}
