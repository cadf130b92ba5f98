internal import CloudTrail

/// Any program that takes an address as its last argument and prints JSON.
struct ProgramProvider: AddressProvider {
    let name: String
    /// The program and the arguments before the address.
    let command: [String]
    let shape: AnswerShape
    let limits: ProviderLimits

    func labels(of address: IPAddress) async throws(ProviderFailure) -> [AddressLabel] {
        // Without a program the address would be taken for one.
        guard !command.isEmpty else { throw .program("no program is named") }
        let output = try await ProgramOutput.of(command + [address.description], limits: limits)
        return try shape.labels(in: output, about: address, source: name)
    }
}
