import Robots
import Testing

/// Values of an alert are the attacker's to choose: in a filter they mean themselves and nothing else.
@Suite struct RobotValueTests {
    private func count(_ filter: String, _ calls: [RobotTrail.Call]) throws -> String? {
        let trail = try RobotTrail(calls)
        defer { trail.remove() }
        let robot = try RobotText.only("filter: '\(filter)'\nanswer: {some: \"{count}\", none: \"{count}\"}")
        return robot.answer(trail.subject)?.answer
    }

    /// The alert's call by a user of some name, another one by it, and one by somebody else.
    private func calls(by user: String) -> [RobotTrail.Call] {
        [
            RobotTrail.Call(time: "2020-05-06T08:00:00Z", name: "ListUsers", user: user, key: "AKIAONE"),
            RobotTrail.Call(time: "2020-05-06T08:30:00Z", name: "ListUsers", user: "ben", key: "AKIATWO"),
            RobotTrail.Call(time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", user: user, key: "AKIAONE"),
        ]
    }

    @Test(arguments: [
        #"" OR *"#, "ana OR *", "*", "b?n", "b*", #"\"#, #"\" OR name:*"#, ") OR (", "/.*/", "{key}", "{principal}",
        "a b", "192.0.2.0/24", ">0", "=ben", "AND", "-ben", "a\nb", "e\u{301}", "null",
    ])
    func `A name of any form is only that name`(_ user: String) throws {
        for filter in [
            "user:{user}", "principal:{principal}", "user:={user}", #"user:"{user}""#, "userIdentity.userName:{user}",
            "requestParameters.x:{user} OR user:{user}", "user:({user} OR nobody)",
        ] {
            #expect(try count(filter, calls(by: user)) == "2", "\(filter) \(user)")
        }
        #expect(try count("NOT user:{user}", calls(by: user)) == "1")
    }

    @Test func `A value beside wildcards keeps the wildcards the author's`() throws {
        #expect(try count("principal:*/{user}", calls(by: "a*")) == "2")
        #expect(try count("user:{user}*", calls(by: "b?")) == "2")
        #expect(try count("{key}", calls(by: "ana")) == "2")
        #expect(try count("name:ListUsers user:{user}", calls(by: "ben")) == "2")
    }

    @Test func `A robot is not asked where the alert has no value for a name`() throws {
        var call = RobotTrail.Call(time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", key: nil)
        #expect(try count("key:{key}", [call]) == nil)
        #expect(try count("session:{session}", [call]) == nil)
        #expect(try count("ip:{ip}", [call]) == "1")
        // A service that calls for somebody is no address.
        call.ip = "cloudformation.amazonaws.com"
        #expect(try count("ip:{ip}", [call]) == nil)
    }

    @Test func `Addresses are the same in every spelling`() throws {
        var call = RobotTrail.Call(time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", ip: "2001:db8::1")
        var other = call
        other.time = "2020-05-06T08:00:00Z"
        other.ip = "2001:0DB8:0:0:0:0:0:1"
        #expect(try count("ip:{ip}", [call, other]) == "2")
        call.ip = "2001:db8::2"
        #expect(try count("ip:{ip}", [call, other]) == "1")
    }
}
