public import CloudTrail

/// A database of addresses in MaxMind's format: City, Country, ASN, Anonymous-IP, Enterprise; IPinfo's; DB-IP's.
///
/// What a record says is told by its members, not by the type that the database claims to be.
public final class MMDBSource: AddressSource {
    public let name: String
    private let file: MMDBFile

    /// Maps a file into memory; a lookup reads a few pages of it.
    ///
    /// - Throws: where the file cannot be read, or is no sound database.
    public init(path: String) throws(IntelligenceProblem) {
        do throws(IntelligenceProblem.Reason) {
            file = try MMDBFile(path: path)
        } catch {
            throw IntelligenceProblem(path: path, reason: error)
        }
        name = FileName.last(of: path)
    }

    public func labels(of address: IPAddress) -> [AddressLabel] {
        do throws(MMDBDecoder.Damage) {
            return try record(of: address)?.labels(source: name) ?? []
        } catch {
            return [AddressLabel(.other, "its record in the database is damaged", source: name)]
        }
    }

    public func coordinates(of address: IPAddress) -> Coordinates? {
        (try? record(of: address))?.coordinates
    }

    private func record(of address: IPAddress) throws(MMDBDecoder.Damage) -> AddressRecord? {
        try file.record(of: address).map(AddressRecord.init)
    }
}
