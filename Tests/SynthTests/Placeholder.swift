import Testing

@Suite struct PlaceholderSynth {}
