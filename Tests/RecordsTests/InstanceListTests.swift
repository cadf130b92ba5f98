import JSON
import Records
import Testing

@Suite struct InstanceListTests {
    private func ids(_ record: String) throws -> [String] { InstanceList.ids(in: try JSONValue.parse(record)) }

    @Test func `The response goes before the request`() throws {
        #expect(
            try ids(
                #"{"requestParameters":{"instancesSet":{"items":[{"instanceId":"i-1"},{"instanceId":"i-2"}]}},"responseElements":{"instancesSet":{"items":[{"instanceId":"i-2"}]}}}"#
            ) == ["i-2"])
        #expect(
            try ids(
                #"{"requestParameters":{"instancesSet":{"items":[{"instanceId":"i-1"}]}},"responseElements":null}"#)
                == ["i-1"])
    }

    @Test func `A launch that failed names no instance`() throws {
        #expect(
            try ids(#"{"requestParameters":{"instancesSet":{"items":[{"imageId":"ami-1"}]}},"responseElements":null}"#)
                .isEmpty)
    }

    @Test(arguments: [
        #"{}"#, #"{"responseElements":{"instancesSet":[]}}"#,
        #"{"responseElements":{"instancesSet":{"items":[7,{"instanceId":""}]}}}"#,
    ])
    func `Odd records name none`(record: String) throws {
        #expect(try ids(record).isEmpty)
    }
}
