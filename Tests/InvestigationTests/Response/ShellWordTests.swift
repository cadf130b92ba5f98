import JSON
import Testing

@testable import Investigation

@Suite struct ShellWordTests {
    @Test func harmlessTextStaysBare() {
        #expect(ShellWord("prod-debug_1.2@x/y:z,=+%").quoted == "prod-debug_1.2@x/y:z,=+%")
    }

    @Test func anyOtherTextIsQuoted() {
        #expect(ShellWord("$(touch x)").quoted == "'$(touch x)'")
        #expect(ShellWord("a b;c").quoted == "'a b;c'")
        #expect(ShellWord("~root").quoted == "'~root'")
        #expect(ShellWord("").quoted == "''")
    }

    @Test func aQuoteLeavesTheQuotesAndComesBack() {
        #expect(ShellWord("it's").quoted == #"'it'\''s'"#)
    }

    @Test func variablesAreDoubleQuotedBetweenTexts() {
        let word = ShellWord("{") + .variable("CUTOFF") + "}"
        #expect(word.quoted == #"'{'"$CUTOFF"'}'"#)
        #expect(word.variables == ["CUTOFF"])
    }

    private func command(_ name: String) -> String {
        AWSCommand("ec2 delete-key-pair", region: "us-east-1", [.text("KeyName", name)]).text
    }

    @Test func plainTextIsTheValueOfAnOption() {
        #expect(command("prod-debug") == "aws ec2 delete-key-pair --region us-east-1 --key-name prod-debug")
        #expect(command("`id`") == "aws ec2 delete-key-pair --region us-east-1 --key-name '`id`'")
    }

    @Test(arguments: [
        ("-rf", #"{"KeyName":"-rf"}"#),
        ("file:///etc/passwd", #"{"KeyName":"file:///etc/passwd"}"#),
        ("http://203.0.113.9/", #"{"KeyName":"http://203.0.113.9/"}"#),
        ("a\nb", #"{"KeyName":"a\nb"}"#),
        ("\u{1B}[2J", #"{"KeyName":"\u001b[2J"}"#),
        ("\u{202E}x", #"{"KeyName":"\u202ex"}"#),
        ("\u{0}", #"{"KeyName":"\u0000"}"#),
        ("schlüssel", #"{"KeyName":"schl\u00fcssel"}"#),
        ("\u{1F511}", #"{"KeyName":"\ud83d\udd11"}"#),
    ])
    func whatTheCommandLineWouldReadDifferentlyGoesAsJSON(name: String, json: String) {
        #expect(
            command(name).lowercased()
                == "aws ec2 delete-key-pair --region us-east-1 --cli-input-json '\(json)'".lowercased())
    }

    @Test func `A list whose name looks like JSON goes as JSON`() {
        let command = AWSCommand(
            "cloudwatch enable-alarm-actions", region: nil, [.list("AlarmNames", [#"["a"]"#])])
        #expect(
            command.text == #"aws cloudwatch enable-alarm-actions --cli-input-json '{"AlarmNames":["[\"a\"]"]}'"#)
    }

    @Test func aVariableKeepsItsPlaceInTheJSON() {
        let policy = ShellWord(#"{"t":""#) + .variable("CUTOFF") + #""}"#
        let command = AWSCommand(
            "iam put-role-policy", region: nil, [.text("RoleName", "-x"), .word("PolicyDocument", policy)])
        #expect(
            command.text
                == #"aws iam put-role-policy --cli-input-json '{"RoleName":"-x","PolicyDocument":"{\"t\":\"'"$CUTOFF"'\"}"}'"#
        )
    }

    @Test(arguments: [
        ("KeyName", "--key-name"), ("DBSnapshotIdentifier", "--db-snapshot-identifier"),
        ("SSHPublicKeyId", "--ssh-public-key-id"), ("OpenIDConnectProviderArn", "--open-id-connect-provider-arn"),
        ("SAMLProviderArn", "--saml-provider-arn"), ("UUID", "--uuid"),
        ("SecurityGroupRuleIds", "--security-group-rule-ids"),
    ])
    func optionsAreNamedAsTheCommandLineNamesThem(member: String, option: String) {
        #expect(AWSCommand.Parameter.text(member, "x").option == option)
    }

    @Test func aRegionFromTheLogIsOneWord() {
        #expect(
            AWSCommand("ec2 describe-instances", region: "$(x)").text == "aws ec2 describe-instances --region '$(x)'")
        #expect(
            AWSCommand("ec2 describe-instances", region: "-x\n").text == "aws ec2 describe-instances '--region=-x?'")
    }
}
