import Testing

@testable import Investigation

/// Whether what somebody else put in the place of an attacker's policy ends what it gave.
@Suite struct GrantsTests {
    private static let own = "111122223333"
    private static let evil = "arn:aws:iam::999988887777:root"

    private static func statement(_ principal: String, _ action: String, _ more: String = "") -> String {
        #"{"Effect":"Allow","Principal":\#(principal),"Action":"\#(action)","Resource":"arn:aws:s3:::b/*"\#(more)}"#
    }

    private static func put(_ statements: String...) -> String {
        #"{"bucketName":"b","bucketPolicy":{"Version":"2012-10-17","Statement":[\#(statements.joined(separator: ","))]}}"#
    }

    /// The rows that undid the attacker's call.
    private func removals(
        _ name: String, _ attack: String, before: String? = nil, after: String..., service: String = "s3"
    ) throws -> [Int?] {
        var calls = [LedgerCase.attack(1, name, attack, service: service)]
        if let before { calls.insert(LedgerCase.response(0, name, before, service: service), at: 0) }
        for (number, request) in after.enumerated() {
            calls.append(LedgerCase.response(number + 2, name, request, service: service))
        }
        return try LedgerCase.changes(calls).map(\.removedBy)
    }

    private let foreign = statement(#"{"AWS":"arn:aws:iam::999988887777:root"}"#, "s3:GetObject")
    private let everyone = statement(#""*""#, "s3:GetObject")
    private let admin = statement(#"{"AWS":"arn:aws:iam::111122223333:role/admin"}"#, "s3:*")

    @Test func `The same policy again ends nothing`() throws {
        #expect(try removals("PutBucketPolicy", Self.put(foreign), after: Self.put(foreign)) == [nil])
        #expect(try removals("PutBucketPolicy", Self.put(everyone), after: Self.put(everyone)) == [nil])
    }

    @Test(arguments: [
        statement(#""*""#, "s3:*"), statement(#"{"AWS":"*"}"#, "s3:GetObject"),
        statement(#"{"AWS":["999988887777"]}"#, "*"),
        statement(#"{"AWS":"arn:aws:iam::999988887777:user/x"}"#, "s3:get*"),
        #"{"Effect":"Allow","NotPrincipal":{"AWS":"111122223333"},"NotAction":"s3:PutObject","Resource":"*"}"#,
    ])
    func `A policy that still lets the other account in ends nothing`(statement: String) throws {
        #expect(try removals("PutBucketPolicy", Self.put(foreign), after: Self.put(statement)) == [nil])
    }

    @Test func `A policy without the other account ends what it was given`() throws {
        #expect(try removals("PutBucketPolicy", Self.put(foreign, admin), after: Self.put(admin)) == [1])
        #expect(try removals("PutBucketPolicy", Self.put(everyone, admin), after: Self.put(foreign)) == [1])
        #expect(
            try removals(
                "PutBucketPolicy", Self.put(foreign),
                after: Self.put(Self.statement(#"{"AWS":"arn:aws:iam::999988887777:root"}"#, "s3:PutObject"))) == [1])
    }

    @Test func `The first of several that ends it counts`() throws {
        #expect(
            try removals(
                "PutBucketPolicy", Self.put(foreign), after: Self.put(foreign), Self.put(admin), Self.put(admin))
                == [2])
    }

    @Test func `What was given before is not the attacker's`() throws {
        let partner = Self.statement(#"{"AWS":"444455556666"}"#, "s3:GetObject")
        #expect(
            try removals(
                "PutBucketPolicy", Self.put(partner, foreign), before: Self.put(partner), after: Self.put(partner)) == [
                    2
                ])
        // Without the earlier policy nothing tells the partner from the attacker's account.
        #expect(try removals("PutBucketPolicy", Self.put(partner, foreign), after: Self.put(partner)) == [nil])
    }

    @Test func `Everybody of an organization is not everybody`() throws {
        let within = Self.statement(
            #""*""#, "s3:GetObject", #","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}"#)
        let anywhere = Self.statement(
            #""*""#, "s3:GetObject", #","Condition":{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}"#)
        #expect(try removals("PutBucketPolicy", Self.put(everyone), after: Self.put(within)) == [1])
        #expect(try removals("PutBucketPolicy", Self.put(everyone), after: Self.put(anywhere)) == [nil])
    }

    @Test func `A denial ends what is still written`() throws {
        let deny =
            #"{"Effect":"Deny","Principal":{"AWS":"999988887777"},"Action":"s3:*","Resource":"arn:aws:s3:::b/*"}"#
        let other =
            #"{"Effect":"Deny","Principal":{"AWS":"999988887777"},"Action":"s3:*","Resource":"arn:aws:s3:::c/*"}"#
        #expect(try removals("PutBucketPolicy", Self.put(foreign), after: Self.put(foreign, deny)) == [1])
        #expect(try removals("PutBucketPolicy", Self.put(foreign), after: Self.put(foreign, other)) == [nil])
    }

    @Test(arguments: [
        #"{"bucketName":"b"}"#, #"{"bucketName":"b","bucketPolicy":"{\"Statement\":["}"#,
        #"{"bucketName":"b","bucketPolicy":{"Statement":[{"Effect":"Maybe"}]}}"#,
        #"{"bucketName":"b","bucketPolicy":[1]}"#,
    ])
    func `Of what cannot be read it is unknown`(request: String) throws {
        #expect(try removals("PutBucketPolicy", Self.put(foreign), after: request) == [nil])
        #expect(try removals("PutBucketPolicy", request, after: Self.put(admin)) == [nil])
    }

    @Test func `Trust, keys and secrets are compared alike`() throws {
        func document(_ principal: String) -> String {
            #"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"\#(principal)\"},\"Action\":\"sts:AssumeRole\"}]}"#
        }
        for (service, name, id, member) in [
            ("iam", "UpdateAssumeRolePolicy", #""roleName":"r""#, "policyDocument"),
            ("kms", "PutKeyPolicy", #""keyId":"k""#, "policy"),
            ("secretsmanager", "PutResourcePolicy", #""secretId":"s""#, "resourcePolicy"),
        ] {
            func request(_ principal: String) -> String { #"{\#(id),"\#(member)":"\#(document(principal))"}"# }
            let attack = request(Self.evil)
            #expect(try removals(name, attack, after: attack, service: service) == [nil])
            #expect(
                try removals(name, attack, after: request("arn:aws:iam::111122223333:root"), service: service) == [1])
        }
    }

    @Test func `A policy of a user ends with less than it gave`() throws {
        func request(_ action: String) -> String {
            #"{"userName":"u","policyName":"p","policyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"\#(action)\",\"Resource\":\"*\"}}"}"#
        }
        #expect(try removals("PutUserPolicy", request("s3:*"), after: request("*"), service: "iam") == [nil])
        #expect(try removals("PutUserPolicy", request("*"), after: request("s3:GetObject"), service: "iam") == [1])
    }

    @Test func `An access list ends when it is private again`() throws {
        let open = #"{"bucketName":"b","x-amz-acl":["public-read"]}"#
        let grants =
            #"{"bucketName":"b","AccessControlPolicy":{"Owner":{"ID":"me"},"AccessControlList":{"Grant":[{"Grantee":{"ID":"me"},"Permission":"FULL_CONTROL"},{"Grantee":{"URI":"http://acs.amazonaws.com/groups/global/AllUsers"},"Permission":"READ"}]}}}"#
        let own =
            #"{"bucketName":"b","AccessControlPolicy":{"Owner":{"ID":"me"},"AccessControlList":{"Grant":{"Grantee":{"ID":"me"},"Permission":"FULL_CONTROL"}}}}"#
        #expect(try removals("PutBucketAcl", open, after: grants) == [nil])
        #expect(try removals("PutBucketAcl", open, after: #"{"bucketName":"b","x-amz-acl":["private"]}"#) == [1])
        #expect(try removals("PutBucketAcl", grants, after: own) == [1])
        #expect(try removals("PutBucketAcl", grants, after: #"{"bucketName":"b"}"#) == [nil])
    }

    @Test func `Public access is blocked only where it was opened`() throws {
        func request(_ acls: Bool, _ policy: Bool) -> String {
            #"{"bucketName":"b","PublicAccessBlockConfiguration":{"BlockPublicAcls":\#(acls),"IgnorePublicAcls":\#(acls),"BlockPublicPolicy":\#(policy),"RestrictPublicBuckets":\#(policy)}}"#
        }
        let name = "PutBucketPublicAccessBlock"
        #expect(try removals(name, request(true, false), after: request(true, false)) == [nil])
        #expect(try removals(name, request(true, false), after: request(false, true)) == [1])
        let calls = [
            LedgerCase.attack(0, "DeleteBucketPublicAccessBlock", #"{"bucketName":"b"}"#, service: "s3"),
            LedgerCase.response(1, name, request(true, false), service: "s3"),
            LedgerCase.response(2, name, request(true, true), service: "s3"),
        ]
        #expect(try LedgerCase.changes(calls).map(\.removedBy) == [2])
    }

    @Test func `A version that is no longer the default is still there`() throws {
        let calls = [
            LedgerCase.attack(
                0, "CreatePolicyVersion", #"{"policyArn":"p"}"#, #"{"policyVersion":{"versionId":"v2"}}"#,
                service: "iam"),
            LedgerCase.response(
                1, "SetDefaultPolicyVersion", #"{"policyArn":"p","versionId":"v2"}"#, service: "iam"),
            LedgerCase.response(
                2, "SetDefaultPolicyVersion", #"{"policyArn":"p","versionId":"v1"}"#, service: "iam"),
        ]
        #expect(try LedgerCase.changes(calls).map(\.removedBy) == [nil])
        let deletion = LedgerCase.response(
            3, "DeletePolicyVersion", #"{"policyArn":"p","versionId":"v2"}"#, service: "iam")
        #expect(try LedgerCase.changes(calls + [deletion]).map(\.removedBy) == [3])
    }

    @Test func `A label of a topic is removed by itself`() throws {
        func request(_ label: String) -> String {
            #"{"topicArn":"arn:aws:sns:us-east-1:111122223333:t","label":"\#(label)"}"#
        }
        let calls = [
            LedgerCase.attack(0, "AddPermission", request("mine"), service: "sns"),
            LedgerCase.response(1, "AddPermission", request("other"), service: "sns"),
            LedgerCase.response(2, "RemovePermission", request("other"), service: "sns"),
            LedgerCase.response(3, "RemovePermission", request("mine"), service: "sns"),
        ]
        #expect(try LedgerCase.changes(calls).map(\.removedBy) == [3])
    }

    @Test func `Policies of thousands of grants are not compared`() throws {
        let many = (0..<600).map { #""4444555500\#(100 + $0)""# }.joined(separator: ",")
        let huge = Self.statement(#"{"AWS":[\#(many)]}"#, "s3:*")
        #expect(try removals("PutBucketPolicy", Self.put(foreign), after: Self.put(huge)) == [nil])
    }
}
