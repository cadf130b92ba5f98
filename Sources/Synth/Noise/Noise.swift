struct Noise {
    init(_ options: TrailOptions) {}
    func write() async throws(SynthError) -> TrailSummary { TrailSummary() }
}
