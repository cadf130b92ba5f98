internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// A call that stopped a trail, or made it record less.
struct TrailChange {
    var row: Int
    /// `StopLogging by mallory at 2020-05-06 08:00:00`, and what it changed where the record tells.
    var text: String

    /// After these nothing is recorded.
    private static let stops = [
        "StopLogging", "DeleteTrail", "StopEventDataStoreIngestion", "DeleteEventDataStore",
    ]
    /// Of these the record tells whether they record less.
    private static let changes = ["UpdateTrail", "UpdateEventDataStore", "PutEventSelectors", "PutInsightSelectors"]

    /// Those that succeeded among some rows, by whomever, in time order.
    static func all(among rows: RowSet, in trail: Trail) -> [TrailChange] {
        let index = trail.index
        func calls(_ names: [String]) -> [Int] {
            names.flatMap { index.rows(.name, equal: $0).intersection(rows).rows.map { Int($0) } }
                .filter { index.flags($0).outcome == .ok && index.text(.service, $0) == "cloudtrail.amazonaws.com" }
                .sorted()
        }
        let weakened = trail.records.trees(of: calls(changes), limit: 5_000).compactMap { row, record in
            loss(in: record).map { TrailChange(row, $0, index) }
        }
        return (calls(stops).map { TrailChange($0, nil, index) } + weakened).sorted { $0.row < $1.row }
    }

    private init(_ row: Int, _ loss: String?, _ index: EventIndex) {
        self.row = row
        text =
            "\(index.text(.name, row) ?? "") by \(Wording.name(of: index.text(.principal, row) ?? "none")) at "
            + Wording.moment(index.time(row)) + (loss.map { ": " + $0 } ?? "")
    }

    /// What is no longer recorded, or recorded elsewhere; nil where the call only adds.
    private static func loss(in record: JSONValue) -> String? {
        let request = record["requestParameters"] ?? .null
        switch record["eventName"]?.stringValue {
        case "UpdateTrail", "UpdateEventDataStore": return changedSettings(request)
        case "PutEventSelectors": return lostEvents(request)
        default:
            return request["insightSelectors"]?.arrayValue?.isEmpty == false ? nil : "Insights turned off"
        }
    }

    private static let losses: [(member: String, text: String)] = [
        ("isMultiRegionTrail", "one region only"), ("multiRegionEnabled", "one region only"),
        ("includeGlobalServiceEvents", "no events of global services"),
        ("enableLogFileValidation", "no digest files"), ("isOrganizationTrail", "no longer of the organization"),
        ("organizationEnabled", "no longer of the organization"),
    ]
    private static let moves = ["s3BucketName", "s3KeyPrefix", "kmsKeyId", "cloudWatchLogsLogGroupArn"]

    private static func changedSettings(_ request: JSONValue) -> String? {
        var found = losses.filter { request[$0.member]?.boolValue == false }.map(\.text)
        if request["advancedEventSelectors"] != nil { found += [lostEvents(request)].compactMap { $0 } }
        let moved = moves.filter { request[$0]?.stringValue != nil }
        if !moved.isEmpty { found.append("sets " + Wording.list(moved)) }
        return found.isEmpty ? nil : found.joined(separator: ", ")
    }

    /// Selectors say what a trail records; management events are what investigations live on.
    /// Source: the CloudTrail API reference, EventSelector and AdvancedEventSelector.
    private static func lostEvents(_ request: JSONValue) -> String? {
        if let advanced = request["advancedEventSelectors"]?.arrayValue, !advanced.isEmpty {
            let isWhole = advanced.contains { selector in
                let fields = selector["fieldSelectors"]?.arrayValue ?? []
                return fields.count == 1 && fields[0]["field"]?.stringValue == "eventCategory"
                    && fields[0]["equals"]?.arrayValue?.contains { $0.stringValue == "Management" } == true
            }
            return isWhole ? nil : "not all management events any more"
        }
        let selectors = request["eventSelectors"]?.arrayValue ?? []
        let isWhole = selectors.contains { selector in
            selector["includeManagementEvents"]?.boolValue != false
                && (selector["readWriteType"]?.stringValue ?? "All") == "All"
                && selector["excludeManagementEventSources"]?.arrayValue?.isEmpty != false
        }
        return isWhole ? nil : "not all management events any more"
    }
}
