import ArgumentParser

/// Names of accounts and regions as a person writes them.
enum FetchNames {
    /// - Throws: where one of them can be none: a mistake would find nothing, or something else.
    static func check(accounts: [String] = [], regions: [String]) throws {
        for account in accounts
        where account.utf8.count != 12 || !account.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            throw ValidationError("--account: \(account) is no account; it has 12 digits.")
        }
        for region in regions where region != "all" && !isRegion(region) {
            throw ValidationError("--region: \(region) is no region; write one such as us-east-1.")
        }
    }

    private static func isRegion(_ name: String) -> Bool {
        name.contains("-") && !name.hasPrefix("-")
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}
