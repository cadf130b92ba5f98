import CloudTrail
import FoundationEssentials

/// Writes a trail as CloudTrail delivers it to S3:
/// `AWSLogs/ACCOUNT/CloudTrail/REGION/Y/M/D/ACCOUNT_CloudTrail_REGION_YYYYMMDDTHHmmZ_xxxxxxxxxxxxxxxx.json.gz`,
/// each file `{"Records":[...]}`.
///
/// A copy keeps a summary of its own; ``TrailSummary/merge(_:)`` joins them when several write at once.
struct TrailWriter {
    private let root: String
    private let encoder: GzipEncoder
    private var folders: Set<String> = []
    private(set) var summary = TrailSummary()

    /// - Parameter root: an existing folder.
    init(root: String, level: Int32) {
        self.root = root
        encoder = GzipEncoder(level: level)
    }

    /// Writes one log file.
    ///
    /// - Parameters:
    ///   - records: JSON objects, in the order in which the file has them.
    ///   - delivered: its moment of delivery, rounded down to five minutes in the name.
    ///   - token: the sixteen characters that make the name unique.
    mutating func write(
        _ records: [Record], account: String, region: String, delivered: EventTime, token: String
    ) throws(SynthError) {
        guard !records.isEmpty else { return }
        var json: [UInt8] = []
        json.reserveCapacity(records.reduce(16) { $0 + $1.json.count + 1 })
        json.append(contentsOf: "{\"Records\":[".utf8)
        for (index, record) in records.enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            json.append(contentsOf: record.json)
            summary.note(record.time)
        }
        json.append(contentsOf: "]}".utf8)
        let stamp = delivered.floored(toMultipleOf: 5 * EventTime.minute).iso8601
        let minute = stamp.filter { $0 != "-" && $0 != ":" }.dropLast(3)
        try write(
            json, to: folder(account, "CloudTrail", region, delivered),
            name: "\(account)_CloudTrail_\(region)_\(minute)Z_\(token).json.gz")
    }

    /// Writes findings as GuardDuty exports them: gzip of one JSON object a line.
    mutating func write(
        findings: [[UInt8]], account: String, region: String, exported: EventTime, token: String
    ) throws(SynthError) {
        var lines: [UInt8] = []
        for finding in findings {
            lines.append(contentsOf: finding)
            lines.append(UInt8(ascii: "\n"))
        }
        try write(lines, to: folder(account, "GuardDuty", region, exported), name: "\(token).jsonl.gz")
        summary.findings += findings.count
    }

    /// Writes the truth of a training case beside the logs.
    func write(_ truth: [UInt8]) throws(SynthError) {
        try write(truth, to: root + "/truth.json")
    }

    private func folder(_ account: String, _ product: String, _ region: String, _ day: EventTime) -> String {
        let date = day.date.split(separator: "-").joined(separator: "/")
        return "\(root)/AWSLogs/\(account)/\(product)/\(region)/\(date)"
    }

    private mutating func write(_ content: [UInt8], to folder: String, name: String) throws(SynthError) {
        if folders.insert(folder).inserted {
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw .cannotCreate(path: folder, reason: SynthError.reason(of: error))
            }
        }
        let packed = encoder.gzip(content)
        try write(packed, to: folder + "/" + name)
        summary.files += 1
        summary.bytes += packed.count
    }

    private func write(_ content: [UInt8], to path: String) throws(SynthError) {
        do {
            try Data(content).write(to: URL(filePath: path))
        } catch {
            throw .cannotWrite(path: path, reason: SynthError.reason(of: error))
        }
    }
}
