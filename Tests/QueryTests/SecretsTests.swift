import JSON
import Records
import Testing

@Suite struct SecretsTests {
    @Test(arguments: [
        (#"{"sessionToken": "abc", "a": 1}"#, #"{"sessionToken": "[masked]", "a": 1}"#),
        (#"{"secretAccessKey":"ab\"c","a":1"#, #"{"secretAccessKey":"[masked]","a":1"#),
        (#""{\"password\":\"abc\",\"a\":1}""#, #""{\"password\":\"[masked]\",\"a\":1}""#),
        (#"{"userData":"abc"#, #"{"userData":"[masked]"#),
        (#"?password=abc&x=1"#, #"?password=[masked]&x=1"#),
        (#"{"environment":{"variables":{"A":"b"}},"a":1}"#, #"{"environment":[masked],"a":1}"#),
        (#"{"accessKeyId":"AKIA1","password"#, #"{"accessKeyId":"AKIA1","password"#),
        ("password", "password"), ("", ""), ("password:", "password:"),
    ])
    func secretsAreFoundInBytesThatAreNoRecord(text: String, masked: String) {
        var shown = Array(text.utf8)
        for range in Secrets.ranges(in: shown).reversed() { shown.replaceSubrange(range, with: Secrets.mask.utf8) }
        #expect(String(decoding: shown, as: UTF8.self) == masked)
    }

    @Test func secretsAreMaskedWhereverTheyStand() throws {
        let record = try JSONValue.parse(
            #"""
            {"responseElements":{"credentials":{"accessKeyId":"ASIAEXAMPLE","sessionToken":"FwoG"}},
             "requestParameters":{"userData":{"value":"IyEv"},"masterUserPassword":"hunter2","name":"x","password":null,
              "environment":{"variables":{"name":"s3cret"}},"retries":3}}
            """#)
        #expect(
            JSONWriter().string(Secrets.masked(record))
                == #"{"responseElements":{"credentials":{"accessKeyId":"ASIAEXAMPLE","sessionToken":"[masked]"}},"#
                + #""requestParameters":{"userData":{"value":"[masked]"},"masterUserPassword":"[masked]","name":"x","#
                + #""password":null,"environment":{"variables":{"name":"[masked]"}},"retries":3}}"#)
    }

    @Test func environmentsOfContainersKeepTheirNames() throws {
        let value = try JSONValue.parse(#"{"environment":[{"name":"TOKEN","value":"s3cret"}]}"#)
        #expect(
            JSONWriter().string(Secrets.masked(value)) == #"{"environment":[{"name":"TOKEN","value":"[masked]"}]}"#)
    }

    @Test(arguments: [
        ("responseElements.credentials.sessionToken", "[masked]"),
        ("requestParameters.environment.variables.A", "[masked]"),
        ("requestParameters.environment.name", "x"), ("requestParameters.name", "x"),
    ])
    func aPathThatNamesASecretMasksWhatItLeadsTo(path: String, shown: String) {
        #expect(Secrets.masked("x", at: JSONPath(path)) == .string(shown))
    }
}
