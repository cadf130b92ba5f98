internal import Text

extension Secret {
    /// The secret; nil where there is none and none is needed.
    func value(
        environment: [String: String], limits: ProviderLimits
    ) async throws(ProviderFailure) -> String? {
        switch self {
        case .environment(let name):
            guard let value = Self.set(name, in: environment) else { throw .missingVariable(name) }
            return value
        case .environmentIfSet(let name): return Self.set(name, in: environment)
        case .output(let command):
            let output = try await ProgramOutput.of(command, limits: limits)
            let line = output.prefix { $0 != UInt8(ascii: "\n") }
            let value = String(decoding: line, as: UTF8.self).trimmingSpaces()
            guard !value.isEmpty else { throw .program("\(command.first ?? "") printed nothing on its first line") }
            return value
        }
    }

    private static func set(_ name: String, in environment: [String: String]) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
