import Emulator

extension Endpoint {
  private static let preview: @Sendable (Sandbox) -> [String: String] = { _ in
    ["STORYBLOK_TOKEN": StoryblokToken.preview.value]
  }
  private static let toSpace: @Sendable (String) -> [String: String] = { ["STORYBLOK_API_BASE": $0] }

  /// Storyblok's operations.
  static let storyblok: [Endpoint] = [
    Endpoint(
      name: "Strata, management", family: .storyblok, pattern: "mapi:strata.search",
      arguments: ["search", "--backend", "strata", "hut"], redirected: toSpace),
    Endpoint(
      name: "Strata, delivery", family: .storyblok, pattern: "cdn:cdn.strata.search",
      arguments: ["search", "--backend", "strata", "hut"], variables: preview, redirected: toSpace),
    Endpoint(
      name: "stories, management", family: .storyblok, pattern: "mapi:stories.list",
      arguments: ["search", "--starts-with", "huts/"], redirected: toSpace),
    Endpoint(
      name: "stories, delivery", family: .storyblok, pattern: "cdn:cdn.stories.list",
      arguments: ["search", "--starts-with", "huts/"], variables: preview, redirected: toSpace),
    Endpoint(
      name: "vsearches", family: .storyblok, pattern: "mapi:vsearches",
      arguments: ["search", "--backend", "vsearches", "hut"], redirected: toSpace),
    Endpoint(
      name: "story, management", family: .storyblok, pattern: "mapi:stories.get",
      arguments: ["search", "--starts-with", "blog/", "--limit", "1", "--full"], redirected: toSpace),
    Endpoint(
      name: "space, management", family: .storyblok, pattern: "mapi:spaces.get",
      arguments: ["whoami", "--service", "storyblok"], redirected: toSpace),
    Endpoint(
      name: "space, delivery", family: .storyblok, pattern: "cdn:cdn.spaces.me",
      arguments: ["whoami", "--service", "storyblok"], variables: preview, redirected: toSpace),
    Endpoint(
      name: "user", family: .optional, pattern: "mapi:users.me",
      arguments: ["whoami", "--service", "storyblok"], redirected: toSpace),
    Endpoint(
      name: "datasources", family: .optional, pattern: "cdn:cdn.datasources",
      arguments: ["search", "--starts-with", "blog/", "--limit", "1", "--full"], variables: preview,
      redirected: toSpace),
    Endpoint(
      name: "block schemas", family: .optional, pattern: "mapi:components.list",
      arguments: ["search", "--starts-with", "blog/", "--limit", "1", "--full"], redirected: toSpace),
  ]
}
