/// A partition of AWS: a world of its own, with its own accounts, regions and managed policies.
/// Source: the AWS general reference, "Amazon Resource Names", and botocore's `partitions.json`.
enum Partition {
    /// Of a region; `aws` where the name tells no other.
    static func of(region: String) -> String {
        if region.hasPrefix("cn-") { return "aws-cn" }
        if region.hasPrefix("us-gov-") { return "aws-us-gov" }
        if region.hasPrefix("us-iso-") { return "aws-iso" }
        if region.hasPrefix("us-isob-") { return "aws-iso-b" }
        return "aws"
    }

    /// The region by which the CLI finds the services that have none: the default partition needs no such word.
    static func globalRegion(of partition: String) -> String? {
        switch partition {
        case "aws-cn": "cn-north-1"
        case "aws-us-gov": "us-gov-west-1"
        case "aws-iso": "us-iso-east-1"
        case "aws-iso-b": "us-isob-east-1"
        default: nil
        }
    }
}
