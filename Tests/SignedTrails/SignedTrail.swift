public import CloudTrail
internal import Crypto
internal import Foundation
public import JSON

/// Log files and digests as CloudTrail delivers them for one trail in one region, an hour after the other, the first from
/// 2026-03-01T14:01:31Z on.
public struct SignedTrail: Sendable {
    public var account: String
    public var region: String
    public var bucket: String
    /// What comes in front of the account in keys: `AWSLogs/`, with a prefix or an organisation.
    public var top: String
    public var key: SigningKey
    /// What was delivered, by key, as it is stored: compressed.
    public private(set) var files: [String: [UInt8]] = [:]
    /// The same, not compressed.
    public private(set) var texts: [String: [UInt8]] = [:]
    /// In the order of delivery.
    public private(set) var digests: [Digest] = []
    /// The end of the last hour.
    public private(set) var end: EventTime
    private var count = 0

    /// A digest that was delivered.
    public struct Digest: Sendable {
        public var object: String
        public var text: [UInt8]
        public var sha256: String
        public var signature: String
        public var logs: [String]
        public var isBackfill: Bool
    }

    public init(
        account: String = "111122223333", region: String = "us-east-1", bucket: String = "example-trail",
        top: String = "AWSLogs/", key: SigningKey = .first
    ) {
        self.account = account
        self.region = region
        self.bucket = bucket
        self.top = top
        self.key = key
        end = EventTime(milliseconds: 1_772_373_691_000)
    }

    // MARK: Delivery

    /// Delivers log files, and the digest that lists them.
    ///
    /// - Parameters:
    ///   - logs: how many.
    ///   - isBackfill: whether the digest is a late one, of the hour that ended last, in a chain of its own.
    ///   - changing: takes the digest's members before it is signed.
    public mutating func addHour(
        logs: Int = 2, isBackfill: Bool = false, changing: (inout JSONObject) -> Void = { _ in }
    ) {
        let start = isBackfill ? end.advanced(byMilliseconds: -EventTime.hour) : end
        let stop = start.advanced(byMilliseconds: EventTime.hour)
        var listed: [JSONValue] = []
        var objects: [String] = []
        for number in 0..<logs {
            let time = start.advanced(byMilliseconds: Int64(20 + 5 * number) * EventTime.minute)
            let object = addLog(at: time)
            objects.append(object.key)
            listed.append([
                "s3Bucket": .string(bucket), "s3Object": .string(object.key), "hashValue": .string(object.sha256),
                "hashAlgorithm": "SHA-256", "newestEventTime": .string(time.iso8601),
                "oldestEventTime": .string(time.iso8601),
            ])
        }
        let name =
            folder("CloudTrail-Digest", stop)
            + "\(account)_CloudTrail-Digest_\(region)_main_us-east-1_\(Self.compact(stop, seconds: true))"
            + (isBackfill ? "_backfill" : "") + ".json.gz"
        let previous = digests.last { $0.isBackfill == isBackfill }
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        var members: JSONObject = [
            "awsAccountId": .string(account), "digestStartTime": .string(start.iso8601),
            "digestEndTime": .string(stop.iso8601), "digestS3Bucket": .string(bucket), "digestS3Object": .string(name),
            "digestPublicKeyFingerprint": .string(key.fingerprint), "digestSignatureAlgorithm": "SHA256withRSA",
            "newestEventTime": listed.last?["newestEventTime"] ?? .null,
            "oldestEventTime": listed.first?["oldestEventTime"] ?? .null,
            "previousDigestS3Bucket": text(previous.map { _ in bucket }),
            "previousDigestS3Object": text(previous?.object), "previousDigestHashValue": text(previous?.sha256),
            "previousDigestHashAlgorithm": text(previous.map { _ in "SHA-256" }),
            "previousDigestSignature": text(previous?.signature), "logFiles": .array(listed),
        ]
        changing(&members)
        deliver(members, logs: objects, isBackfill: isBackfill)
        if !isBackfill { end = stop }
    }

    /// Lets hours pass without validation; the next digest begins a new chain.
    public mutating func restart(afterHours hours: Int) {
        end = end.advanced(byMilliseconds: Int64(hours) * EventTime.hour)
    }

    /// Takes the members of a starting digest.
    public static func begin(_ members: inout JSONObject) {
        for name in members.keys where name.hasPrefix("previousDigest") { members[name] = .null }
    }

    /// A log file that no digest lists.
    ///
    /// - Returns: its key, and the hash that a digest would list.
    @discardableResult
    public mutating func addLog(at time: EventTime) -> (key: String, sha256: String) {
        count += 1
        let record = #"""
            {"Records":[{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","userName":"ana"},"eventTime":"\#(time.iso8601)","eventSource":"sts.amazonaws.com","eventName":"GetCallerIdentity","awsRegion":"\#(region)","sourceIPAddress":"198.51.100.23","eventID":"00000000-0000-4000-8000-\#(Self.padded(count, 12))","recipientAccountId":"\#(account)"}]}
            """#
        let object =
            folder("CloudTrail", time)
            + "\(account)_CloudTrail_\(region)_\(Self.compact(time, seconds: false))_\(Self.padded(count, 16)).json.gz"
        store(Array(record.utf8), as: object)
        return (object, Self.sha256(Array(record.utf8)))
    }

    private mutating func deliver(_ members: JSONObject, logs: [String], isBackfill: Bool) {
        let text = JSONWriter().bytes(.object(members))
        let value = JSONValue.object(members)
        let object = value["digestS3Object"]?.stringValue ?? ""
        let sha256 = Self.sha256(text)
        let signed =
            "\(value["digestEndTime"]?.stringValue ?? "")\n\(value["digestS3Bucket"]?.stringValue ?? "")/\(object)\n"
            + "\(sha256)\n\(value["previousDigestSignature"]?.stringValue ?? "null")"
        digests.append(
            Digest(
                object: object, text: text, sha256: sha256, signature: key.sign(signed), logs: logs,
                isBackfill: isBackfill))
        store(text, as: object)
    }

    private mutating func store(_ text: [UInt8], as object: String) {
        texts[object] = text
        files[object] = Gzip.compress(text)
    }

    /// The signatures of some digests, as a collector saves them: of all by default.
    public func signatures(of wanted: [Digest]? = nil) -> [UInt8] {
        let members = (wanted ?? digests).map {
            JSONObject.Member(key: "s3://\(bucket)/\($0.object)", value: .string($0.signature))
        }
        return JSONWriter(.pretty).bytes(.object(JSONObject(members: members)))
    }

    // MARK: Words

    private func folder(_ service: String, _ time: EventTime) -> String {
        "\(top)\(account)/\(service)/\(region)/\(time.date.replacingOccurrences(of: "-", with: "/"))/"
    }

    private static func compact(_ time: EventTime, seconds: Bool) -> String {
        let text = time.iso8601.filter { $0 != "-" && $0 != ":" }
        return seconds ? text : text.prefix(13) + "Z"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }

    public static func sha256(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
    }
}
