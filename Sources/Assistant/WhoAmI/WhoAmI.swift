public import AWS
public import Core
public import HTTP
import Storyblok

/// `sva whoami`: finds both identities concurrently; a failure of one does not hide the other.
public struct WhoAmI: Sendable {
  /// The services to ask.
  public enum Services: Sendable { case aws, storyblok, all }

  private let settings: Settings
  private let session: AWSSession
  private let http: HTTPClient
  private let log: Log

  /// - Parameter session: if it is offline, no request is sent.
  public init(settings: Settings, session: AWSSession, http: HTTPClient, log: Log) {
    self.settings = settings
    self.session = session
    self.http = http
    self.log = log
  }

  /// The report; failures are part of it.
  public func run(_ services: Services) async -> WhoAmIReport {
    let hasToken = settings.string(.storyblokToken) != nil
    if !session.isOffline { log.progress(services == .storyblok ? "asking Storyblok" : "asking AWS") }
    defer { log.progress(nil) }
    let asksStoryblok = services == .storyblok || (services == .all && hasToken)
    let aws = AWSIdentifier(session: session, log: log)
    let storyblok = StoryblokIdentifier(settings: settings, http: http, log: log, isOffline: session.isOffline)
    var (first, second): (AWSIdentity?, StoryblokIdentity?)
    if services == .all, hasToken, !session.isOffline {
      async let other = storyblok.identity()
      first = await aws.identity()
      log.progress("asking Storyblok")
      second = await other
    } else {
      // With at most one service to ask, a further task would only cost a thread.
      if services != .storyblok { first = await aws.identity() }
      if asksStoryblok { second = await storyblok.identity() }
    }
    return WhoAmIReport(
      aws: first, storyblok: second, settings: rows,
      failure: services == .storyblok ? second?.failure : first?.failure)
  }

  private var rows: [SettingRow] {
    let named = settings.keys.map { key in
      if key == .region, let configuration = try? session.configuration() {
        // A region that is not valid may be anything, so it is not shown.
        let given = configuration.givenRegion
        return SettingRow(
          key.name, value: (try? session.region())?.value, origin: given.origin, fallback: key.fallback)
      }
      if let setting = settings.string(key) {
        let value = key.isSecret ? nil : shown(setting.value, of: key)
        return SettingRow(key.name, value: value, origin: setting.origin, fallback: key.fallback)
      }
      let origin: Origin? = key.fallback == nil ? nil : .default
      return SettingRow(key.name, value: nil, origin: origin, fallback: key.fallback)
    }
    return named + endpointRows + networkRows
  }

  /// The endpoints that were configured for one service; the others have that of all services, or their own host.
  private var endpointRows: [SettingRow] {
    let shared = settings.string(.endpoint)?.origin
    return AWSService.all.compactMap { service in
      guard let endpoint = try? session.endpoint(service), let origin = endpoint.origin, origin != shared else {
        return nil
      }
      return SettingRow(service.endpointVariable.name, value: Redaction.url(endpoint.url), origin: origin)
    }
  }

  /// The proxies and certificates in use; those that are not set are left out.
  private var networkRows: [SettingRow] {
    let network = NetworkSettings(settings.environment)
    var rows: [SettingRow] = []
    for (name, proxy) in [("HTTPS_PROXY", network.httpsProxy), ("http_proxy", network.httpProxy)] {
      guard let proxy else { continue }
      rows.append(SettingRow(name, value: proxy.address, origin: .environment(proxy.variable)))
    }
    let certificates = [
      ("NO_PROXY", network.noProxy), ("AWS_CA_BUNDLE", (try? session.configuration())?.trust),
      (network.trust?.file?.origin.place ?? "", network.trust?.file),
      (network.trust?.folder?.origin.place ?? "", network.trust?.folder),
    ]
    for case (let name, let setting?) in certificates {
      rows.append(SettingRow(name, value: setting.value, origin: setting.origin))
    }
    return rows
  }

  /// The value without secrets: a URL may hold a token in its query, or a password; a secret may have been set in place
  /// of the access key id.
  private func shown(_ value: String, of key: SettingKey) -> String? {
    if key == .accessKeyID { return AccessKeyID.shown(value) }
    guard value.contains("://") else { return value }
    return WebURL(value).map(Redaction.url)
  }
}
