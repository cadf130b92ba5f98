import Foundation
import Glibc
import Synchronization

/// A server on this machine for one test: it answers each request with the same bytes, or never.
final class LocalServer: Sendable {
    enum Behaviour {
        /// Sends these bytes and closes.
        case sends([UInt8])
        /// Takes the request and says nothing.
        case isSilent
    }

    let port: UInt16
    private let descriptor: Int32
    private let behaviour: Behaviour
    private let seen = Mutex<(requests: [String], open: [Int32])>(([], []))

    init(_ behaviour: Behaviour) throws {
        self.behaviour = behaviour
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let status = unsafe withUnsafeMutablePointer(to: &name) { name in
            unsafe name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                unsafe bind(descriptor, name, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, name, &length) == 0
            }
        }
        guard status else { throw CocoaError(.fileReadUnknown) }
        port = UInt16(bigEndian: name.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0, let self else { break }
                self.serve(connection)
            }
            // Not before: another server might get the number while it is still waited on.
            close(descriptor)
        }
    }

    /// Ends the server: whoever connects now is refused.
    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        seen.withLock { seen in
            for connection in seen.open { close(connection) }
            seen.open = []
        }
    }

    var url: String { "http://127.0.0.1:\(port)/v1/{ip}?key=none" }

    /// The requests so far, as they came.
    var requests: [String] { seen.withLock(\.requests) }

    /// An answer with a JSON body, or another.
    static func answer(_ body: String, status: String = "200 OK", headers: String = "") -> Behaviour {
        .sends(
            Array(
                "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\(headers)\r\n\(body)"
                    .utf8))
    }

    private func serve(_ connection: Int32) {
        var request: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while !String(decoding: request, as: UTF8.self).contains("\r\n\r\n") {
            let count = unsafe recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            request += buffer[..<count]
        }
        seen.withLock { $0.requests.append(String(decoding: request, as: UTF8.self)) }
        switch behaviour {
        case .sends(let bytes):
            var rest = bytes[...]
            while !rest.isEmpty {
                let sent = unsafe rest.withUnsafeBytes {
                    unsafe send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard sent > 0 else { break }
                rest = rest.dropFirst(sent)
            }
            close(connection)
        case .isSilent: seen.withLock { $0.open.append(connection) }
        }
    }
}
