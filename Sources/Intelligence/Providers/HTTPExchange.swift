internal import Foundation
internal import FoundationNetworking
internal import Synchronization

/// One request and its answer, within limits: no redirection is followed, no cookie kept, nothing cached.
final class HTTPExchange: NSObject, URLSessionDataDelegate, Sendable {
    struct Response: Sendable {
        var status: Int
        var body: [UInt8]
    }

    private struct State {
        var continuation: CheckedContinuation<Response, any Error>?
        var status = 0
        var body: [UInt8] = []
    }

    private let state = Mutex(State())
    private let limit: Int

    private init(limit: Int) {
        self.limit = limit
    }

    /// - Parameter limit: the largest body, in bytes.
    /// - Throws: a `ProviderFailure`, or what the system says where the server is not reached. Ends when it is cancelled.
    static func run(_ request: URLRequest, limit: Int) async throws -> Response {
        let exchange = HTTPExchange(limit: limit)
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.httpCookieStorage = nil
        configuration.urlCache = nil
        let session = URLSession(configuration: configuration, delegate: exchange, delegateQueue: nil)
        // The session holds its delegate until it is told that it is not needed any more.
        defer { session.finishTasksAndInvalidate() }
        let task = session.dataTask(with: request)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                exchange.state.withLock { $0.continuation = continuation }
                task.resume()
            }
        } onCancel: {
            task.cancel()
            exchange.finish(CancellationError())
        }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
        task.cancel()
        finish(ProviderFailure.redirected(to: request.url?.absoluteString ?? "elsewhere"))
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        state.withLock { $0.status = (response as? HTTPURLResponse)?.statusCode ?? 0 }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = state.withLock { state in
            guard data.count <= limit - state.body.count else { return true }
            state.body += data
            return false
        }
        guard isTooLarge else { return }
        dataTask.cancel()
        finish(ProviderFailure.tooLarge(limit: limit))
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        finish(error)
    }

    /// Ends the exchange, where it has not ended before: with an error, or with what was received.
    private func finish(_ error: (any Error)?) {
        let (continuation, response) = state.withLock { state in
            defer { state.continuation = nil }
            return (state.continuation, Response(status: state.status, body: state.body))
        }
        if let error { continuation?.resume(throwing: error) } else { continuation?.resume(returning: response) }
    }
}
