import Robots
import Testing

/// Which alerts a robot is asked about.
@Suite struct RobotOccasionTests {
    @Test(arguments: [
        ("levels: [low, high]", true), ("levels: critical", false),
        ("rules: key-*", true), ("rules: [sweep, burst]", false),
        ("tags: attack.t1098*", true), ("tags: [attack.impact]", false),
        ("services: ec2", true), ("services: [ec2.amazonaws.com]", true), ("services: [s3, iam]", false),
        ("calls: [ImportKeyPair, createkey*]", true), ("calls: ListBuckets", false),
        ("principals: IAM*", true), ("principals: [Root]", false),
        ("has: [key, ip]", true), ("has: [key, role]", false),
        ("levels: high\n    services: s3", false), ("levels: high\n    services: ec2\n    has: user", true),
        ("levels:", true),
    ])
    func `Each condition must hold, by one of its values`(_ conditions: String, _ isAsked: Bool) throws {
        let trail = try RobotTrail.usual()
        defer { trail.remove() }
        let robot = try RobotText.only("filter: name:Create*\nwhen:\n    \(conditions)")
        #expect((robot.answer(trail.subject) != nil) == isAsked)
    }
}
