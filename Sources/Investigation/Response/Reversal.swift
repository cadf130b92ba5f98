/// How a call of an attacker is undone, or where what it did must be looked at: the call of the AWS CLI, and where in the
/// record its values are.
///
/// Sources: the API references of the services, and the AWS CLI command reference.
struct Reversal {
    /// A member of the API, with `[]` behind it where it takes a list, and the record's member that holds its value,
    /// wherever it stands in the request or response; `change.id` and `change.detail` are what the change says.
    typealias Value = (member: String, source: String)

    var call: String
    var values: [Value]
    /// Taken along where the record has them.
    var optional: [Value] = []
    /// What the command says besides, whatever the record holds.
    var fixed: [AWSCommand.Parameter] = []
    var isGlobal = false
    /// Whether what hangs on it has to be undone first.
    var isLast = false
    /// A reader says what to do: the state before the call is not in its record.
    var needsReview = false
    var stage = ResponseStage.made
    var action: String
    var breaks = "Nothing that was there before the attacker."
    var undo = "None: it is the attacker's."
    /// What it breaks, and how it is undone, where what the attacker changed is a user, role or resource of the owner's.
    var ofOwners: (breaks: String, undo: String)?

    static func iam(_ operation: String, _ values: [Value], _ action: String, stage: ResponseStage = .made) -> Reversal
    {
        Reversal(call: "iam " + operation, values: values, isGlobal: true, stage: stage, action: action)
    }

    /// What the attacker changed and did not make: shown, so that the owner restores it.
    static func review(_ call: String, _ values: [Value], _ action: String) -> Reversal {
        Reversal(
            call: call, values: values, isGlobal: call.hasPrefix("iam "), needsReview: true, action: action,
            breaks: "Nothing: it only shows. What relies on the attacker's state breaks when it is restored.",
            undo: "Nothing to undo.")
    }

    /// The service whose call it undoes, as `eventSource` spells it: the CLI has other names for some.
    var service: String {
        let name = call.prefix { $0 != " " }
        switch name {
        case "s3api", "s3control": return "s3"
        case "configservice": return "config"
        case "cloudwatch": return "monitoring"
        case "stepfunctions": return "states"
        case "sso-admin": return "sso"
        default: return String(name)
        }
    }

    /// By the call: its name is without the date and version that some services put behind it.
    static let all = Dictionary(
        [identity, resources, losses, services].flatMap { Array($0) }.map { name, reversal in
            (ServiceCall(service: reversal.service, name: name), reversal)
        }, uniquingKeysWith: { first, _ in first })

    private static let attackersPassword: Reversal = {
        var reversal = iam(
            "delete-login-profile", [("UserName", "userName")], "Delete the password that the attacker set for the user"
        )
        reversal.ofOwners = (
            "Nothing more: since the attacker set another password the owner cannot sign in with the old one.",
            "create-login-profile with a new password, once the user is safe: that is the recovery as well."
        )
        return reversal
    }()

    /// A call that writes one thing over another: what the owner had there under the name is gone already.
    private static func written(_ reversal: Reversal, over what: String) -> Reversal {
        var reversal = reversal
        reversal.ofOwners = (
            "Nothing more: \(what) that was there before is gone since the attacker's call, and the trail does not tell it.",
            "None: it is the attacker's. Ask the owner whether there was one before."
        )
        return reversal
    }

    private static let identity: KeyValuePairs<String, Reversal> = [
        "CreateUser": .iam("delete-user", [("UserName", "userName")], "Delete the user", stage: .principals),
        "CreateRole": .iam("delete-role", [("RoleName", "roleName")], "Delete the role", stage: .principals),
        "CreateServiceLinkedRole": .iam(
            "delete-service-linked-role", [("RoleName", "roleName")], "Delete the service-linked role",
            stage: .principals),
        "CreateGroup": .iam("delete-group", [("GroupName", "groupName")], "Delete the group", stage: .principals),
        "CreateLoginProfile": .iam(
            "delete-login-profile", [("UserName", "userName")], "Delete the password of the user"),
        "UpdateLoginProfile": attackersPassword, "ChangePassword": attackersPassword,
        "PutUserPolicy": written(
            .iam(
                "delete-user-policy", [("UserName", "userName"), ("PolicyName", "policyName")],
                "Delete the inline policy of the user"), over: "a policy of the name"),
        "AttachUserPolicy": .iam(
            "detach-user-policy", [("UserName", "userName"), ("PolicyArn", "policyArn")],
            "Detach the policy from the user"),
        "PutRolePolicy": written(
            .iam(
                "delete-role-policy", [("RoleName", "roleName"), ("PolicyName", "policyName")],
                "Delete the inline policy of the role"), over: "a policy of the name"),
        "AttachRolePolicy": .iam(
            "detach-role-policy", [("RoleName", "roleName"), ("PolicyArn", "policyArn")],
            "Detach the policy from the role"),
        "PutGroupPolicy": written(
            .iam(
                "delete-group-policy", [("GroupName", "groupName"), ("PolicyName", "policyName")],
                "Delete the inline policy of the group"), over: "a policy of the name"),
        "AttachGroupPolicy": .iam(
            "detach-group-policy", [("GroupName", "groupName"), ("PolicyArn", "policyArn")],
            "Detach the policy from the group"),
        "AddUserToGroup": .iam(
            "remove-user-from-group", [("GroupName", "groupName"), ("UserName", "userName")],
            "Remove from its group the user"),
        "CreatePolicy": .iam("delete-policy", [("PolicyArn", "arn")], "Delete the policy", stage: .principals),
        "UpdateAssumeRolePolicy": .review(
            "iam get-role", [("RoleName", "roleName")], "Restore, with update-assume-role-policy, the trust of the role"
        ),
        "UpdateRole": .review("iam get-role", [("RoleName", "roleName")], "Restore the settings of the role"),
        "PutUserPermissionsBoundary": written(
            .iam(
                "delete-user-permissions-boundary", [("UserName", "userName")],
                "Remove the permissions boundary of the user"), over: "a boundary"),
        "PutRolePermissionsBoundary": written(
            .iam(
                "delete-role-permissions-boundary", [("RoleName", "roleName")],
                "Remove the permissions boundary of the role"), over: "a boundary"),
        "DeleteUserPermissionsBoundary": .review(
            "iam get-user", [("UserName", "userName")], "Restore the permissions boundary of the user"),
        "DeleteRolePermissionsBoundary": .review(
            "iam get-role", [("RoleName", "roleName")], "Restore the permissions boundary of the role"),
        "DeactivateMFADevice": .review(
            "iam list-mfa-devices", [("UserName", "userName")], "Have an MFA device enabled again for the user"),
        "EnableMFADevice": .iam(
            "deactivate-mfa-device", [("UserName", "userName"), ("SerialNumber", "serialNumber")],
            "Deactivate the attacker's MFA device of the user"),
        // IAM deletes no device that is still a user's.
        "CreateVirtualMFADevice": .iam(
            "delete-virtual-mfa-device", [("SerialNumber", "serialNumber")], "Delete the virtual MFA device",
            stage: .principals),
        "CreateSAMLProvider": .iam(
            "delete-saml-provider", [("SAMLProviderArn", "samlProviderArn")], "Delete the identity provider"),
        "UpdateSAMLProvider": .review(
            "iam get-saml-provider", [("SAMLProviderArn", "samlProviderArn")],
            "Restore the metadata of the identity provider"),
        "CreateOpenIDConnectProvider": .iam(
            "delete-open-id-connect-provider", [("OpenIDConnectProviderArn", "openIDConnectProviderArn")],
            "Delete the identity provider"),
        "UploadSSHPublicKey": .iam(
            "delete-ssh-public-key", [("UserName", "userName"), ("SSHPublicKeyId", "sshPublicKeyId")],
            "Delete the SSH key of the user"),
        "UploadSigningCertificate": .iam(
            "delete-signing-certificate", [("UserName", "userName"), ("CertificateId", "certificateId")],
            "Delete the signing certificate of the user"),
        "CreateServiceSpecificCredential": .iam(
            "delete-service-specific-credential",
            [("UserName", "userName"), ("ServiceSpecificCredentialId", "serviceSpecificCredentialId")],
            "Delete the service credential of the user"),
        "CreateInstanceProfile": .iam(
            "delete-instance-profile", [("InstanceProfileName", "instanceProfileName")], "Delete the instance profile",
            stage: .principals),
        "AddRoleToInstanceProfile": .iam(
            "remove-role-from-instance-profile",
            [("InstanceProfileName", "instanceProfileName"), ("RoleName", "roleName")],
            "Remove the role from the instance profile"),
    ]
}
