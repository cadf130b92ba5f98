internal import Programs

extension AWSFailure.Kind {
    /// What the CLI complained of.
    ///
    /// Errors of a service read `An error occurred (CODE) when calling the OPERATION operation: MESSAGE` in every version;
    /// those of the CLI itself have no code.
    /// Source: `exceptions.py` of boto/botocore and `errorhandler.py` of aws/aws-cli.
    init(said text: String, status: ProgramRun.Status) {
        if let error = AWSServiceError(in: text) {
            self.init(error)
            return
        }
        let spelled = text.lowercased()
        for (words, kind) in Self.known where spelled.contains(words) {
            self = kind
            return
        }
        if let url = text.word(behind: "Could not connect to the endpoint URL: ") {
            self = .cannotConnect(url)
        } else if let url = text.word(behind: "Connect timeout on endpoint URL: ") {
            self = .cannotConnect(url)
        } else if let unknown = text.line(behind: "Unknown options: ") {
            self = .usage(unknown)
        } else if text.contains(": Invalid choice") {
            self = .usage("the command")
        } else {
            let said = text.lines.last ?? ""
            let ending =
                switch status {
                case .exited(let code): "it ended with status \(code)"
                case .signaled(let signal): "it was ended by signal \(signal)"
                }
            self = .other(code: nil, message: said.isEmpty ? ending : said)
        }
    }

    /// What the CLI says without asking AWS, in lower case.
    private static let known: [(String, AWSFailure.Kind)] = [
        ("unable to locate credentials", .credentials(.missing)),
        ("partial credentials found", .credentials(.missing)),
        ("you must specify a region", .noRegion),
        ("error loading sso token", .credentials(.signInExpired)),
        ("sso session associated with this profile has expired", .credentials(.signInExpired)),
        ("error when retrieving token from sso", .credentials(.signInExpired)),
        ("token has expired and refresh failed", .credentials(.signInExpired)),
        ("the config profile (", .credentials(.unknownProfile)),
    ]

    private init(_ error: AWSServiceError) {
        switch error.code {
        case _ where error.isThrottling: self = .throttled
        case "ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired":
            self = .credentials(.expired)
        case "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "SignatureDoesNotMatch",
            "InvalidSignatureException", "InvalidToken", "AuthFailure", "IncompleteSignature":
            self = .credentials(.invalid)
        case "NoSuchBucket": self = .noSuchBucket
        case "NoSuchKey", "404", "ResourceNotFoundException": self = .notFound(error.message)
        case _ where error.isDenial: self = .accessDenied(action: error.action, resource: error.resource)
        default: self = .other(code: error.code, message: error.message)
        }
    }
}
