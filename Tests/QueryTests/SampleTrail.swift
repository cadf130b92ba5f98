import Foundation
import Ingest
import Records

/// A trail of hand-written records, loaded as any other from a file of its own, which lives as long as this does.
final class SampleTrail: Sendable {
    let trail: Trail
    private let folder: URL

    convenience init(_ json: String = SampleTrail.json) throws { try self.init(files: ["trail.json": json]) }

    /// - Parameter files: the text of each, by name.
    init(files: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        guard let loaded = Loader([folder.path]).load() else { throw CancellationError() }
        trail = Trail(loaded)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Ten events, told apart by the last digit of their IDs: 1 to 9, and 0 for the tenth.
    static let json = #"""
        [
          {"eventVersion":"1.08","eventTime":"2020-05-05T22:00:00Z","eventID":"00000000-0000-4000-8000-000000000001",
           "eventName":"ListBuckets","eventSource":"s3.amazonaws.com","awsRegion":"us-east-1","readOnly":true,
           "sourceIPAddress":"198.51.100.23","userAgent":"aws-cli/1.18.39","recipientAccountId":"111122223333",
           "eventType":"AwsApiCall","eventCategory":"Management","requestParameters":null,"responseElements":null,
           "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/svc-backup","userName":"svc-backup",
            "accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000001"}},
          {"eventVersion":"1.08","eventTime":"2020-05-06T09:00:00Z","eventID":"00000000-0000-4000-8000-000000000002",
           "eventName":"AuthorizeSecurityGroupIngress","eventSource":"ec2.amazonaws.com","awsRegion":"us-east-1",
           "sourceIPAddress":"198.51.100.23","userAgent":"Boto3/1.12.39 Python/3.8","recipientAccountId":"111122223333",
           "eventType":"AwsApiCall","readOnly":false,
           "requestParameters":{"groupId":"sg-0abc","ipPermissions":{"items":[
            {"ipProtocol":"tcp","fromPort":0,"toPort":65535,"ipRanges":{"items":[{"cidrIp":"10.0.0.0/8"},
             {"cidrIp":"0.0.0.0/0"}]},"ipv6Ranges":{}},{"ipProtocol":"-1","ipRanges":{},"ipv6Ranges":{"items":[
             {"cidrIpv6":"::/0"}]}}]}},
           "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/svc-backup","userName":"svc-backup",
            "accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000001"}},
          {"eventVersion":"1.08","eventTime":"2020-05-06T09:31:02Z","eventID":"00000000-0000-4000-8000-000000000003",
           "eventName":"AuthorizeSecurityGroupIngress","eventSource":"ec2.amazonaws.com","awsRegion":"us-east-1",
           "sourceIPAddress":"203.0.113.77","userAgent":"Boto3/1.12.39 Python/3.8","recipientAccountId":"111122223333",
           "eventType":"AwsApiCall","errorCode":"Client.UnauthorizedOperation","errorMessage":"You are not authorized.",
           "requestParameters":{"groupName":"web","ipProtocol":"tcp","fromPort":5432,"toPort":5432,
            "cidrIp":"203.0.113.9/32","ipPermissions":{}},
           "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/svc-backup","userName":"svc-backup",
            "accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000001"}},
          {"eventVersion":"1.08","eventTime":"2020-05-06T09:41:12Z","eventID":"00000000-0000-4000-8000-000000000004",
           "eventName":"CreateKeyPair","eventSource":"ec2.amazonaws.com","awsRegion":"us-east-1",
           "sourceIPAddress":"198.51.100.23","userAgent":"aws-cli/1.18.39","recipientAccountId":"111122223333",
           "eventType":"AwsApiCall","requestParameters":{"keyName":"prod-debug"},
           "responseElements":{"keyName":"prod-debug","keyMaterial":"<sensitiveDataRemoved>"},
           "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/svc-backup","userName":"svc-backup",
            "accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000001"}},
          {"eventVersion":"1.08","eventTime":"2020-05-06T09:43:55Z","eventID":"00000000-0000-4000-8000-000000000005",
           "eventName":"StartInstances","eventSource":"ec2.amazonaws.com","awsRegion":"eu-west-1",
           "sourceIPAddress":"198.51.100.23","userAgent":"aws-cli/1.18.39","recipientAccountId":"111122223333",
           "eventType":"AwsApiCall","requestParameters":{"instancesSet":{"items":[{"instanceId":"i-0c1f"},
            {"instanceId":"i-0d2e"}]}},
           "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/svc-backup","userName":"svc-backup",
            "accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000001"}},
          {"eventVersion":"1.10","eventTime":"2020-05-06T10:00:00Z","eventID":"00000000-0000-4000-8000-000000000006",
           "eventName":"GetObject","eventSource":"s3.amazonaws.com","awsRegion":"us-east-1","readOnly":true,
           "sourceIPAddress":"2001:db8::7","userAgent":"[Boto3/1.9]","recipientAccountId":"444455556666",
           "eventType":"AwsApiCall","eventCategory":"Data","managementEvent":false,
           "requestParameters":{"bucketName":"acme-logs","key":"a/b.json"},
           "resources":[{"ARN":"arn:aws:s3:::acme-logs/a/b.json","type":"AWS::S3::Object"},
            {"ARN":"arn:aws:s3:::acme-logs","type":"AWS::S3::Bucket","accountId":"444455556666"}],
           "userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::444455556666:assumed-role/deploy/ci-4412",
            "principalId":"AROAEXAMPLE:ci-4412","accountId":"444455556666","accessKeyId":"ASIAEXAMPLE000000002",
            "sessionContext":{"attributes":{"mfaAuthenticated":"true","creationDate":"2020-05-06T07:00:00Z"},
             "sessionIssuer":{"type":"Role","arn":"arn:aws:iam::444455556666:role/ci/deploy","userName":"deploy"}}}},
          {"eventVersion":"1.05","eventTime":"2020-05-06T10:30:00Z","eventID":"00000000-0000-4000-8000-000000000007",
           "eventName":"ConsoleLogin","eventSource":"signin.amazonaws.com","awsRegion":"us-east-1",
           "sourceIPAddress":"AWS Internal","userAgent":"Mozilla/5.0","recipientAccountId":"111122223333",
           "eventType":"AwsConsoleSignIn","errorMessage":"Failed authentication","requestParameters":null,
           "responseElements":{"ConsoleLogin":"Failure"},"additionalEventData":{"MFAUsed":"No","LoginTo":"https://x"},
           "userIdentity":{"type":"IAMUser","userName":"HIDDEN_DUE_TO_SECURITY_REASONS","accountId":"111122223333",
            "accessKeyId":""}},
          {"eventVersion":"1.09","eventTime":"2020-05-06T11:00:00Z","eventID":"00000000-0000-4000-8000-000000000008",
           "eventName":"AssumeRole","eventSource":"sts.amazonaws.com","awsRegion":"us-east-1","readOnly":true,
           "sourceIPAddress":"ec2.amazonaws.com","userAgent":"ec2.amazonaws.com","recipientAccountId":"111122223333",
           "eventType":"AwsApiCall","userIdentity":{"type":"AWSService","invokedBy":"ec2.amazonaws.com"}},
          {"eventVersion":"1.09","eventTime":"2020-05-06T11:30:00Z","eventID":"00000000-0000-4000-8000-000000000009",
           "eventName":"PutParameter","eventSource":"ssm.amazonaws.com","awsRegion":"eu-west-1",
           "sourceIPAddress":"10.1.2.3","userAgent":"aws-sdk-go/1.2","recipientAccountId":"111122223333",
           "eventType":"AwsApiCall","errorCode":"ThrottlingException","vpcEndpointId":"vpce-1",
           "requestParameters":{"name":"/prod/ŻÓŁĆ","maxResults":150,"limit":"20","ratio":1.50,"flag":true,"off":false,
            "empty":"","nothing":null,"none":[],"object":{},"aws:Source":"x","note":"caf\u00e9 *star* \"q\" \\b",
            "password":"hunter2"},
           "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/zoë","userName":"zoë",
            "accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000003"}},
          {"eventVersion":"1.08","eventTime":"2020-05-06T12:00:00Z","eventID":"00000000-0000-4000-8000-000000000000",
           "eventName":"ListUsers","eventSource":"iam.amazonaws.com","awsRegion":"us-east-1","readOnly":true,
           "sourceIPAddress":"192.0.2.10","userAgent":"aws-cli/2.0","recipientAccountId":"444455556666",
           "eventType":"AwsApiCall",
           "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::444455556666:user/svc-backup","userName":"svc-backup",
            "accountId":"444455556666","accessKeyId":"AKIAEXAMPLE000000004"}}
        ]
        """#
}
