public import Core

/// The settings of Storyblok.
extension SettingKey {
  /// The Storyblok token. It is never an option, because process lists show options.
  public static let storyblokToken = SettingKey(
    ["STORYBLOK_TOKEN"], "Storyblok token: personal, OAuth, preview or public", dotenv: ["STORYBLOK_TOKEN"],
    secret: true)
  /// The Storyblok space id.
  public static let space = SettingKey(
    ["STORYBLOK_SPACE_ID"], option: "--space", "Storyblok space id",
    fallback: "the space a delivery token belongs to", dotenv: ["STORYBLOK_SPACE_ID"])
  /// The Storyblok region.
  public static let storyblokRegion = SettingKey(
    ["STORYBLOK_REGION"], option: "--storyblok-region", "Storyblok region: eu, us, ca, ap or cn",
    fallback: "derived from the space id", dotenv: ["STORYBLOK_REGION"])
  /// The Storyblok base URL.
  public static let storyblokBase = SettingKey(
    ["STORYBLOK_API_BASE"], option: "--api-base", "Storyblok base URL", fallback: "the region's public host",
    dotenv: ["STORYBLOK_API_BASE"])
  /// The language of the stories' text.
  public static let language = SettingKey(
    ["STORYBLOK_LANGUAGE"], option: "--language", "language of the stories, by its code",
    fallback: "the space's default language", dotenv: ["STORYBLOK_LANGUAGE"])

  /// The address of the site that shows the stories.
  public static let site = SettingKey(
    ["STORYBLOK_SITE_URL"], option: "--site-url", "address of the site, for links to stories",
    fallback: "the domain of the space's preview", dotenv: ["STORYBLOK_SITE_URL"])

  /// All of them, in the order of the documentation.
  public static let storyblok: [SettingKey] = [
    .storyblokToken, .space, .storyblokRegion, .storyblokBase, .language, .site,
  ]
}
