import JSON
import Sources
import Testing

@Suite struct AccessPolicyTests {
    @Test func `Reading a trail needs its bucket's list and its objects, and its key where it has one`() throws {
        let location = try #require(S3Location("s3://logs/a$b"))
        let policy = AccessPolicy.s3(location, kmsKey: "arn:aws:kms:us-east-1:111122223333:key/k", partition: "aws")
        #expect(
            policy.text == """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "ListTrail",
                      "Effect": "Allow",
                      "Action": "s3:ListBucket",
                      "Resource": "arn:aws:s3:::logs",
                      "Condition": {
                        "StringLike": {
                          "s3:prefix": "a${$}b/*"
                        }
                      }
                    },
                    {
                      "Sid": "ReadTrail",
                      "Effect": "Allow",
                      "Action": "s3:GetObject",
                      "Resource": "arn:aws:s3:::logs/a${$}b/*"
                    },
                    {
                      "Sid": "DecryptTrail",
                      "Effect": "Allow",
                      "Action": "kms:Decrypt",
                      "Resource": "arn:aws:kms:us-east-1:111122223333:key/k"
                    }
                  ]
                }

                """)
    }

    private func actions(_ policy: AccessPolicy) throws -> [String] {
        let statements = try JSONValue.parse(policy.text)["Statement"]?.arrayValue ?? []
        return statements.flatMap { $0["Action"]?.arrayValue ?? [$0["Action"] ?? .null] }.compactMap(\.stringValue)
    }

    @Test func `Each fetch has its own permissions, and all but answers of Athena only read`() throws {
        #expect(try actions(.s3(nil, kmsKey: nil, partition: "aws")) == ["s3:ListBucket", "s3:GetObject"])
        #expect(try actions(.lookup(partition: "aws")) == ["cloudtrail:LookupEvents", "ec2:DescribeRegions"])
        #expect(
            try actions(.guardDuty(partition: "aws")) == [
                "guardduty:ListDetectors", "guardduty:GetFindings", "guardduty:ListFindings", "ec2:DescribeRegions",
            ])
        let athena = try actions(.athena(nil, results: nil, kmsKey: "k", partition: "aws-cn"))
        #expect(
            athena.filter { $0.contains("Put") || $0.contains("Delete") || $0.contains("Create") } == ["s3:PutObject"])
        #expect(Set(athena).isSuperset(of: ["athena:StartQueryExecution", "glue:GetTable", "kms:Decrypt"]))
    }

    @Test func `What is not known stands in capitals, in the partition that is named`() {
        let text = AccessPolicy.s3(nil, kmsKey: "k", partition: "aws-us-gov").text
        #expect(text.contains(#""Resource": "arn:aws-us-gov:s3:::BUCKET/PREFIX/*""#))
        #expect(text.contains(#""Resource": "arn:aws-us-gov:kms:REGION:ACCOUNT:key/k""#))
    }
}
