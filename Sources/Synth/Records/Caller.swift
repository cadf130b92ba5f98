import CloudTrail

/// Who makes calls, from where and with which program. `userIdentity` is written once and then repeated in each record.
struct Caller: Sendable {
    /// The JSON object of `userIdentity`.
    let identity: [UInt8]
    /// Named in messages of denials.
    let arn: String
    /// The account that pays for the call and receives the record.
    var account: String
    var address: String
    var agent: String
    var vpcEndpoint: String?
    /// The caller is a person's or program's own client, not AWS: newer records then describe the TLS connection.
    var usesTLS = true
    /// A page of the console calls with the session of its reader, which newer records say.
    var isConsole = false
    /// The access key of its records; nil where they show none.
    var key: String?
    /// The ARN of the user or role, without its session; empty where records name neither.
    var principal = ""
    /// `userIdentity.principalId`.
    var principalID = ""
    /// An account reads of a principal of another one: the caller's own account has a record of the same call.
    var isForeign = false

    /// The moment at which temporary credentials were issued, and whether MFA was shown for them.
    struct Session: Sendable {
        var created: EventTime
        var mfa: Bool

        fileprivate func attributes(into json: inout JSONBytes) {
            json.key("attributes")
            json.raw("{")
            json.member("mfaAuthenticated", mfa ? "true" : "false")
            json.member("creationDate", created.iso8601)
            json.raw("}")
        }
    }

    /// An IAM user with the long-lived key, or in a console session (`session`) with a temporary one.
    static func user(
        _ user: User, key: String, address: String, agent: String, session: Session? = nil
    ) -> Caller {
        var json = JSONBytes(capacity: 320)
        json.raw("{")
        json.member("type", "IAMUser")
        json.member("principalId", user.id)
        json.member("arn", user.arn)
        json.member("accountId", user.account)
        json.member("accessKeyId", key)
        json.member("userName", user.name)
        if let session {
            json.key("sessionContext")
            json.raw("{\"sessionIssuer\":{},\"webIdFederationData\":{}")
            session.attributes(into: &json)
            json.raw("}")
        }
        json.raw("}")
        return Caller(
            identity: json.bytes, arn: user.arn, account: user.account, address: address, agent: agent, key: key,
            principal: user.arn, principalID: user.id)
    }

    /// The root user, who has only sessions of the console.
    static func root(of account: String, key: String, session: Session, address: String, agent: String) -> Caller {
        let arn = "arn:aws:iam::\(account):root"
        var json = JSONBytes(capacity: 320)
        json.raw("{")
        json.member("type", "Root")
        json.member("principalId", account)
        json.member("arn", arn)
        json.member("accountId", account)
        json.member("accessKeyId", key)
        json.key("sessionContext")
        json.raw("{\"sessionIssuer\":{},\"webIdFederationData\":{}")
        session.attributes(into: &json)
        json.raw("}}")
        return Caller(
            identity: json.bytes, arn: arn, account: account, address: address, agent: agent, key: key, principal: arn,
            principalID: account)
    }

    /// An IAM user at the sign-in page: no key yet.
    static func signingIn(_ user: User, address: String, agent: String) -> Caller {
        let identity: Shape = [
            "type": "IAMUser", "principalId": .text(user.id), "arn": .text(user.arn), "accountId": .text(user.account),
            "userName": .text(user.name),
        ]
        var caller = written(identity, arn: user.arn, account: user.account, address: address, agent: agent)
        caller.principal = user.arn
        caller.principalID = user.id
        return caller
    }

    /// A sign-in under a name that does not exist: CloudTrail hides it, for it may be a password.
    static func hiddenSignIn(account: String, address: String, agent: String) -> Caller {
        let identity: Shape = [
            "type": "IAMUser", "accountId": .text(account), "accessKeyId": "",
            "userName": "HIDDEN_DUE_TO_SECURITY_REASONS",
        ]
        return written(identity, arn: "", account: account, address: address, agent: agent)
    }

    /// A session of a role.
    ///
    /// - Parameters:
    ///   - onInstance: the credentials came from the instance's metadata service.
    ///   - invokedBy: the service that acts through the role, if any.
    static func role(
        _ role: Role, session name: String, key: String, session: Session, address: String, agent: String,
        onInstance: Bool = false, invokedBy: String? = nil
    ) -> Caller {
        let arn = "arn:aws:sts::\(role.account):assumed-role/\(role.name)/\(name)"
        var json = JSONBytes(capacity: 640)
        json.raw("{")
        json.member("type", "AssumedRole")
        json.member("principalId", role.id + ":" + name)
        json.member("arn", arn)
        json.member("accountId", role.account)
        // A service that acts through its own linked role shows no key.
        if invokedBy == nil { json.member("accessKeyId", key) }
        json.key("sessionContext")
        json.raw("{")
        json.member(
            "sessionIssuer",
            [
                "type": "Role", "principalId": .text(role.id), "arn": .text(role.arn),
                "accountId": .text(role.account), "userName": .text(role.name),
            ])
        json.member("webIdFederationData", [:])
        session.attributes(into: &json)
        if onInstance { json.member("ec2RoleDelivery", "1.0") }
        json.raw("}")
        if let invokedBy { json.member("invokedBy", invokedBy) }
        json.raw("}")
        return Caller(
            identity: json.bytes, arn: arn, account: role.account, address: address, agent: agent,
            usesTLS: invokedBy == nil, key: invokedBy == nil ? key : nil, principal: role.arn,
            principalID: role.id + ":" + name)
    }

    /// An AWS service on its own behalf, in somebody's account.
    static func service(_ name: String, in account: String) -> Caller {
        var caller = written(
            ["type": "AWSService", "invokedBy": .text(name)], arn: name, account: account, address: name, agent: name)
        caller.usesTLS = false
        return caller
    }

    /// AWS itself: an identity without a type.
    static func internally(in account: String) -> Caller {
        var caller = written(
            ["accountId": .text(account), "invokedBy": "AWS Internal"], arn: "", account: account,
            address: "AWS Internal", agent: "AWS Internal")
        caller.usesTLS = false
        return caller
    }

    /// A principal of another account, as the account sees it that it reaches into.
    static func foreign(principalID: String, from account: String, in target: String, address: String, agent: String)
        -> Caller
    {
        var caller = written(
            ["type": "AWSAccount", "principalId": .text(principalID), "accountId": .text(account)], arn: "",
            account: target, address: address, agent: agent)
        caller.isForeign = true
        return caller
    }

    /// A principal of an account that the company does not have: no other record tells of its calls.
    static func visiting(
        principalID: String, from account: String, in target: String, address: String, agent: String
    ) -> Caller {
        var caller = foreign(
            principalID: principalID, from: account, in: target, address: address, agent: agent)
        caller.isForeign = false
        return caller
    }

    /// A person whom the company's directory vouches for, asking for a session.
    static func federated(_ person: String, in account: String, address: String, agent: String) -> Caller {
        let identity: Shape = [
            "type": "SAMLUser", "principalId": "qRzEXAMPLEh2bLr:\(person)", "userName": .text(person),
            "identityProvider": "qRzEXAMPLEh2bLr",
        ]
        return written(identity, arn: "", account: account, address: address, agent: agent)
    }

    private static func written(_ identity: Shape, arn: String, account: String, address: String, agent: String)
        -> Caller
    {
        var json = JSONBytes(capacity: 256)
        json.value(identity)
        return Caller(identity: json.bytes, arn: arn, account: account, address: address, agent: agent)
    }
}

/// An IAM user.
struct User: Sendable {
    var name: String
    var account: String
    /// `AIDA...`
    var id: String
    /// `AKIA...`
    var key: String

    var arn: String { "arn:aws:iam::\(account):user/\(name)" }
}

/// An IAM role.
struct Role: Sendable {
    var name: String
    var account: String
    /// `AROA...`
    var id: String
    /// Empty, or for example `aws-service-role/rds.amazonaws.com/`.
    var path = ""

    var arn: String { "arn:aws:iam::\(account):role/\(path)\(name)" }
}
