import JSON
import Sources
import Synchronization
import Testing

@Suite struct AWSCommandLineTests {
    private func failure(_ script: String, limits: AWSLimits? = nil) async throws -> AWSFailure? {
        let aws = try FakeAWS(script)
        do throws(AWSFailure) {
            _ = try await aws.commandLine().json(["s3api", "list-objects-v2"], limits: limits)
            return nil
        } catch {
            return error
        }
    }

    private func kind(saying words: String, status: Int = 254) async throws -> AWSFailure.Kind? {
        try await failure("cat >&2 <<'END'\n\n\(words)\nEND\nexit \(status)")?.kind
    }

    @Test func `What runs is the words and then the options that every call has`() {
        let aws = AWSCommandLine(profile: "ir team", region: "eu-west-1", endpointURL: "http://127.0.0.1:5055")
        #expect(
            aws.jsonCommand(["sts", "get-caller-identity"]) == [
                "aws", "sts", "get-caller-identity", "--output=json", "--profile=ir team", "--region=eu-west-1",
                "--endpoint-url=http://127.0.0.1:5055",
            ])
        #expect(
            AWSCommandLine.shellText(AWSCommandLine(profile: "it's").command(["s3", "ls", "s3://b/$(id)"]))
                == #"aws s3 ls 's3://b/$(id)' '--profile=it'\''s'"#)
    }

    @Test func `The answer is read as JSON, and no answer is an empty object`() async throws {
        let aws = try FakeAWS(#"printf '{"Pager": "%s", "Mode": "%s"}' "$AWS_PAGER" "$AWS_RETRY_MODE""#)
        #expect(try await aws.commandLine().json(["a", "b"]) == ["Pager": "", "Mode": "adaptive"])
        #expect(aws.calls == ["a b --output=json"])
        let silent = try FakeAWS("exit 0")
        #expect(try await silent.commandLine().json(["a", "b"]) == [:])
        guard case .notJSON = try await failure("echo hello")?.kind else {
            Issue.record("text was taken for an answer")
            return
        }
    }

    @Test func `A denied call names the permission and what it is for`() async throws {
        #expect(
            try await kind(
                saying: """
                    An error occurred (AccessDeniedException) when calling the LookupEvents operation: User: \
                    arn:aws:iam::111122223333:user/ana is not authorized to perform: cloudtrail:LookupEvents because no \
                    identity-based policy allows the cloudtrail:LookupEvents action
                    """) == .accessDenied(action: "cloudtrail:LookupEvents", resource: nil))
        #expect(
            try await kind(
                saying: """
                    An error occurred (AccessDenied) when calling the ListObjectsV2 operation: User: \
                    arn:aws:iam::111122223333:user/ana is not authorized to perform: s3:ListBucket on resource: \
                    "arn:aws:s3:::logs" because no identity-based policy allows the s3:ListBucket action
                    """) == .accessDenied(action: "s3:ListBucket", resource: "arn:aws:s3:::logs"))
        #expect(
            try await kind(saying: "An error occurred (403) when calling the HeadObject operation: Forbidden")
                == .accessDenied(action: "s3:GetObject", resource: nil))
    }

    @Test(
        arguments: [
            (
                "An error occurred (ExpiredToken) when calling the ListObjectsV2 operation: The provided token has expired.",
                AWSFailure.Kind.credentials(.expired)
            ),
            (
                "An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token "
                    + "included in the request is invalid.", .credentials(.invalid)
            ),
            (
                "An error occurred (UnrecognizedClientException) when calling the LookupEvents operation: The security "
                    + "token included in the request is invalid.", .credentials(.invalid)
            ),
            (
                "An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you "
                    + "provided does not exist in our records.", .credentials(.invalid)
            ),
            (
                "Error loading SSO Token: Token for my-sso does not exist", .credentials(.signInExpired)
            ),
            (
                "The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO "
                    + "session run aws sso login with the corresponding profile.", .credentials(.signInExpired)
            ),
            (
                "Unable to locate credentials. You can configure credentials by running \"aws configure\".",
                .credentials(.missing)
            ),
            ("The config profile (nope) could not be found", .credentials(.unknownProfile)),
            ("You must specify a region. You can also configure your region by running \"aws configure\".", .noRegion),
            (
                "An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist",
                .noSuchBucket
            ),
            (
                "fatal error: An error occurred (404) when calling the HeadObject operation: Key \"a\" does not exist",
                .notFound("Key \"a\" does not exist")
            ),
            (
                "Could not connect to the endpoint URL: \"http://127.0.0.1:1/b?list-type=2\"",
                .cannotConnect("http://127.0.0.1:1/b?list-type=2")
            ),
            ("usage: aws [options]\n\nUnknown options: --checksum-mode", .usage("--checksum-mode")),
            (
                "aws: [ERROR]: An error occurred (PermanentRedirect) when calling the ListObjectsV2 operation: Moved",
                .other(code: "PermanentRedirect", message: "Moved")
            ),
            ("Traceback\n  File x\nMemoryError", .other(code: nil, message: "MemoryError")),
            ("", .other(code: nil, message: "it ended with status 254")),
        ])
    func `What the command line complains of is told apart`(words: String, kind: AWSFailure.Kind) async throws {
        #expect(try await self.kind(saying: words) == kind)
    }

    @Test func `A missing program is named, with where to get it`() async {
        do throws(AWSFailure) {
            _ = try await AWSCommandLine(program: "no-such-aws").json(["s3api", "list-objects-v2"])
            Issue.record("it ran")
        } catch {
            #expect(error.kind == .missingProgram("no-such-aws"))
            #expect(
                error.description == """
                    aws s3api list-objects-v2: there is no program no-such-aws, or it may not be run; install the AWS CLI \
                    (https://docs.aws.amazon.com/cli/) or name it with --aws
                    """)
        }
    }

    @Test func `Words of AWS are harmless to look at`() async throws {
        let failure = try await failure(
            #"printf 'An error occurred (Odd) when calling the X operation: \033]0;owned\007\n' >&2; exit 254"#)
        #expect(failure?.description == "aws s3api list-objects-v2: Odd: \\u{1B}]0;owned\\u{7}")
    }

    @Test func `A throttled call is made again, later each time`() async throws {
        let aws = try FakeAWS(
            """
            if [ "$(wc -l <"$FOLDER/calls")" -lt 4 ]; then
                echo 'An error occurred (ThrottlingException) when calling the X operation: Rate exceeded' >&2
                exit 254
            fi
            echo '{}'
            """)
        let waits = Mutex<[Duration]>([])
        var commandLine = aws.commandLine()
        commandLine.retry = AWSRetry(
            attempts: 4, chance: { 0.5 }, sleep: { delay in waits.withLock { $0.append(delay) } })
        #expect(try await commandLine.json(["a", "b"]) == [:])
        #expect(waits.withLock { $0 } == [.milliseconds(750), .milliseconds(1_500), .seconds(3)])
        #expect(aws.calls.count == 4)
    }

    @Test func `A call that stays throttled says so`() async throws {
        let aws = try FakeAWS("echo 'An error occurred (SlowDown) when calling the X operation: Slow' >&2; exit 254")
        do throws(AWSFailure) {
            _ = try await aws.commandLine(attempts: 2).run(["a", "b"])
            Issue.record("it was answered")
        } catch {
            #expect(error.kind == .throttled)
        }
        #expect(aws.calls.count == 2)
    }

    @Test func `Waits grow up to the longest, and half of each is chance`() {
        let retry = AWSRetry(base: .seconds(1), longest: .seconds(30), chance: { 0 })
        #expect((1...7).map(retry.delay) == [0.5, 1, 2, 4, 8, 15, 15].map { Duration.seconds($0) })
    }

    @Test func `A call that is cancelled or takes too long is ended, with what it started`() async throws {
        let limit = Duration.milliseconds(50)
        #expect(try await failure("sleep 1000 & wait", limits: AWSLimits(time: limit))?.kind == .timedOut(limit))
        let aws = try FakeAWS("sleep 1000 & wait")
        let task = Task { () -> AWSFailure.Kind? in
            do throws(AWSFailure) {
                _ = try await aws.commandLine().run(["a", "b"])
                return nil
            } catch {
                return error.kind
            }
        }
        while aws.calls.isEmpty { await Task.yield() }
        task.cancel()
        #expect(await task.value == .cancelled)
    }
}
