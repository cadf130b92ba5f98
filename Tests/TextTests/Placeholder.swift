import Testing

@Suite struct PlaceholderText {}
