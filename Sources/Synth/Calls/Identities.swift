import CloudTrail

/// Calls of IAM, STS and the sign-in page.
enum IAM {
    static func listUsers() -> Call { Call(.iam, "ListUsers") }
    static func listRoles() -> Call { Call(.iam, "ListRoles", request: ["maxItems": 100]) }
    static func getRole(_ name: String) -> Call { Call(.iam, "GetRole", request: ["roleName": .text(name)]) }

    static func listAttachedRolePolicies(_ role: String) -> Call {
        Call(.iam, "ListAttachedRolePolicies", request: ["roleName": .text(role)])
    }

    static func getRolePolicy(_ role: String, _ policy: String) -> Call {
        Call(.iam, "GetRolePolicy", request: ["roleName": .text(role), "policyName": .text(policy)])
    }

    static func listAccessKeys(of user: String) -> Call {
        Call(.iam, "ListAccessKeys", request: ["userName": .text(user)])
    }

    static func getAccessKeyLastUsed(_ key: String) -> Call {
        Call(.iam, "GetAccessKeyLastUsed", request: ["accessKeyId": .text(key)])
    }

    static func getAccountSummary() -> Call { Call(.iam, "GetAccountSummary") }

    static func deactivate(key: String, of user: String) -> Call {
        Call(
            .iam, "UpdateAccessKey", readOnly: false,
            request: ["accessKeyId": .text(key), "status": "Inactive", "userName": .text(user)])
    }

    static func putRolePolicy(_ role: String, _ policy: String, document: String) -> Call {
        Call(
            .iam, "PutRolePolicy", readOnly: false,
            request: ["roleName": .text(role), "policyName": .text(policy), "policyDocument": .text(document)])
    }

    static func createUser(_ user: User, at time: EventTime) -> Call {
        Call(
            .iam, "CreateUser", readOnly: false, request: ["userName": .text(user.name)],
            response: [
                "user": [
                    "path": "/", "userName": .text(user.name), "userId": .text(user.id), "arn": .text(user.arn),
                    "createDate": .text(time.prose),
                ]
            ])
    }

    static func createLoginProfile(_ user: User, at time: EventTime) -> Call {
        Call(
            .iam, "CreateLoginProfile", readOnly: false,
            request: ["userName": .text(user.name), "passwordResetRequired": true],
            response: [
                "loginProfile": [
                    "userName": .text(user.name), "createDate": .text(time.prose), "passwordResetRequired": true,
                ]
            ])
    }

    /// What the console writes when an administrator sets another password.
    static func updateLoginProfile(_ user: User) -> Call {
        Call(
            .iam, "UpdateLoginProfile", readOnly: false,
            request: ["userName": .text(user.name), "passwordResetRequired": false])
    }

    static func deleteLoginProfile(of user: User) -> Call {
        Call(.iam, "DeleteLoginProfile", readOnly: false, request: ["userName": .text(user.name)])
    }

    static func attachPolicy(_ policy: String, to user: User) -> Call {
        Call(
            .iam, "AttachUserPolicy", readOnly: false,
            request: ["userName": .text(user.name), "policyArn": .text("arn:aws:iam::aws:policy/\(policy)")])
    }

    static func detachPolicy(_ policy: String, from user: User) -> Call {
        Call(
            .iam, "DetachUserPolicy", readOnly: false,
            request: ["userName": .text(user.name), "policyArn": .text("arn:aws:iam::aws:policy/\(policy)")])
    }

    static func listMFADevices(of user: String) -> Call {
        Call(.iam, "ListMFADevices", request: ["userName": .text(user)])
    }

    static func listAttachedUserPolicies(_ user: String) -> Call {
        Call(.iam, "ListAttachedUserPolicies", request: ["userName": .text(user)])
    }

    /// Sets whom a role trusts.
    static func updateAssumeRolePolicy(_ role: Role, document: String) -> Call {
        Call(
            .iam, "UpdateAssumeRolePolicy", readOnly: false,
            request: ["roleName": .text(role.name), "policyDocument": .text(document)])
    }

    static func deleteAccessKey(_ key: String, of user: String) -> Call {
        Call(
            .iam, "DeleteAccessKey", readOnly: false,
            request: ["userName": .text(user), "accessKeyId": .text(key)])
    }

    static func addToGroup(_ user: User, _ group: String) -> Call {
        Call(
            .iam, "AddUserToGroup", readOnly: false,
            request: ["userName": .text(user.name), "groupName": .text(group)])
    }

    static func createAccessKey(_ user: User, at time: EventTime) -> Call {
        Call(
            .iam, "CreateAccessKey", readOnly: false, request: ["userName": .text(user.name)],
            response: [
                "accessKey": [
                    "userName": .text(user.name), "accessKeyId": .text(user.key), "status": "Active",
                    "createDate": .text(time.prose),
                ]
            ])
    }
}

enum STS {
    static func getCallerIdentity() -> Call { Call(.sts, "GetCallerIdentity") }

    /// AssumeRole that is refused: its record names the role in the message only.
    static func assumeRoleDenied(_ role: String, to caller: Caller) -> Call {
        Call(.sts, "AssumeRole").denied(to: caller, on: role)
    }

    /// AssumeRole that succeeds and issues `key`.
    static func assumeRole(_ role: Role, session: String, key: String, at time: EventTime, hours: Int = 1) -> Call {
        Call(
            .sts, "AssumeRole",
            request: [
                "roleArn": .text(role.arn), "roleSessionName": .text(session), "durationSeconds": .number(hours * 3600),
            ],
            response: issued(key, to: role, session: session, until: time.adding(seconds: hours * 3600)),
            resources: [Call.Resource(arn: role.arn, account: role.account, type: "AWS::IAM::Role")])
    }

    static func assumeRoleWithSAML(_ role: Role, person: String, key: String, at time: EventTime) -> Call {
        let provider = "arn:aws:iam::\(role.account):saml-provider/AWSSSO_EXAMPLE_DO_NOT_DELETE"
        let response = issued(key, to: role, session: person, until: time.adding(seconds: 3600))
        return Call(
            .sts, "AssumeRoleWithSAML",
            request: [
                "sAMLAssertionID": .text("_EXAMPLE-" + String(time.seconds)), "roleSessionName": .text(person),
                "roleArn": .text(role.arn), "principalArn": .text(provider), "durationSeconds": 3600,
            ],
            response: response.with([
                ("nameQualifier", "EXAMPLEqualifier="), ("issuer", "https://portal.sso.example.com/saml/assertion"),
                ("subject", .text(person)), ("audience", "https://signin.aws.amazon.com/saml"),
                ("subjectType", "persistent"),
            ]),
            resources: [
                Call.Resource(arn: role.arn, account: role.account, type: "AWS::IAM::Role"),
                Call.Resource(arn: provider, account: role.account, type: "AWS::IAM::SAMLProvider"),
            ])
    }

    private static func issued(_ key: String, to role: Role, session: String, until end: EventTime) -> Shape {
        [
            "credentials": [
                "accessKeyId": .text(key), "expiration": .text(end.prose),
                // Real tokens are logged in full; this one cannot be used for anything.
                "sessionToken": "IQoJb3JpZ2luX2VjEXAMPLEtoken==",
            ],
            "assumedRoleUser": [
                "assumedRoleId": .text("\(role.id):\(session)"),
                "arn": .text("arn:aws:sts::\(role.account):assumed-role/\(role.name)/\(session)"),
            ],
        ]
    }
}

enum SignIn {
    static func login(mfa: Bool) -> Call {
        var call = Call(.signin, "ConsoleLogin", readOnly: false, response: ["ConsoleLogin": "Success"])
        call.additional = page(mfa: mfa)
        call.eventType = .consoleSignIn
        return call
    }

    static func failedLogin(mfa: Bool) -> Call {
        var call = login(mfa: mfa)
        call.response = ["ConsoleLogin": "Failure"]
        call.error = Call.Failure(code: nil, message: "Failed authentication")
        return call
    }

    static func switchRole(from user: User, to role: Role) -> Call {
        var call = Call(.signin, "SwitchRole", readOnly: false, response: ["SwitchRole": "Success"])
        call.additional = [
            "SwitchFrom": .text(user.arn),
            "RedirectTo": "https://console.aws.amazon.com/ec2/v2/home?region=us-east-1",
        ]
        call.eventType = .consoleSignIn
        return call
    }

    private static func page(mfa: Bool) -> Shape {
        [
            "LoginTo": "https://console.aws.amazon.com/console/home?state=hashArgs%23&isauthcode=true",
            "MobileVersion": "No", "MFAUsed": mfa ? "Yes" : "No",
        ]
    }
}
