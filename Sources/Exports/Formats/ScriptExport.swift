internal import Investigation

/// The response as a shell script for review, of several accounts one for each in a folder. There is none where there is
/// nothing to respond to.
public enum ScriptExport: CaseExport {
    public static func files(of exported: ExportedCase) -> [ExportedFile] {
        let scripts = ResponseScript.all(exported.investigation.response, in: exported.trail)
        if scripts.count == 1 { return [ExportedFile(text: scripts[0].text)] }
        return scripts.enumerated().map { number, script in
            // An account's ID is the log's text.
            let isAccount = script.account.utf8.allSatisfy { (0x30...0x39).contains($0) } && !script.account.isEmpty
            let name = isAccount ? script.account : "unknown-\(number + 1)"
            return ExportedFile(path: "response-\(name).sh", text: script.text)
        }
    }
}
