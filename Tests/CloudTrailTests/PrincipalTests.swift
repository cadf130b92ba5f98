import CloudTrail
import Testing

@Suite struct PrincipalTests {
    @Test func namesAnIAMUserByItsARN() {
        let identity = Identity(
            type: "IAMUser", principalID: "AIDAEXAMPLE", arn: "arn:aws:iam::111122223333:user/dev/ana",
            accountID: "111122223333", userName: "ana")
        let principal = Principal(identity)
        #expect(principal.name == "arn:aws:iam::111122223333:user/dev/ana")
        #expect(principal.userName == "ana")
        #expect(principal.kind == .user)
    }

    @Test func namesASessionByItsRoleAndKeepsTheSessionApart() {
        let identity = Identity(
            type: "AssumedRole", principalID: "AROAEXAMPLE:ci-4412",
            arn: "arn:aws:sts::111122223333:assumed-role/deploy/ci-4412", accountID: "111122223333",
            issuerARN: "arn:aws:iam::111122223333:role/ci/deploy")
        let principal = Principal(identity)
        #expect(principal.name == "arn:aws:iam::111122223333:role/ci/deploy")
        #expect(principal.roleName == "deploy")
        #expect(principal.sessionName == "ci-4412")
    }

    @Test func buildsTheRoleFromTheSessionWhereTheIssuerIsMissing() {
        let identity = Identity(
            type: "AssumedRole", arn: "arn:aws-us-gov:sts::111122223333:assumed-role/deploy/ci-4412",
            accountID: "111122223333")
        let principal = Principal(identity)
        #expect(principal.name == "arn:aws-us-gov:iam::111122223333:role/deploy")
        #expect(principal.sessionName == "ci-4412")
        #expect(Principal.isPathUnknown(identity))
    }

    @Test(arguments: [
        (Identity(type: "Root", arn: "arn:aws:iam::111122223333:root"), "arn:aws:iam::111122223333:root"),
        (Identity(type: "AWSService", invokedBy: "ec2.amazonaws.com"), "ec2.amazonaws.com"),
        (Identity(accountID: "111122223333", invokedBy: "config.amazonaws.com"), "config.amazonaws.com"),
        (
            Identity(
                type: "FederatedUser", arn: "arn:aws:sts::111122223333:federated-user/Alice",
                issuerARN: "arn:aws:iam::111122223333:user/bob"), "arn:aws:iam::111122223333:user/bob"
        ),
        (Identity(type: "AWSAccount", accountID: "444455556666"), "account:444455556666"),
        (Identity(type: "AWSAccount", accountID: "anonymous"), "anonymous"),
        (
            Identity(type: "SAMLUser", userName: "ana", identityProvider: "https://idp.example"),
            "https://idp.example/ana"
        ),
        (Identity(type: "IdentityCenterUser", onBehalfOfUserID: "544894e8-80c1"), "544894e8-80c1"),
        (Identity(type: "Unknown", arn: "arn:aws:iam::111122223333:user/ana"), "arn:aws:iam::111122223333:user/ana"),
        (
            Identity(type: "Unknown", arn: "arn:aws:sts::111122223333:assumed-role/deploy/s"),
            "arn:aws:iam::111122223333:role/deploy"
        ),
        (
            Identity(type: "IAMUser", accountID: "111122223333", userName: "HIDDEN_DUE_TO_SECURITY_REASONS"),
            "hidden@111122223333"
        ),
        (Identity(), "none"),
    ])
    func namesEachKind(identity: Identity, expected: String) {
        #expect(Principal(identity).name == expected)
    }
}
