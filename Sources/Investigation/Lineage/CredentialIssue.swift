internal import JSON

/// Calls that issue credentials.
/// Source: the API references of IAM, STS, sign-in, IAM Identity Center, Cognito and IAM Roles Anywhere.
enum CredentialIssue {
    static let names = [
        "CreateAccessKey", "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot",
        "GetSessionToken", "GetFederationToken", "GetSigninToken", "GetRoleCredentials", "GetCredentialsForIdentity",
        "CreateSession",
    ]

    /// The access key that the response of a successful call names.
    static func issuedKey(in record: JSONValue) -> String? {
        let response = record["responseElements"]
        let key =
            response?[path: ["accessKey", "accessKeyId"]]?.stringValue
            ?? response?[path: ["credentials", "accessKeyId"]]?.stringValue
            ?? response?[path: ["roleCredentials", "accessKeyId"]]?.stringValue
        return key.flatMap { $0.isEmpty ? nil : $0 }
    }
}
