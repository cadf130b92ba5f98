internal import Text

extension AWSFailure: CustomStringConvertible {
    /// In one line, harmless to look at: what is wrong, and what to do about it where that is known.
    public var description: String {
        let call = command.dropFirst().prefix(2).joined(separator: " ")
        return Neutral.text((call.isEmpty ? "aws" : "aws \(call)") + ": " + reason)
    }

    private var reason: String {
        switch kind {
        case .missingProgram(let program):
            "there is no program \(program), or it may not be run; install the AWS CLI "
                + "(https://docs.aws.amazon.com/cli/) or name it with --aws"
        case .accessDenied(let action, let resource):
            "access denied" + (action.map { ": \($0) is missing" } ?? "") + (resource.map { " on \($0)" } ?? "")
                + "; 'huckleberry fetch policy' prints what is needed"
        case .credentials(let problem): problem.description
        case .throttled: "AWS refuses more calls for now (throttled), also after waiting; try again later"
        case .noSuchBucket: "there is no such bucket"
        case .notFound(let message): "not found" + (message.isEmpty ? "" : ": \(Self.short(message))")
        case .noRegion: "no region is set; name one with --region"
        case .cannotConnect(let url): "cannot connect to \(Self.short(String(url.prefix { $0 != "?" })))"
        case .cancelled: "cancelled"
        case .timedOut(let limit): "no answer within \(limit)"
        case .tooLarge(let limit): "it prints more than \(limit) bytes"
        case .notJSON(let message): "the answer cannot be read: \(message)"
        case .usage(let what): "this version of the AWS CLI does not know \(Self.short(what))"
        case .queryFailed(let message): "the query failed: \(Self.short(message))"
        case .scanLimit(let read, let limit): "stopped, as it had read \(read) bytes and may read \(limit)"
        case .other(let code, let message):
            [code, message.isEmpty ? nil : Self.short(message)].compactMap(\.self).joined(separator: ": ")
        }
    }

    /// A person reads it; a page of HTML or an encoded message is not for that.
    private static func short(_ text: String) -> String {
        text.count <= 300 ? text : text.prefix(300) + "\u{2026}"
    }
}

extension AWSFailure.CredentialProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "no credentials were found; sign in with the AWS CLI, or name a profile with --profile"
        case .expired: "the credentials have expired; sign in again"
        case .signInExpired: "the session of single sign-on has expired; run 'aws sso login'"
        case .invalid: "AWS does not accept the credentials"
        case .unknownProfile: "there is no profile of that name"
        }
    }
}
