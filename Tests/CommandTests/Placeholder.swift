import Testing

@Suite struct PlaceholderCommand {}
