/// What somebody asks who tries out what a key may do.
public enum KeySweep {
    /// The calls of the sweep, in the order of the columns that show it.
    public static let calls = ["ListBuckets", "DescribeInstances", "DescribeDBInstances"]
}
