extension AWSCommand {
    /// The call that the command makes, as events name it: `UpdateAccessKey` of `iam update-access-key`.
    public var callName: String {
        operation.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
