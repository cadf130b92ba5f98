/// An error of a service as the CLI tells it.
struct AWSServiceError: Hashable {
    let code: String
    let operation: String
    let message: String

    init?(in text: String) {
        guard let start = text.firstRange(of: "An error occurred (")?.upperBound,
            let end = text[start...].firstRange(of: ") when calling the "),
            let name = text[end.upperBound...].firstRange(of: " operation")
        else { return nil }
        code = String(text[start..<end.lowerBound])
        operation = String(text[end.upperBound..<name.lowerBound])
        // Between the two may stand how often it was tried: `(reached max retries: 4)`.
        let rest = text[name.upperBound...]
        message = rest.firstRange(of: ": ").map { String(rest[$0.upperBound...]) }?.lines.first ?? ""
    }

    /// Source: "Standard retry mode" in the AWS SDKs and Tools reference guide.
    var isThrottling: Bool {
        [
            "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
            "TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException",
            "RequestThrottled", "SlowDown", "PriorRequestNotComplete", "429", "503",
        ].contains(code)
    }

    var isDenial: Bool {
        ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError", "Forbidden", "403"]
            .contains(code) || code.hasSuffix(".UnauthorizedOperation")
    }

    /// The permission that is missing: as the message names it, else what the operation needs.
    /// Source: "Troubleshoot access denied error messages" in the IAM user guide; "Actions defined by Amazon S3".
    var action: String? {
        if let named = message.word(behind: "not authorized to perform: ") { return named }
        switch operation {
        case "ListObjectsV2", "ListObjects", "HeadBucket": return "s3:ListBucket"
        case "GetObject", "HeadObject": return "s3:GetObject"
        default: return nil
        }
    }

    /// What it is missing for; nil where the message does not say.
    var resource: String? { message.word(behind: "on resource: ") }
}
