/// Names of services as event sources write them.
enum ServiceName {
    /// `ec2` of `ec2.amazonaws.com`; the text itself where it ends otherwise.
    static func short(_ source: String) -> String {
        for domain in [".amazonaws.com", ".amazonaws.com.cn"] where source.hasSuffix(domain) {
            return String(source.dropLast(domain.count))
        }
        return source
    }
}
