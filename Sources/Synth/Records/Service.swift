/// How one AWS service writes its records.
struct Service: Sendable {
    /// The first part of `eventSource`.
    let name: String
    /// Writes `readOnly` in records of 2020; EC2, IAM, STS and RDS did not, and a reader has to judge by the verb.
    var statesReadOnly = false
    var apiVersion: String?
    /// Is recorded in us-east-1 wherever it is called from.
    var isGlobal = false
    /// The `eventVersion` of 2020.
    var version = "1.05"
    /// Wraps `userAgent` in brackets and gives requests short IDs.
    var isS3 = false

    var source: String { name + ".amazonaws.com" }

    static let autoscaling = Service(name: "autoscaling", apiVersion: "2011-01-01")
    static let cloudformation = Service(name: "cloudformation", apiVersion: "2010-05-15")
    static let cloudfront = Service(name: "cloudfront", apiVersion: "2019-03-26", isGlobal: true)
    static let cloudtrail = Service(name: "cloudtrail", statesReadOnly: true)
    static let config = Service(name: "config")
    static let dynamodb = Service(name: "dynamodb", apiVersion: "2012-08-10")
    static let ec2 = Service(name: "ec2")
    static let ecr = Service(name: "ecr")
    static let ecs = Service(name: "ecs")
    static let elb = Service(name: "elasticloadbalancing", apiVersion: "2015-12-01")
    static let guardduty = Service(name: "guardduty", statesReadOnly: true)
    static let iam = Service(name: "iam", isGlobal: true)
    static let kms = Service(name: "kms", statesReadOnly: true)
    static let lambda = Service(name: "lambda", statesReadOnly: true, apiVersion: "2015-03-31")
    static let logs = Service(name: "logs", apiVersion: "20140328")
    static let monitoring = Service(name: "monitoring", apiVersion: "2010-08-01")
    static let organizations = Service(name: "organizations", isGlobal: true)
    static let rds = Service(name: "rds")
    static let route53 = Service(name: "route53", apiVersion: "2013-04-01", isGlobal: true)
    static let s3 = Service(name: "s3", statesReadOnly: true, version: "1.07", isS3: true)
    static let secretsmanager = Service(name: "secretsmanager", statesReadOnly: true)
    static let signin = Service(name: "signin", isGlobal: true)
    static let sns = Service(name: "sns", apiVersion: "2010-03-31")
    static let sqs = Service(name: "sqs", apiVersion: "2012-11-05")
    static let ssm = Service(name: "ssm", statesReadOnly: true)
    static let sts = Service(name: "sts", version: "1.06")
}
