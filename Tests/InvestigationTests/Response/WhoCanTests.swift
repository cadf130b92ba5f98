import Foundation
import Testing

@testable import Investigation

/// Steps that not everybody can take: those of root, and those of roles that IAM Identity Center makes.
@Suite struct WhoCanTests {
    // MARK: Root

    private func root(_ minute: Int, _ name: String, _ request: String, _ response: String = "null") -> TinyTrail.Call {
        var call = ResponseCase.attack(minute, name, request, response)
        call.identity =
            #"{"type":"Root","principalId":"111122223333","arn":"arn:aws:iam::111122223333:root","accountId":"111122223333","accessKeyId":"ASIAROOT","userName":"acme"}"#
        return call
    }

    @Test func `What is root's own only root can put back`() throws {
        let steps = try ResponseCase.steps([
            root(0, "EnableMFADevice", #"{"serialNumber":"arn:aws:iam::111122223333:mfa/evil"}"#),
            root(
                1, "DeactivateMFADevice",
                #"{"serialNumber":"arn:aws:iam::111122223333:mfa/root-account-mfa-device"}"#),
        ])
        for operation in ["root-mfaDevice", "root-mfaDeactivated"] {
            let step = try ResponseCase.step(operation, in: steps)
            #expect(step.action.hasPrefix("Sign in as root, since no other principal of the account can"))
            #expect(step.command == "aws iam get-account-summary --query SummaryMap.AccountMFAEnabled --output text")
        }
        #expect(!steps.contains { $0.command.contains("acme") })
    }

    @Test func `What root did to a user anybody may undo`() throws {
        let calls = [
            root(0, "EnableMFADevice", #"{"userName":"bob","serialNumber":"arn:aws:iam::111122223333:mfa/evil"}"#)
        ]
        #expect(
            try ResponseCase.step("deactivate-mfa-device", in: ResponseCase.steps(calls)).command
                == "aws iam deactivate-mfa-device --user-name bob --serial-number arn:aws:iam::111122223333:mfa/evil")
    }

    @Test func `A key of root's that the attacker made is deleted by root`() throws {
        let create = root(
            0, "CreateAccessKey", "null", #"{"accessKey":{"accessKeyId":"AKIAROOT","status":"Active"}}"#)
        let deletion = ResponseCase.response(0, "DeleteAccessKey", #"{"accessKeyId":"AKIAROOT"}"#)
        let step = try ResponseCase.step("root-delete-access-key", in: ResponseCase.steps([create]))
        #expect(step.phase == .eradication)
        #expect(step.target == "AKIAROOT")
        #expect(step.action.contains("sign in as root"))
        #expect(!step.commands.contains { !$0.isReading })
        #expect(
            try ResponseCase.step("root-delete-access-key", in: ResponseCase.steps([create, deletion])).verifiedBy
                == [1])
    }

    // MARK: Gone

    @Test func `What the attacker made and took away again needs no containment`() throws {
        let steps = try ResponseCase.steps([
            ResponseCase.attack(0, "CreateUser", #"{"userName":"tmp"}"#),
            ResponseCase.attack(
                1, "CreateAccessKey", #"{"userName":"tmp"}"#,
                #"{"accessKey":{"accessKeyId":"AKIATMP","userName":"tmp","status":"Active"}}"#),
            ResponseCase.attack(2, "DeleteAccessKey", #"{"userName":"tmp","accessKeyId":"AKIATMP"}"#),
            ResponseCase.attack(3, "DeleteUser", #"{"userName":"tmp"}"#),
        ])
        let open = steps.filter { $0.state == .proposed && $0.command.contains("tmp") || $0.target == "AKIATMP" }
            .filter { $0.state == .proposed && !$0.commands.allSatisfy(\.isReading) }
        #expect(open.map(\.id) == [])
    }

    // MARK: IAM Identity Center

    @Test func `An assignment of a permission set is taken back as it was made`() throws {
        let assign = ResponseCase.attack(
            0, "CreateAccountAssignment",
            #"{"instanceArn":"arn:aws:sso:::instance/ssoins-1","targetId":"111122223333","targetType":"AWS_ACCOUNT","permissionSetArn":"arn:aws:sso:::permissionSet/ssoins-1/ps-1","principalType":"USER","principalId":"u-1"}"#,
            service: "sso")
        #expect(
            try ResponseCase.step("delete-account-assignment", in: ResponseCase.steps([assign])).command
                == "aws sso-admin delete-account-assignment --region us-east-1 --instance-arn arn:aws:sso:::instance/ssoins-1 "
                + "--target-id 111122223333 --target-type AWS_ACCOUNT --permission-set-arn "
                + "arn:aws:sso:::permissionSet/ssoins-1/ps-1 --principal-type USER --principal-id u-1")
    }

    private var session: TinyTrail.Call {
        var call = ResponseCase.attack(0, "ListUsers")
        call.identity =
            #"{"type":"AssumedRole","principalId":"AROASSO:mia@example.com","arn":"arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Power_Users_0123456789abcdef/mia@example.com","accountId":"111122223333","accessKeyId":"ASIASSO","sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Power_Users_0123456789abcdef","userName":"AWSReservedSSO_Power_Users_0123456789abcdef"}}}"#
        return call
    }

    @Test func `The sessions of such a role are revoked through its permission set`() throws {
        let steps = try ResponseCase.steps([session])
        let revoke = try ResponseCase.step("revoke-sessions", in: steps)
        #expect(revoke.action.contains("the inline policy of its permission set Power_Users"))
        let center = #"--region eu-west-1 --instance-arn "$SSO_INSTANCE" --permission-set-arn "$PERMISSION_SET""#
        #expect(
            revoke.command == """
                aws sso-admin list-instances --region eu-west-1
                aws sso-admin get-inline-policy-for-permission-set \(center)
                aws sso-admin put-inline-policy-to-permission-set \(center) --inline-policy \
                '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*",\
                "Condition":{"DateLessThan":{"aws:TokenIssueTime":"'"$CUTOFF"'"}}}]}'
                aws sso-admin provision-permission-set \(center) --target-id 111122223333 --target-type AWS_ACCOUNT
                """)
        let assignment = try ResponseCase.step("remove-assignment", in: steps)
        #expect(assignment.action.contains("the user mia@example.com"))
        #expect(
            assignment.commands.last?.text
                == "aws sso-admin delete-account-assignment \(center) --target-id 111122223333 --target-type AWS_ACCOUNT "
                + #"--principal-type USER --principal-id "$SSO_USER""#)
        #expect(!steps.contains { $0.command.contains("put-role-policy") })
    }

    @Test func `Without its variables the script leaves that out, and goes on`() throws {
        let script = try ResponseCase.plan([ResponseCase.attack(0, "ListUsers"), session]).script
        let run = try ScriptRun()
        defer { run.remove() }
        func calls(_ environment: [String: String]) throws -> (status: Int32, operations: [String]) {
            let result = try run.run("sh", script, ["--execute"], environment: environment)
            let words = result.calls.compactMap { $0.dropFirst().first }
            return (result.status, words.map { String(decoding: $0, as: UTF8.self) })
        }
        let without = try calls([:])
        #expect(without.status == 0)
        #expect(!without.operations.contains("put-inline-policy-to-permission-set"))
        let with = try calls(["SSO_INSTANCE": "i", "PERMISSION_SET": "p", "SSO_USER": "u"])
        #expect(with.operations.contains("put-inline-policy-to-permission-set"))
        #expect(with.operations.contains("delete-account-assignment"))
    }

    @Test(arguments: [
        (
            "AWSReservedSSO_Admin_0123456789abcdef", "arn:aws:iam::1:role/AWSReservedSSO_Admin_0123456789abcdef",
            "Admin", nil
        ),
        (
            "AWSReservedSSO_A_B_0123456789abcdef",
            "arn:aws:iam::1:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_A_B_0123456789abcdef", "A_B",
            "eu-west-1"
        ),
        (
            "AWSReservedSSO_X_0", "arn:aws:iam::1:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_X_0", "X",
            nil as String?
        ),
        ("AWSReservedSSO_", "", "", nil),
    ])
    func `A permission set is known by the role that it makes`(
        role: String, principal: String, name: String, region: String?
    ) {
        let set = PermissionSet(role: role, principal: principal)
        #expect(set?.name == name)
        #expect(set?.region == region)
        #expect(PermissionSet(role: "deploy", principal: principal) == nil)
    }
}
