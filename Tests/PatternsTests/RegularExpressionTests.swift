import Testing

@testable import Patterns

@Suite struct RegularExpressionTests {
    @Test func anExpressionMatchesAnywhereAndWithCase() throws {
        let expression = try RegularExpression(RegexPattern("^List(Buckets|Users)$"))
        #expect(try expression.matches("ListBuckets"))
        #expect(try !expression.matches("listbuckets"))
        #expect(try !expression.matches("ListBucketsX"))
        #expect(try RegularExpression(RegexPattern("buck", ignoresCase: true)).matches("ListBUCKets"))
        #expect(try RegularExpression(RegexPattern("^$")).matches(""))
    }

    @Test func charactersBeyondASCIIAreCharacters() throws {
        #expect(try RegularExpression(RegexPattern("^.{4}$")).matches("żółć"))
        #expect(try RegularExpression(RegexPattern("ŻÓŁĆ", ignoresCase: true)).matches("żółć"))
    }

    @Test func aFaultHasItsPlaceInCharacters() {
        let error = #expect(throws: RegularExpression.CompileError.self) {
            try RegularExpression(RegexPattern("żółć(("))
        }
        #expect(error?.offset == 6)
        #expect(error?.message == "missing closing parenthesis")
    }

    @Test(arguments: ["(a+)+$", "(a|aa)+$"])
    func whatWouldTakeForeverEndsWithAnError(source: String) throws {
        let expression = try RegularExpression(RegexPattern(source))
        let text = String(repeating: "a", count: 60) + "!"
        #expect(throws: RegularExpression.LimitExceeded.self) { try expression.matches(text) }
    }

    @Test func recursionIsBoundedToo() throws {
        let expression = try RegularExpression(RegexPattern("^(x|(?1)y)*$"))
        #expect(throws: RegularExpression.LimitExceeded.self) {
            try expression.matches(String(repeating: "y", count: 5_000))
        }
    }

    @Test func anExpressionHasABoundedLength() {
        #expect(throws: RegularExpression.CompileError.self) {
            try RegularExpression(RegexPattern(String(repeating: "a", count: 20_000)))
        }
    }

    @Test func `A long text is searched, though it takes more memory than compiled code has`() throws {
        let expression = try RegularExpression(RegexPattern("^(?:x|y)*z$"))
        #expect(try expression.matches(String(repeating: "x", count: 20_000) + "z"))
        #expect(try !expression.matches(String(repeating: "x", count: 20_000) + "w"))
    }
}
