import CloudTrail
import Events
import Foundation
import Ingest
import JSON
import Query
import Records
import Testing

/// Filters put together at random, answered once by the plan and once by looking at each event by itself.
@Suite struct PlanOracleTests {
    private static let conditions = [
        "name:ListBuckets", "name:*e*", "name:/^(List|Get)/", "service:s3", "service:ec2", "ip:198.51.100.0/24", "ip:*",
        "outcome:denied", "key:*", "error:*", "mfa:unrecorded", "time>=2020-05-06T09:30", "readOnly:true", "bucketname",
        "requestParameters:*", "requestParameters.fromPort>=0", "zoë", "rw:write", "client:cli",
    ]

    @Test func thePlanAgreesWithEachEventByItself() throws {
        let sample = try SampleTrail()
        let trail = sample.trail
        let answers = try Self.conditions.map { try Self.matching($0, trail) }
        var random = Lottery(state: 20_200_506)
        for _ in 0..<400 {
            let (text, expected) = Self.filter(depth: 4, Self.conditions, answers, trail.index.count, &random)
            let rows = try Plan(Filter(text), over: trail.index).rows(reading: trail.records)
            #expect(rows?.rows.map { Int($0) } == expected.sorted(), "\(text)")
        }
    }

    /// The sample case: of most conditions few of its rows are left, which are all that the others are asked of.
    @Test func whatIsLeftByOneConditionDecidesWhereOthersAreAsked() throws {
        let sample = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../SampleData").standardizedFileURL
        let index = try #require(Loader([sample.path]).load()).index
        let conditions = [
            "name:CreateKeyPair", "name:Describe*", "ip:198.51.100.0/24", "key:AKIA*", "principal:*a*", "service:ec2",
            "outcome:denied", "type:IAMUser", "user:*e*", "session:*", "source:*us-east-1*", "eventType:AwsApiCall",
            "mfa:unrecorded", "time>=2020-05-06T09:30", "rw:write", "agent:*cli*", "error:*", "category:management",
        ]
        func rows(_ filter: String) throws -> Set<Int> {
            Set(try Plan(Filter(filter), over: index).certain.rows.map { Int($0) })
        }
        let answers = try conditions.map { try rows($0) }
        #expect(answers.count { !$0.isEmpty && $0.count < index.count / 32 } >= 3)
        var random = Lottery(state: 7)
        for _ in 0..<300 {
            let (text, expected) = Self.filter(depth: 3, conditions, answers, index.count, &random)
            #expect(try rows(text) == expected, "\(text)")
        }
    }

    /// The rows of one condition, found in a trail that holds nothing but the event.
    private static func matching(_ condition: String, _ trail: Trail) throws -> Set<Int> {
        var matching: Set<Int> = []
        for row in 0..<trail.index.count {
            let alone = try SampleTrail(JSONWriter().string(trail.record(row).json))
            let plan = try Plan(Filter(condition), over: alone.trail.index)
            if try plan.rows(reading: alone.trail.records)?.count == 1 { matching.insert(row) }
        }
        return matching
    }

    private static func filter(
        depth: Int, _ conditions: [String], _ answers: [Set<Int>], _ count: Int, _ random: inout Lottery
    ) -> (text: String, rows: Set<Int>) {
        guard depth > 0, random.below(4) > 0 else {
            let number = random.below(conditions.count)
            return (conditions[number], answers[number])
        }
        let left = filter(depth: depth - 1, conditions, answers, count, &random)
        switch random.below(3) {
        case 0: return ("NOT (\(left.text))", Set(0..<count).subtracting(left.rows))
        case 1:
            let right = filter(depth: depth - 1, conditions, answers, count, &random)
            return (
                "(\(left.text)) \(right.text.contains(" OR ") ? "(\(right.text))" : right.text)",
                left.rows.intersection(right.rows)
            )
        default:
            let right = filter(depth: depth - 1, conditions, answers, count, &random)
            return ("\(left.text) OR \(right.text)", left.rows.union(right.rows))
        }
    }
}

/// The same numbers every time (SplitMix64, after Steele, Lea and Flood, 2014).
private struct Lottery {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(limit))
    }
}
