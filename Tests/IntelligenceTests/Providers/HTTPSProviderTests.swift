import CloudTrail
import Foundation
import Testing

@testable import Intelligence

@Suite struct HTTPSProviderTests {
    private static let shape = AnswerShape(
        labels: [
            AnswerShape.Label("network.name", .network), AnswerShape.Label("tor", .tor, text: "Tor", equals: "true"),
            AnswerShape.Label("score", .other, text: "score {value}", above: 0), AnswerShape.Label("tags.name", .other),
        ], subject: "ip")

    /// Long enough for any machine; what is to take long never answers.
    private static let patient = ProviderLimits(time: .seconds(300), bytes: 4_096)

    private func ask(
        _ server: LocalServer, headers: [HTTPSQuery.Header] = [], limits: ProviderLimits = patient,
        environment: [String: String] = [:]
    ) async -> Result<[String], ProviderFailure> {
        let query = HTTPSQuery(url: server.url, headers: headers, unknownStatuses: [404])
        let provider = HTTPSProvider(
            name: "local", query: query, shape: Self.shape, limits: limits, environment: environment)
        do throws(ProviderFailure) {
            let labels = try await provider.labels(of: IPAddress(family: .v4, bits: 0xCB00_714D))
            return .success(labels.map { "\($0.kind.rawValue): \($0.text) (\($0.source))" })
        } catch {
            return .failure(error)
        }
    }

    /// Starts a server, asks it once, and stops it.
    private func outcome(
        _ behaviour: LocalServer.Behaviour, limits: ProviderLimits = patient
    ) async throws -> Result<[String], ProviderFailure> {
        let server = try LocalServer(behaviour)
        defer { server.stop() }
        return await ask(server, limits: limits)
    }

    @Test func `An answer becomes labels in the order of the description`() async throws {
        let answer = LocalServer.answer(
            """
            {"tags": [{"name": "scanner"}, {"name": "scanner"}, {"name": "worm"}], "ip": "203.0.113.77", "score": 7,
             "tor": true, "network": {"name": "Example Hosting"}}
            """)
        #expect(
            try await outcome(answer)
                == .success([
                    "network: Example Hosting (local)", "tor: Tor (local)", "other: score 7 (local)",
                    "other: scanner (local)", "other: worm (local)",
                ]))
        #expect(
            try await outcome(LocalServer.answer("{\"score\": 0, \"tor\": false, \"network\": null}")) == .success([]))
    }

    @Test func `The address is in the URL and secrets are in the headers`() async throws {
        let server = try LocalServer(LocalServer.answer("{}"))
        defer { server.stop() }
        let headers = [
            HTTPSQuery.Header("Authorization", .environment("TOKEN"), prefix: "Bearer "),
            HTTPSQuery.Header("X-Other", .output(["printf", "from a program\\nsecond line"])),
            HTTPSQuery.Header("X-None", .environmentIfSet("NOT_SET")),
        ]
        #expect(await ask(server, headers: headers, environment: ["TOKEN": "secret"]) == .success([]))
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("GET /v1/203.0.113.77?key=none HTTP/1.1\r\n"))
        #expect(request.contains("\r\nAuthorization: Bearer secret\r\n"))
        #expect(request.contains("\r\nX-Other: from a program\r\n"))
        #expect(!request.contains("X-None"))
        #expect(await ask(server, headers: headers) == .failure(.missingVariable("TOKEN")))
        #expect(
            await ask(server, headers: headers, environment: ["TOKEN": "a\r\nX: b"])
                == .failure(.program("the value for the header Authorization has control characters")))
        #expect(server.requests.count == 1)
    }

    @Test func `A server that never answers costs the time limit`() async throws {
        let limit = Duration.milliseconds(50)
        #expect(try await outcome(.isSilent, limits: ProviderLimits(time: limit)) == .failure(.timeout(limit)))
    }

    @Test func `An answer that is cut off is no answer`() async throws {
        let server = try LocalServer(.sends(Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{".utf8)))
        defer { server.stop() }
        guard case .failure = await ask(server) else {
            Issue.record("half an answer was taken for one")
            return
        }
    }

    @Test func `A server that is down is a failure`() async throws {
        let server = try LocalServer(.isSilent)
        server.stop()
        guard case .failure(.unreachable) = await ask(server) else {
            Issue.record("nobody listens there")
            return
        }
    }

    @Test func `The server's status counts`() async throws {
        #expect(try await outcome(LocalServer.answer("{}", status: "404 Not Found")) == .success([]))
        #expect(
            try await outcome(LocalServer.answer("{\"score\": 1}", status: "429 Too Many Requests"))
                == .failure(.status(429)))
        #expect(
            try await outcome(LocalServer.answer("{\"score\": 1}", status: "500 Server Error"))
                == .failure(.status(500)))
    }

    @Test func `A redirection is not followed`() async throws {
        let other = try LocalServer(LocalServer.answer("{\"score\": 1}"))
        defer { other.stop() }
        let place = "http://127.0.0.1:\(other.port)/elsewhere"
        let lying = LocalServer.answer("", status: "302 Found", headers: "Location: \(place)\r\n")
        #expect(try await outcome(lying) == .failure(.redirected(to: place)))
        #expect(other.requests.isEmpty)
    }

    @Test func `What is no JSON, or about another address, or too large, is no answer`() async throws {
        guard case .failure(.notJSON) = try await outcome(LocalServer.answer("<html>blocked</html>")) else {
            Issue.record("HTML was taken for an answer")
            return
        }
        #expect(
            try await outcome(LocalServer.answer("\"text\"")) == .failure(.notJSON("a single value, not an object")))
        #expect(
            try await outcome(LocalServer.answer("{\"ip\": \"198.51.100.1\", \"score\": 9}"))
                == .failure(.aboutAnother("198.51.100.1")))
        let large = "{\"score\": 1, \"x\": \"" + String(repeating: "x", count: 10_000) + "\"}"
        #expect(try await outcome(LocalServer.answer(large)) == .failure(.tooLarge(limit: 4_096)))
    }

    @Test(arguments: [
        ("https://example.net/a", "it has no {ip} where the address goes"),
        ("http://example.net/{ip}", "it does not begin with https://"),
        ("https://{ip}.example.net/", "the address may stand in its path or query, not in the name of the server"),
        ("{ip}", "it is no URL"),
    ])
    func `URLs that would say too much are refused`(url: String, fault: String) {
        #expect(HTTPSQuery(url: url).fault == fault)
    }

    @Test func `IPv6 addresses are encoded`() throws {
        let address = try #require(IPAddress("2001:db8::7"))
        #expect(
            HTTPSQuery(url: "https://example.net/?a={ip}").url(about: address)?.absoluteString
                == "https://example.net/?a=2001%3Adb8%3A%3A7")
    }
}
