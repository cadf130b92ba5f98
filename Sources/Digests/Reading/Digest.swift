public import CloudTrail

/// What a digest file says: the log files that were delivered in an hour, and which digest came before.
///
/// Source: "CloudTrail digest file structure" in the CloudTrail user guide.
public struct Digest: Hashable, Sendable {
    public let account: String
    /// The hour that it covers, from the end of the digest before it to `end`.
    public let start: EventTime
    public let end: EventTime
    /// Where CloudTrail delivered it.
    public let object: S3Object
    /// Which public key verifies its signature.
    public let fingerprint: String
    /// Nil in a starting digest, the first after validation was turned on.
    public let previous: Previous?
    /// Empty where nothing was delivered.
    public let logs: [ListedLog]
    /// `digestEndTime` as it is written, which is signed.
    let endText: String
    let delivery: Delivery

    /// What a digest says of the one before it.
    public struct Previous: Hashable, Sendable {
        public let object: S3Object
        /// SHA-256 of the uncompressed digest, in lower-case hexadecimal.
        public let sha256: String
        /// Its signature in hexadecimal, as it is written.
        public let signature: String
    }

    /// A log file that a digest lists.
    public struct ListedLog: Hashable, Sendable {
        public let object: S3Object
        /// SHA-256 of the uncompressed log, in lower-case hexadecimal.
        public let sha256: String
        let delivery: Delivery
    }
}

extension Digest {
    /// The digests of one trail in one region: those of the usual kind, or those that were delivered late.
    public struct Line: Hashable, Comparable, Sendable {
        public let account: String
        public let region: String
        /// The name of the trail and its home region, joined as in the digest's name; empty where the name is another.
        public let trail: String
        public let isBackfill: Bool
        /// Where it is delivered: the bucket, and what is in front of the account in its keys.
        public let location: S3Object

        public static func < (left: Line, right: Line) -> Bool {
            (left.account, left.region, left.trail, left.isBackfill ? 1 : 0, left.location)
                < (right.account, right.region, right.trail, right.isBackfill ? 1 : 0, right.location)
        }
    }

    /// Which line it belongs to, by its own name.
    var line: Line {
        let place = place
        return Line(
            account: place.account, region: place.region, trail: delivery.name?.trail ?? "",
            isBackfill: delivery.name?.isBackfill ?? false,
            location: S3Object(bucket: object.bucket, key: delivery.top))
    }

    /// Whose log files it lists.
    var place: Delivery.Place {
        delivery.places.first ?? Delivery.Place(account: account, region: delivery.folder?.region ?? "")
    }

    /// What CloudTrail signs. The signature of the digest before it is the word `null` in a starting digest.
    ///
    /// Source: "Custom implementations of CloudTrail log file integrity validation" in the CloudTrail user guide.
    ///
    /// - Parameter sha256: of the uncompressed digest.
    func signedText(sha256: String) -> String {
        "\(endText)\n\(object.bucket)/\(object.key)\n\(sha256)\n\(previous?.signature ?? "null")"
    }
}
