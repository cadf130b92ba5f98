import JSON
import Records
import Testing

@Suite struct CallTargetTests {
    private func target(_ text: String) throws -> String {
        CallTarget.summary(of: try JSONValue.parse(text))
    }

    @Test func aKeyPairIsNamedOnce() throws {
        let record = """
            {"eventSource":"ec2.amazonaws.com","eventName":"CreateKeyPair","requestParameters":{"keyName":"prod-debug"},
            "responseElements":{"keyName":"prod-debug","keyPairId":"key-0a1"}}
            """
        #expect(try target(record) == "prod-debug")
    }

    @Test func aStartedInstanceShowsItsStates() throws {
        let record = """
            {"eventSource":"ec2.amazonaws.com","eventName":"StartInstances","responseElements":{"instancesSet":{"items":[
            {"instanceId":"i-1","currentState":{"name":"pending"},"previousState":{"name":"stopped"}},{"instanceId":"i-2"}]}}}
            """
        #expect(try target(record) == "i-1 stopped to pending +1")
    }

    @Test func aBucketARNIsShownByItsName() throws {
        let record = """
            {"eventSource":"s3.amazonaws.com","eventName":"GetObject",
            "resources":[{"ARN":"arn:aws:s3:::logs/a.gz","type":"AWS::S3::Object"}]}
            """
        #expect(try target(record) == "logs/a.gz")
    }

    @Test func nothingNamedIsNothingShown() throws {
        #expect(try target(#"{"eventName":"GetCallerIdentity","requestParameters":null}"#) == "")
    }
}
