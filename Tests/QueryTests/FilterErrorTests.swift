import Query
import Testing

@Suite struct FilterErrorTests {
    /// A filter, the column and the message.
    static let invalid: [(String, Int, String)] = [
        ("\"abc", 1, "the quote that begins here is not closed"),
        ("name:x name:\"a b", 13, "the quote that begins here is not closed"),
        ("\"a\\", 1, "the quote that begins here is not closed"),
        ("(a OR b", 1, "the parenthesis that opens here is not closed"),
        ("a ((b) c", 3, "the parenthesis that opens here is not closed"),
        ("(", 1, "the parenthesis that opens here is not closed"),
        ("name:(a OR b", 6, "the parenthesis that opens here is not closed"),
        ("a)", 2, "this parenthesis was not opened"),
        (")", 1, "this parenthesis was not opened"),
        ("()", 1, "there is nothing in the parentheses"),
        ("name:( )", 6, "there is nothing in the parentheses"),
        ("a AND", 6, "something must follow AND"),
        ("a AND OR b", 7, "something must follow AND"),
        ("a OR", 5, "something must follow OR"),
        ("a OR )", 6, "something must follow OR"),
        ("OR a", 1, "something must stand before OR"),
        ("AND a", 1, "something must stand before AND"),
        ("(AND a)", 2, "something must stand before AND"),
        ("NOT", 4, "something must follow NOT"),
        ("a NOT OR b", 7, "something must follow NOT"),
        ("a - b", 4, "something must follow -"),
        ("!", 2, "something must follow !"),
        ("a\\", 2, "there is nothing behind the backslash"),
        ("name:", 6, "a value is missing; name:* asks whether there is any"),
        ("name: x", 6, "a value is missing; name:* asks whether there is any"),
        ("name:=", 7, "a value is missing; name:* asks whether there is any"),
        ("time>", 6, "a value is missing; time:* asks whether there is any"),
        ("evenName:x", 1, "no field is called evenName; did you mean eventName?"),
        ("name:x evnetTime>2020-05-06", 8, "no field is called evnetTime; did you mean eventTime?"),
        ("requestParamters.x.y:1", 1, "no field is called requestParamters.x.y; did you mean requestParameters.x.y?"),
        ("Name:x", 1, "no field is called Name; did you mean name?"),
        ("IP:10.0.0.1", 1, "no field is called IP; did you mean ip?"),
        (
            "name=x", 1,
            "write name:value, name:=value for a text to the letter, or -name:value for what it is not"
        ),
        (
            "a name!=x", 3,
            "write name:value, name:=value for a text to the letter, or -name:value for what it is not"
        ),
        ("after>2020-05-06", 1, "write after:2020-05-06 or after:-2h"),
        ("time>=2020-13-01", 7, "2020-13-01 is no time; write 2020-05-06, 2020-05-06T09:00 or, with > or <, -2h"),
        ("time:yesterday", 6, "yesterday is no time; write 2020-05-06, 2020-05-06T09:00 or, with > or <, -2h"),
        ("time:-2h", 6, "-2h is no time; write 2020-05-06, 2020-05-06T09:00 or, with > or <, -2h"),
        ("after:-2x", 7, "-2x is no time; write 2020-05-06, 2020-05-06T09:00 or, with > or <, -2h"),
        ("before:", 8, "nothing is no time; write 2020-05-06, 2020-05-06T09:00 or, with > or <, -2h"),
        ("requestParameters.a>b", 21, "b is neither a number nor a time"),
        ("name>3", 5, "name is a text; < and > compare times and numbers"),
        ("ip:10.0.0.0/33", 4, "10.0.0.0/33 is neither an address nor a network"),
        ("ip:2001:db8::/129", 4, "2001:db8::/129 is neither an address nor a network"),
        ("mfa:yes", 5, "mfa is never yes; it is true, false or unrecorded"),
        ("outcome:deny", 9, "outcome is never deny; it is ok, denied or error"),
        ("rw:(read OR wirte)", 13, "rw is never wirte (did you mean write?); it is read or write"),
        ("is:alarmed", 4, "is is never alarmed (did you mean alerted?); it is alerted, scoped or marked"),
        ("tactic:discvery", 8, "ATT&CK has no tactic discvery (did you mean discovery?)"),
        (
            "technique:\"Cloud Firewal\"", 11,
            "no technique of a cloud account is called Cloud Firewal (did you mean Cloud Firewall?)"
        ),
        (
            "name:/abc", 6,
            "the regular expression that begins here is not closed; a text that begins with / stands in quotes"
        ),
        (
            "source:/aws/lambda/x", 13,
            "a regular expression ends with / or /i; a / in it is written \\/, and a text that begins with / stands in quotes"
        ),
        ("name:/a(b/", 10, "the regular expression is wrong here: missing closing parenthesis"),
        ("żółć name:\"x", 11, "the quote that begins here is not closed"),
        ("日本語 (x", 5, "the parenthesis that opens here is not closed"),
        (String(repeating: "(", count: 300), 201, "more than 200 parentheses lie inside each other"),
    ]

    @Test(arguments: invalid)
    func whatCannotBeReadIsNamedWithItsColumn(text: String, column: Int, message: String) {
        let error = #expect(throws: FilterError.self) { try Filter(text) }
        #expect(error?.column == column)
        #expect(error?.message == message)
    }

    @Test func aCaretPointsAtTheFault() {
        let error = #expect(throws: FilterError.self) { try Filter("日本 evenName:x") }
        #expect(
            error?.description == """
                column 4: no field is called evenName; did you mean eventName?
                  日本 evenName:x
                       ^
                """)
        #expect(error?.suggestion == "eventName")
    }

    @Test func hostileTextIsMadeHarmlessInTheMessage() {
        let error = #expect(throws: FilterError.self) { try Filter("mfa:\"\u{1B}[31m\"") }
        #expect(error?.description.contains("\u{1B}") == false)
    }
}
