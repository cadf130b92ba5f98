import Testing

@Suite struct PlaceholderIngest {}
