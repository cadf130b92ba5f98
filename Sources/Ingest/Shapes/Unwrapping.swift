internal import JSON

/// Takes records out of whatever carries them.
enum Unwrapping {
    /// Envelopes within envelopes: CloudWatch Logs that hold EventBridge events that came through a queue.
    static let depthLimit = 4

    /// The first that knows an element opens it: the more special stand before the more general.
    private static let envelopes: [any (Envelope & Sendable).Type] = [
        EventBridgeEvent.self, GuardDutyFinding.self, LookupAnswer.self, ElasticDocument.self, CloudWatchMessage.self,
        SplunkEvent.self, QueueMessage.self, ForeignJSON.self,
    ]

    /// What an element is or carries.
    static func unwrap(_ element: JSONValue) -> Unwrapped {
        unwrap(element, depth: 0)
    }

    static func unwrap(_ element: JSONValue, depth: Int) -> Unwrapped {
        guard depth <= depthLimit else {
            return .rejected("more than \(depthLimit) messages within each other", .notCloudTrail)
        }
        switch element {
        case .object(let object):
            for envelope in envelopes {
                if let content = envelope.open(object, depth: depth) { return content }
            }
            return record(object)
        case .array(let fields):
            return ResultRow.open(fields, depth: depth)
                ?? .rejected("an array where a record was due", .notCloudTrail)
        case .string(let text):
            // `lookup-events --query 'Events[].CloudTrailEvent'` answers with the records alone, as text.
            guard text.utf8.first == UInt8(ascii: "{") else {
                return .rejected("a string where a record was due", .notCloudTrail)
            }
            return unwrap(text: text, as: .lookupEvents, depth: depth)
        case .number: return .rejected("a number where a record was due", .notCloudTrail)
        case .bool, .null: return .rejected("a constant where a record was due", .notCloudTrail)
        }
    }

    /// What a message is that should be the JSON text of a record or of another envelope. A record keeps its bytes.
    static func unwrap(text: String, as shape: Shape, depth: Int) -> Unwrapped {
        do throws(JSONError) {
            switch try JSONValue.parse(text) {
            case .object(let object) where RecordMembers.areThose(of: object): return .record(Array(text.utf8), shape)
            case let value: return unwrap(value, depth: depth + 1)
            }
        } catch {
            if error.reason == .unexpectedEnd, error.offset > 0 {
                return .rejected("the message in it is cut off after \(text.utf8.count) bytes", shape)
            }
            return .rejected("the message in it is not JSON: \(error.description)", shape)
        }
    }

    /// What a member is that may be a record or its JSON text.
    static func unwrap(member: JSONValue, as shape: Shape, depth: Int) -> Unwrapped {
        switch member {
        case .string(let text): unwrap(text: text, as: shape, depth: depth)
        case .object(let object) where RecordMembers.areThose(of: object): .record(JSONWriter().bytes(member), shape)
        default: unwrap(member, depth: depth + 1)
        }
    }

    private static func record(_ object: JSONObject) -> Unwrapped {
        if RecordMembers.areThose(of: object) { return .record(JSONWriter().bytes(.object(object)), .object) }
        if let rebuilt = FlatRecord.rebuild(object) {
            return .record(JSONWriter().bytes(.object(rebuilt)), .lakeCSV)
        }
        if object.isEmpty { return .rejected("an empty object", .notCloudTrail) }
        return .rejected("it lacks the members of a CloudTrail record", .notCloudTrail)
    }
}
