import Testing

@Suite struct PlaceholderEvents {}
