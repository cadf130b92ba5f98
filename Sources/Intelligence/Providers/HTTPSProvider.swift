internal import CloudTrail
internal import Foundation
internal import FoundationNetworking
internal import Programs

/// A service that answers a request with JSON.
struct HTTPSProvider: AddressProvider {
    let name: String
    let query: HTTPSQuery
    let shape: AnswerShape
    let limits: ProviderLimits
    /// Where secrets are looked up.
    var environment = ProcessInfo.processInfo.environment

    func labels(of address: IPAddress) async throws(ProviderFailure) -> [AddressLabel] {
        let request = try await request(about: address)
        let limits = limits
        let response: HTTPExchange.Response?
        do {
            response = try await within(limits.time) { try await HTTPExchange.run(request, limit: limits.bytes) }
        } catch let failure as ProviderFailure {
            throw failure
        } catch {
            throw .unreachable(error.localizedDescription)
        }
        guard let response else { throw .timeout(limits.time) }
        if query.unknownStatuses.contains(response.status) { return [] }
        guard response.status == 200 else { throw .status(response.status) }
        return try shape.labels(in: response.body, about: address, source: name)
    }

    private func request(about address: IPAddress) async throws(ProviderFailure) -> URLRequest {
        guard let url = query.url(about: address) else { throw .unreachable("\(query.url) is no URL to ask") }
        var request = URLRequest(url: url)
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        for header in query.headers {
            guard let secret = try await header.secret.value(environment: environment, limits: limits) else { continue }
            // A line break in it would begin a header of its own.
            guard secret.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
                throw .program("the value for the header \(header.name) has control characters")
            }
            request.setValue(header.prefix + secret, forHTTPHeaderField: header.name)
        }
        return request
    }
}

extension HTTPSQuery {
    private static let placeholder = "{ip}"

    /// What keeps an URL from being asked: nothing may be sent in the clear, except to this machine, and the address
    /// must not decide who is asked. Nil where nothing does.
    var fault: String? {
        guard url.contains(Self.placeholder) else { return "it has no {ip} where the address goes" }
        guard let parts = URLComponents(string: url.replacing(Self.placeholder, with: "192.0.2.1")),
            let host = parts.host, !host.isEmpty
        else { return "it is no URL" }
        guard parts.scheme == "https" || (parts.scheme == "http" && ["127.0.0.1", "localhost", "[::1]"].contains(host))
        else { return "it does not begin with https://" }
        guard let place = url.range(of: Self.placeholder), let scheme = url.range(of: "://"),
            url[scheme.upperBound..<place.lowerBound].contains(where: { $0 == "/" || $0 == "?" })
        else { return "the address may stand in its path or query, not in the name of the server" }
        return nil
    }

    /// The URL that is asked about an address.
    func url(about address: IPAddress) -> URL? {
        guard fault == nil else { return nil }
        return URL(string: url.replacing(Self.placeholder, with: address.description.replacing(":", with: "%3A")))
    }
}
