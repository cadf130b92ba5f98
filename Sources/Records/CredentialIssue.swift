public import JSON

/// Calls that issue credentials.
/// Source: the API references of IAM, STS, sign-in, IAM Identity Center, Cognito and IAM Roles Anywhere.
public enum CredentialIssue {
    /// Names of the calls, as `eventName` has them.
    public static let names = [
        "CreateAccessKey", "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot",
        "GetSessionToken", "GetFederationToken", "GetSigninToken", "GetRoleCredentials", "GetCredentialsForIdentity",
        "CreateSession",
    ]

    /// The access key that the response of a successful call names; nil where it names none. Roles Anywhere answers with
    /// a set, of which it fills one.
    public static func issuedKey(in record: JSONValue) -> String? {
        let response = record["responseElements"]
        let key =
            response?[path: ["accessKey", "accessKeyId"]]?.stringValue
            ?? response?[path: ["credentials", "accessKeyId"]]?.stringValue
            ?? response?[path: ["roleCredentials", "accessKeyId"]]?.stringValue
            ?? response?["credentialSet"]?.arrayValue?.first?[path: ["credentials", "accessKeyId"]]?.stringValue
        return key.flatMap { $0.isEmpty ? nil : $0 }
    }
}
