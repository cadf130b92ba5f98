internal import CMaxMindDB
internal import CloudTrail
internal import Foundation
internal import Glibc
internal import JSON

/// A MaxMind DB that the library has mapped into memory. Reading changes nothing in it: several threads may look up at
/// once.
///
/// A file that another program cuts off while it is mapped ends this one, as with any mapped file: databases are
/// replaced, not written over.
@safe
final class MMDBFile: Sendable {
    private nonisolated(unsafe) let database: UnsafeMutablePointer<MMDB_s>
    let metadata: MMDBMetadata

    /// - Throws: where the file cannot be read, or is no sound database.
    init(path: String) throws(IntelligenceProblem.Reason) {
        metadata = try Self.metadata(path)
        let database = UnsafeMutablePointer<MMDB_s>.allocate(capacity: 1)
        let status = unsafe MMDB_open(path, UInt32(MMDB_MODE_MMAP), database)
        guard status == MMDB_SUCCESS else {
            unsafe database.deallocate()
            throw .damagedDatabase(unsafe String(cString: MMDB_strerror(status)))
        }
        // Set last: a database that was not opened must not be closed.
        unsafe self.database = unsafe database
    }

    deinit {
        unsafe MMDB_close(database)
        unsafe database.deallocate()
    }

    private static func metadata(_ path: String) throws(IntelligenceProblem.Reason) -> MMDBMetadata {
        let found: MMDBMetadata?
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            found = try MMDBMetadata(file)
        } catch let reason as IntelligenceProblem.Reason {
            throw reason
        } catch {
            throw .unreadable(error.localizedDescription)
        }
        guard let found else { throw .notADatabase }
        return found
    }

    /// The record of an address; nil where there is none.
    ///
    /// - Throws: where the record is damaged.
    func record(of address: IPAddress) throws(MMDBDecoder.Damage) -> JSONValue? {
        guard let offset = try offset(of: address) else { return nil }
        let section = unsafe UnsafeBufferPointer(
            start: database.pointee.data_section, count: Int(database.pointee.data_section_size))
        var decoder = MMDBDecoder()
        return try decoder.value(unsafe section.span, at: Int(offset))
    }

    /// Where the record of an address begins in the data section.
    private func offset(of address: IPAddress) throws(MMDBDecoder.Damage) -> UInt32? {
        var status: Int32 = 0
        let result: MMDB_lookup_result_s
        switch address.family {
        case .v4:
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_addr.s_addr = UInt32(truncatingIfNeeded: address.bits).bigEndian
            unsafe result = withUnsafePointer(to: name) { name in
                unsafe name.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe MMDB_lookup_sockaddr(database, $0, &status)
                }
            }
        case .v6:
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            unsafe withUnsafeMutableBytes(of: &name.sin6_addr) {
                unsafe $0.storeBytes(of: address.bits.bigEndian, as: UInt128.self)
            }
            unsafe result = withUnsafePointer(to: name) { name in
                unsafe name.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe MMDB_lookup_sockaddr(database, $0, &status)
                }
            }
        }
        // A database of IPv4 knows nothing of IPv6, which is no fault.
        guard status == MMDB_SUCCESS || status == MMDB_IPV6_LOOKUP_IN_IPV4_DATABASE_ERROR else { throw .beyondTheEnd }
        guard status == MMDB_SUCCESS, unsafe result.found_entry else { return nil }
        return unsafe result.entry.offset
    }
}
