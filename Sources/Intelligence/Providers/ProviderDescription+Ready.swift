extension ProviderDescription {
    /// Services that responders ask, described. None of them is asked before it is turned on.
    ///
    /// From their public documentation: docs.greynoise.io/reference/getcommunityip, ipinfo.io/developers,
    /// docs.abuseipdb.com (CHECK endpoint), docs.virustotal.com/reference/ip-object.
    public static let ready = [greynoise, ipinfo, abuseIPDB, virusTotal]

    /// GreyNoise's community interface. It knows IPv4 alone, and answers 404 for an address that it has not seen.
    private static let greynoise = ProviderDescription(
        name: "greynoise",
        means: .https(
            HTTPSQuery(
                url: "https://api.greynoise.io/v3/community/{ip}",
                headers: [HTTPSQuery.Header("key", .environmentIfSet("GREYNOISE_API_KEY"))], unknownStatuses: [404])),
        shape: AnswerShape(
            labels: [
                AnswerShape.Label("classification", .other, text: "classified {value}"),
                AnswerShape.Label("noise", .other, text: "scans the Internet", equals: "true"),
                AnswerShape.Label("riot", .other, text: "a common business service", equals: "true"),
                AnswerShape.Label("name", .other),
            ], subject: "ip"),
        limits: ProviderLimits(queriesPerMinute: 10))

    private static let ipinfo = ProviderDescription(
        name: "ipinfo",
        means: .https(
            HTTPSQuery(
                url: "https://ipinfo.io/{ip}/json",
                headers: [
                    HTTPSQuery.Header("Authorization", .environmentIfSet("IPINFO_TOKEN"), prefix: "Bearer ")
                ], unknownStatuses: [404])),
        shape: AnswerShape(
            labels: [
                AnswerShape.Label("org", .network), AnswerShape.Label("country", .country),
                AnswerShape.Label("city", .city),
                AnswerShape.Label("privacy.hosting", .hosting, text: "hosting provider", equals: "true"),
                AnswerShape.Label("privacy.vpn", .vpn, text: "VPN", equals: "true"),
                AnswerShape.Label("privacy.tor", .tor, text: "Tor exit node", equals: "true"),
                AnswerShape.Label("privacy.proxy", .proxy, text: "proxy", equals: "true"),
                AnswerShape.Label("privacy.relay", .proxy, text: "relay", equals: "true"),
            ], subject: "ip"))

    private static let abuseIPDB = ProviderDescription(
        name: "abuseipdb",
        means: .https(
            HTTPSQuery(
                url: "https://api.abuseipdb.com/api/v2/check?ipAddress={ip}&maxAgeInDays=90",
                headers: [HTTPSQuery.Header("Key", .environment("ABUSEIPDB_API_KEY"))])),
        shape: AnswerShape(
            labels: [
                AnswerShape.Label("data.isp", .network), AnswerShape.Label("data.countryCode", .country),
                AnswerShape.Label(
                    "data.usageType", .hosting, text: "hosting provider", equals: "Data Center/Web Hosting/Transit"),
                AnswerShape.Label("data.isTor", .tor, text: "Tor exit node", equals: "true"),
                AnswerShape.Label(
                    "data.abuseConfidenceScore", .other, text: "abuse confidence {value} of 100", above: 0),
                AnswerShape.Label("data.totalReports", .other, text: "{value} reports in 90 days", above: 0),
            ], subject: "data.ipAddress"))

    /// Four queries a minute are what an account without a contract may make.
    private static let virusTotal = ProviderDescription(
        name: "virustotal",
        means: .https(
            HTTPSQuery(
                url: "https://www.virustotal.com/api/v3/ip_addresses/{ip}",
                headers: [HTTPSQuery.Header("x-apikey", .environment("VIRUSTOTAL_API_KEY"))], unknownStatuses: [404])),
        shape: AnswerShape(
            labels: [
                AnswerShape.Label("data.attributes.as_owner", .network),
                AnswerShape.Label("data.attributes.country", .country),
                AnswerShape.Label(
                    "data.attributes.last_analysis_stats.malicious", .other, text: "{value} engines call it malicious",
                    above: 0),
                AnswerShape.Label(
                    "data.attributes.last_analysis_stats.suspicious", .other,
                    text: "{value} engines call it suspicious",
                    above: 0),
            ], subject: "data.id"),
        limits: ProviderLimits(queriesPerMinute: 4))
}
