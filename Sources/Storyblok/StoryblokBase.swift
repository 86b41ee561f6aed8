import Core
import HTTP

/// A base URL as users write it (`STORYBLOK_API_BASE`, `--api-base`), and the base URLs of both APIs.
///
/// It may be only a host, with or without scheme, trailing slash, `/v1` or `/v2/cdn`. A public host of Storyblok means
/// its region. Any other base serves both APIs under their paths.
struct StoryblokBase: Equatable {
  let management: WebURL
  let delivery: WebURL
  /// The region of the public host; nil for a custom base.
  let region: StoryblokRegion?

  init(_ setting: Setting<String>) throws(Failure) {
    let text = setting.value.trimmed
    guard var url = WebURL(text.contains("://") ? text : Self.scheme(for: text) + text), url.query == nil
    else {
      throw StoryblokConfiguration.wrong(
        setting.origin, "is no base URL", hint: "for example https://mapi.storyblok.com")
    }
    try Self.checkTrust(url, setting.origin)
    while url.path.hasSuffix("/") { url.path.removeLast() }
    for suffix in ["/v1", "/v2/cdn", "/v2"] where url.path.hasSuffix(suffix) {
      url.path.removeLast(suffix.count)
      break
    }
    if let known = StoryblokRegion(host: url.host), url.port == nil || url.port == 443, url.path.isEmpty {
      region = known
      management = Self.management(known)
      delivery = Self.delivery(known)
    } else {
      region = nil
      management = url.appending(path: "/v1")
      delivery = url.appending(path: "/v2/cdn")
    }
  }

  static func management(_ region: StoryblokRegion) -> WebURL { https(region.managementHost, "/v1") }
  static func delivery(_ region: StoryblokRegion) -> WebURL { https(region.deliveryHost, "/v2/cdn") }

  /// Checks that the token may be sent to `url`: to Storyblok and to loopback always, to other hosts only if an option
  /// or the process environment names them, never by a `.env` file, and only over https.
  private static func checkTrust(_ url: WebURL, _ origin: Origin) throws(Failure) {
    if url.isLoopback { return }
    guard url.scheme == .https else {
      throw Failure(
        .badConfig, "refusing to send the Storyblok token over plain http to \(url.authority)",
        hint: "use https in \(origin.place); plain http is for loopback addresses only", service: "storyblok")
    }
    if case .dotenv = origin, !url.host.hasSuffix(".storyblok.com"), !url.host.hasSuffix(".storyblokchina.cn") {
      throw Failure(
        .badConfig, "refusing to send the Storyblok token to \(url.authority), which only a .env file names",
        hint: "if you trust that host: \(option: .storyblokBase) \(url.origin), or export STORYBLOK_API_BASE",
        moreHints: ["else remove STORYBLOK_API_BASE (\(origin.place))"], service: "storyblok")
    }
  }

  private static func scheme(for text: String) -> String {
    WebURL("http://" + text)?.isLoopback == true ? "http://" : "https://"
  }

  private static func https(_ host: String, _ path: String) -> WebURL {
    WebURL(scheme: .https, host: host, path: path)
  }
}
