import Testing
import Text

@Suite struct CSVFieldTests {
    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("a\nb", "\"a\nb\""),
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
        ("=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\""), ("a=b", "a=b"), ("a\r\nb", "\"a\r\nb\""),
    ])
    func quotes(value: String, field: String) {
        #expect(CSVField.quoted(value) == field)
    }

    @Test func joinsALine() {
        #expect(CSVField.line(["a", "b,c", ""]) == "a,\"b,c\",")
    }
}

@Suite struct MarkdownTextTests {
    @Test(arguments: [
        ("svc-backup", "svc-backup"), ("my_user_1", "my_user_1"), ("_x_", "\\_x\\_"), ("a|b", "a\\|b"),
        ("# x", "\\# x"),
        ("- x", "\\- x"), ("1. x", "1\\. x"), ("10.0.0.1", "10.0.0.1"), ("<script>", "\\<script\\>"),
        ("[a](http://x)", "\\[a\\](http\\://x)"), ("www.example.com", "www\\.example.com"), ("a@b.c", "a\\@b.c"),
        ("&lt;", "\\&lt;"), ("a\nb", "a\\\\nb"), ("`x`", "\\`x\\`"),
    ])
    func staysLiteral(raw: String, shown: String) {
        #expect(MarkdownText.escaped(raw) == shown)
    }

    @Test(arguments: [
        ("arn:aws:s3:::x", "`arn:aws:s3:::x`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a|b", "`a\\|b`"), ("", ""),
        ("a\u{202E}b", "`a\\u{202E}b`"),
    ])
    func code(raw: String, shown: String) {
        #expect(MarkdownText.code(raw) == shown)
    }
}

@Suite struct DefangTests {
    @Test(arguments: [
        ("198.51.100.7", "198[.]51[.]100[.]7"), ("2001:db8::1", "2001[:]db8[:][:]1"),
        ("10.0.0.0/8", "10[.]0[.]0[.]0/8"),
        ("AWS Internal", "AWS Internal"), ("ec2.amazonaws.com", "ec2.amazonaws.com"), ("300.1.1.1", "300.1.1.1"),
        ("12:30:45", "12:30:45"), ("::1", "[:][:]1"), ("1.2.3", "1.2.3"),
        ("1:2:3:4:5:6:7:8", "1[:]2[:]3[:]4[:]5[:]6[:]7[:]8"), ("::ffff:192.0.2.1", "[:][:]ffff[:]192[.]0[.]2[.]1"),
    ])
    func address(raw: String, shown: String) {
        #expect(Defang.address(raw) == shown)
    }

    @Test func defangsInsideASentence() {
        #expect(
            Defang.prose("From 198.51.100.7, then 203.0.113.9. At 12:30:45: 2001:db8::1.")
                == "From 198[.]51[.]100[.]7, then 203[.]0[.]113[.]9. At 12:30:45: 2001[:]db8[:][:]1.")
    }
}
