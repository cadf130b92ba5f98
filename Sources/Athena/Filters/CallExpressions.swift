internal import CloudTrail

/// What kind of call an event is, as expressions over the table: the rules of ``Outcome``, ``ReadWrite``, ``MFA`` and
/// ``ClientFamily``.
enum CallExpressions {
    private static let lastOfError = "regexp_extract(errorcode, '([^.]+)[.]*$', 1)"

    static let outcome = """
        CASE WHEN eventname = 'ConsoleLogin' AND json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Failure' \
        THEN 'denied' WHEN coalesce(errorcode, '') = '' THEN 'ok' \
        WHEN regexp_like(\(lastOfError), \
        '^(AccessDenied|Unauthorized|NotAuthorized|Forbidden)|^AuthorizationError$|UnauthorizedOperation$') \
        THEN 'denied' ELSE 'error' END
        """

    static let readWrite = """
        CASE WHEN readonly = 'true' THEN 'read' WHEN readonly = 'false' THEN 'write' \
        WHEN regexp_like(eventname, '^(Get|List|Describe|Head|Lookup)') THEN 'read' ELSE 'write' END
        """

    static let mfa = """
        CASE WHEN eventname = 'ConsoleLogin' AND json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'Yes' \
        THEN 'true' WHEN eventname = 'ConsoleLogin' \
        AND json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'No' THEN 'false' \
        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IN ('true', 'false') \
        THEN useridentity.sessioncontext.attributes.mfaauthenticated ELSE 'unrecorded' END
        """

    /// The kind of program. Its words are looked for in the order in which ``ClientFamily`` weighs them.
    static let client: String = {
        let agent = "lower(coalesce(useragent, ''))"
        let words = { (family: ClientFamily) -> String in
            let words = ClientFamily.words(of: family).map { $0.split(separator: ".").joined(separator: "[.]") }
            return "regexp_like(\(agent), '\(words.joined(separator: "|"))')"
        }
        let service =
            "\(agent) = 'aws internal' OR \(agent) LIKE 'aws-internal%' "
            + "OR regexp_like(\(agent), '^[^ ]*[.]amazonaws[.]com([.]cn)?$') "
            + "OR (\(agent) = '' AND coalesce(useridentity.invokedby, '') <> '')"
        return """
            CASE WHEN \(words(.tool)) THEN 'tool' WHEN \(words(.iac)) THEN 'iac' \
            WHEN sessioncredentialfromconsole = 'true' THEN 'console' WHEN \(words(.console)) THEN 'console' \
            WHEN \(words(.cli)) THEN 'cli' WHEN \(words(.sdk)) THEN 'sdk' \
            WHEN regexp_like(\(agent), '^\\[?mozilla/') THEN 'console' WHEN \(service) THEN 'service' ELSE 'other' END
            """
    }()

    /// The account that received the event, else the caller's. NULL where only the place of the file tells.
    static let account = "coalesce(nullif(recipientaccountid, ''), nullif(useridentity.accountid, ''))"

    /// The service without its domain.
    static let shortService = "regexp_replace(eventsource, '[.]amazonaws[.]com([.]cn)?$', '')"
}
