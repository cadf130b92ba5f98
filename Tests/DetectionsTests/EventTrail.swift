import Foundation
import Ingest
import Records
import Testing

/// A trail of events that are given as JSON, written and loaded as any other.
struct EventTrail {
    let trail: Trail
    private let folder: URL

    /// - Parameter events: each a record, or the part of one that differs from a usual call.
    init(_ events: [String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "trail.json")
        try Data(events.joined(separator: "\n").utf8).write(to: file)
        trail = Trail(try #require(Loader([file.path]).load()))
    }

    /// Deletes the files; records cannot be read afterwards.
    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// A call that succeeded, with some members of its own.
    ///
    /// - Parameters:
    ///   - number: gives it its time, in seconds after noon, and its ID.
    ///   - members: JSON members, with a comma behind each.
    static func call(_ number: Int, _ name: String, _ members: String = "") -> String {
        let padded = String(repeating: "0", count: 12 - String(number).count) + String(number)
        let time = Date(timeIntervalSince1970: 1_588_766_400 + Double(number)).ISO8601Format()
        return
            #"{"eventVersion":"1.08",\#(members)"eventTime":"\#(time)","eventSource":"ec2.amazonaws.com","eventName":"\#(name)","awsRegion":"us-east-1","eventID":"00000000-0000-4000-8000-\#(padded)","eventType":"AwsApiCall","recipientAccountId":"111122223333"}"#
    }
}
