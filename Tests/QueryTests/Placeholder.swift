import Testing

@Suite struct PlaceholderQuery {}
