import Foundation

extension TestTrail {
    /// A trail of records that are given as JSON.
    init(records: [String]) throws {
        try self.init(files: ["trail.json": records.joined(separator: "\n")])
    }

    /// A call that succeeded, with some members of its own.
    ///
    /// - Parameters:
    ///   - number: gives it its time, in seconds after noon, and its ID.
    ///   - members: JSON members, with a comma behind each.
    static func record(_ number: Int, _ name: String, _ members: String = "", second: Int? = nil) -> String {
        let padded = String(repeating: "0", count: 12 - String(number).count) + String(number)
        let time = Date(timeIntervalSince1970: 1_588_766_400 + Double(second ?? number)).ISO8601Format()
        return
            #"{"eventVersion":"1.08",\#(members)"eventTime":"\#(time)","eventSource":"ec2.amazonaws.com","eventName":"\#(name)","awsRegion":"us-east-1","eventID":"00000000-0000-4000-8000-\#(padded)","eventType":"AwsApiCall","recipientAccountId":"111122223333"}"#
    }
}
