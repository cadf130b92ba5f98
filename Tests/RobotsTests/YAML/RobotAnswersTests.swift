import Detections
import JSON
import Robots
import Testing

/// What robots in YAML answer, each over the same small trail: three ListBuckets and a denied GetUser before the alert
/// of 09:00, and a ListBuckets of somebody else behind it.
@Suite struct RobotAnswersTests {
    private func answer(_ rest: String) throws -> (trail: RobotTrail, answer: RobotAnswer) {
        let trail = try RobotTrail.usual()
        defer { trail.remove() }
        return (trail, try #require(try RobotText.only(rest).answer(trail.subject)))
    }

    @Test func `A count says how many, and from when to when`() throws {
        let (trail, answer) = try answer("filter: principal:{principal} name:List*")
        #expect(answer.answer == "3 events in the whole trail, 2020-05-06T08:00:00Z to 2020-05-06T08:02:00Z")
        #expect(answer.verdict == .finding)
        #expect(answer.confidence == .medium)
        #expect(answer.robot == "test")
        #expect(answer.question == "What?")
        #expect(answer.alertID == trail.subject.alert.id)
        #expect(answer.reasons == [])
        #expect(trail.names(answer) == ["ListBuckets", "ListBuckets", "ListBuckets"])
        #expect(answer.evidence == answer.evidence.sorted())
    }

    @Test func `One event is told in the singular`() throws {
        let one = try answer("filter: key:{key} outcome:denied").answer
        #expect(one.answer == "1 event in the whole trail, 2020-05-06T08:30:00Z to 2020-05-06T08:30:00Z")
    }

    @Test func `The most frequent values come first, then by value`() throws {
        let top = try answer("filter: key:{key}\nsummarise: {top: name}").answer
        #expect(top.answer == "ListBuckets 3, CreateKeyPair 1, GetUser 1; 5 events in the whole trail")
        let cut = try answer("filter: key:{key}\nsummarise: {top: name, limit: 1}").answer
        #expect(cut.answer == "ListBuckets 3 and 2 more; 5 events in the whole trail")
    }

    @Test func `A list has the values in the order of their first events`() throws {
        let list = try answer("filter: key:{key}\nsummarise: {list: name}").answer
        #expect(list.answer == "ListBuckets, GetUser, CreateKeyPair; 5 events in the whole trail")
        let cut = try answer("filter: key:{key}\nsummarise: {list: region, limit: 1}").answer
        #expect(cut.answer == "us-east-1 and 1 more; 5 events in the whole trail")
    }

    @Test func `Values may stand in the record only`() throws {
        let (trail, list) = try answer("filter: key:{key}\nsummarise: {list: requestParameters.keyName}")
        #expect(list.answer == "k; 5 events in the whole trail")
        #expect(trail.names(list).count == 5)
        let none = try answer("filter: key:{key}\nsummarise: {list: requestParameters.bucketName}").answer
        #expect(none.answer == "nothing recorded; 5 events in the whole trail")
    }

    @Test func `First and last are times`() throws {
        let answer = try answer("filter: name:ListBuckets\nsummarise: first-last").answer
        #expect(
            answer.answer
                == "first 2020-05-06T08:00:00Z, last 2020-05-06T09:30:00Z; 4 events in the whole trail")
    }

    @Test func `Yes or no rests on a threshold`() throws {
        #expect(
            try answer("filter: key:{key}\nsummarise: {yes-no: 5}").answer.answer == "yes: 5 events in the whole trail")
        let no = try answer("filter: key:{key}\nsummarise: {yes-no: 6}").answer
        #expect(no.answer == "no: 5 events in the whole trail; 6 are asked for")
        #expect(no.verdict == .clear)
        let regions = try answer("filter: key:{key}\nsummarise: {yes-no: {threshold: 2, of: region}}").answer
        #expect(regions.answer == "yes: 2 different (us-east-1, eu-west-1), 5 events in the whole trail")
        #expect(regions.verdict == .finding)
        let services = try answer("filter: key:{key}\nsummarise: {yes-no: {threshold: 4, of: service}}").answer
        #expect(services.answer.hasPrefix("no: 3 different (s3.amazonaws.com, ec2.amazonaws.com, "))
        #expect(services.verdict == .clear)
    }

    // MARK: Verdicts

    @Test func `A finding has its own number, confidence, points and reason`() throws {
        let finding = "finding: {at-least: 3, confidence: high, points: 7, reason: buckets listed}"
        let (trail, listed) = try answer("filter: principal:{principal} name:ListBuckets\n\(finding)")
        #expect(listed.verdict == .finding)
        #expect(listed.confidence == .high)
        #expect(listed.reasons == [ScoreReason(points: 7, text: "buckets listed", evidence: listed.evidence)])
        #expect(trail.names(listed).count == 3)
        let few = try answer("filter: principal:{principal} name:GetUser\n\(finding)").answer
        #expect(few.verdict == .clear)
        #expect(few.reasons == [])
    }

    @Test func `Too few may be the finding, and none may be no answer`() throws {
        let none = try answer("filter: key:{key} name:Decrypt\nfinding: {at-most: 0, points: 1}").answer
        #expect(none.verdict == .finding)
        #expect(none.reasons.map(\.text) == ["What?"])
        #expect(try answer("filter: key:{key}\nfinding: {at-most: 0}").answer.verdict == .clear)
        #expect(try answer("filter: key:{key}\nfinding: never").answer.verdict == .clear)
        let hidden = try answer("filter: name:GetObject\nfinding: {otherwise: unknown}").answer
        #expect(hidden.verdict == .unknown)
        #expect(hidden.confidence == .unknown)
        #expect(hidden.answer == "no events in the whole trail")
    }

    @Test func `The author's words have the alert's values and those of the events`() throws {
        let words = """
            filter: key:{key} name:List*
            summarise: {list: region}
            answer:
                some: "{principal} from {ip}: {count} in {values} ({distinct}), {earliest}-{latest}, {role}"
                none: "none by {user}"
            """
        #expect(
            try answer(words).answer.answer
                == "arn:aws:iam::111122223333:user/ana from 192.0.2.10: 3 in us-east-1, eu-west-1 (2), "
                + "2020-05-06T08:00:00Z-2020-05-06T08:02:00Z, not recorded")
        #expect(try answer(words.replacing("List", with: "Post")).answer.answer == "none by ana")
    }

    // MARK: Windows

    @Test func `A window ends before the alert, begins with it, or lies around it`() throws {
        func count(_ window: String) throws -> String {
            try String(answer("filter: name:*\nwindow: \(window)").answer.answer.prefix { $0 != "," })
        }
        #expect(try count("{before: 45m}") == "1 event in the 45m before the alert")
        #expect(try count("{after: 30m}") == "2 events from the alert to 30m behind it")
        #expect(try count("{around: 59m}") == "5 events within 59m around the alert")
        #expect(try count("{before: 1h, after: 10m}") == "5 events from 1h before the alert to 10m behind it")
        #expect(try count("during") == "1 event while the alert lasted")
    }

    @Test func `A filter may name the alert's times`() throws {
        let answer = try answer("filter: after:{first} before:2020-05-07\nsummarise: {list: user}").answer
        #expect(answer.answer == "ana, ben; 2 events in the whole trail")
        #expect(try self.answer("filter: time<{time} user:ana").answer.answer.hasPrefix("4 events"))
    }

    @Test func `Where the trail begins too late, nothing found says nothing`() throws {
        let late = try answer("filter: key:{key} name:RunInstances\nwindow: {before: 90d}").answer
        #expect(late.verdict == .unknown)
        #expect(late.confidence == .unknown)
        #expect(
            late.answer == "no events in the 90d before the alert; insufficient history: the trail begins "
                + "2020-04-01T10:00:00Z")
        let found = try answer("filter: key:{key} name:ListBuckets\nwindow: {before: 90d}").answer
        #expect(found.verdict == .finding)
        #expect(try answer("filter: key:{key} name:RunInstances\nwindow: {before: 30d}").answer.verdict == .clear)
    }

    @Test func `Where logging was stopped in the window, nothing found says nothing`() throws {
        func answer(_ stop: String, window: String) throws -> RobotAnswer {
            let trail = try RobotTrail([
                RobotTrail.Call(time: "2020-04-01T10:00:00Z", name: "DescribeImages"),
                RobotTrail.Call(time: stop, name: "StopLogging", user: "ben", service: "cloudtrail"),
                RobotTrail.Call(time: "2020-05-06T08:00:00Z", name: "StartLogging", user: "ben", service: "cloudtrail"),
                RobotTrail.Call(time: "2020-05-06T09:00:00Z", name: "CreateKeyPair"),
                RobotTrail.Call(time: "2020-05-08T09:00:00Z", name: "DescribeImages"),
            ])
            defer { trail.remove() }
            let robot = try RobotText.only("filter: key:{key} name:RunInstances\nwindow: \(window)")
            return try #require(robot.answer(trail.subject))
        }
        let stopped = try answer("2020-05-06T07:30:00Z", window: "{around: 2h}")
        #expect(stopped.verdict == .unknown)
        #expect(stopped.confidence == .unknown)
        #expect(
            stopped.answer == "no events within 2h around the alert; the trail has 1 gap there (us-east-1, "
                + "2020-05-06T07:30:00Z to 2020-05-06T08:00:00Z: StopLogging by arn:aws:iam::111122223333:user/ben)")
        // Behind the window it is nobody's concern.
        let apart = try answer("2020-05-06T07:30:00Z", window: "{around: 30m}")
        #expect(apart.verdict == .clear)
        #expect(apart.answer == "no events within 30m around the alert")
    }

    @Test func `A robot that nobody waits for gives no answer`() throws {
        let trail = try RobotTrail(
            [RobotTrail.Call(time: "2020-05-06T09:00:00Z", name: "CreateKeyPair")], isCancelled: { true })
        defer { trail.remove() }
        #expect(try RobotText.only("filter: name:Create*").answer(trail.subject) == nil)
    }

    @Test func `A filter that cannot be told for this trail is unknown, and says why`() throws {
        let slow = try RobotTrail([
            RobotTrail.Call(
                time: "2020-05-06T09:00:00Z", name: "CreateKeyPair",
                request: ["keyName": .string(String(repeating: "a", count: 60) + "!")])
        ])
        defer { slow.remove() }
        let robot = try RobotText.only(#"filter: 'requestParameters.keyName:/(a+)+$/'"#)
        let answer = try #require(robot.answer(slow.subject))
        #expect(answer.verdict == .unknown)
        #expect(answer.answer.hasPrefix("it cannot be told: the regular expression takes too many steps"))
    }
}
