import CloudTrail
import Testing

@Suite struct OutcomeTests {
    @Test(arguments: [
        "AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation", "UnauthorizedOperation",
        "EC2.Client.UnauthorizedOperation", "UnauthorizedAccess", "NotAuthorized", "NotAuthorizedException",
        "AuthorizationError", "Forbidden", "ForbiddenException", "Client.SomeUnauthorizedOperation",
    ])
    func judgesDenials(code: String) {
        #expect(Outcome(errorCode: code) == .denied)
    }

    @Test(arguments: [
        "NoSuchBucketPolicy", "ThrottlingException", "ExpiredToken", "InvalidClientTokenId", "SignatureDoesNotMatch",
        "Client.DryRunOperation", "AccessDenied.Reason", "AuthFailure",
    ])
    func judgesOtherErrors(code: String) {
        #expect(Outcome(errorCode: code) == .error)
    }

    @Test func judgesSuccess() {
        #expect(Outcome(errorCode: nil) == .ok)
        #expect(Outcome(errorCode: "") == .ok)
    }

    @Test(arguments: [
        ("aws-cli/1.18.40 Python/3.8.2 Darwin/19.4.0 botocore/1.15.40", ClientFamily.cli),
        ("Boto3/1.12.40 Python/3.7.3 Linux/4.19 Botocore/1.15.40", .sdk),
        ("APN/1.0 HashiCorp/1.0 Terraform/0.12.24 (+https://www.terraform.io) aws-sdk-go/1.30", .iac),
        ("cloudformation.amazonaws.com", .iac), ("signin.amazonaws.com", .console),
        ("console.ec2.amazonaws.com", .console), ("Mozilla/5.0 (X11; Linux x86_64)", .console),
        ("[S3Console/0.4, aws-internal/3 aws-sdk-java/1.11.666]", .console), ("AWS Internal", .service),
        ("autoscaling.amazonaws.com", .service), ("stratus-red-team_1234", .tool),
        ("aws-cli/1.18.40 Python/3.8.2 Linux/5.5.0-kali2-amd64 botocore/1.15.40", .tool), ("curl/7.68", .other),
        ("", .other),
    ])
    func tellsTheClientFamily(agent: String, family: ClientFamily) {
        #expect(ClientFamily(userAgent: agent) == family)
    }
}
