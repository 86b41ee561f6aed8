import Core

/// The two shared files of the AWS tools, parsed: `~/.aws/config` and `~/.aws/credentials`, or the files named by
/// `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`.
public struct SharedFiles: Sendable, Equatable {
  /// One section of a file.
  public struct Section: Sendable, Equatable {
    /// One key.
    public struct Entry: Sendable, Equatable {
      /// The value.
      public var text: String
      /// The keys of a nested block; nil for a plain value.
      public var nested: [String: String]?
      /// Its line, from 1.
      public var line: Int
      /// Lines of its text that look like keys, but are indented.
      var swallowed: [INIFile.SwallowedKey] = []
    }

    /// The header's text between the brackets.
    public var name: String
    /// The header's line, from 1.
    public var line: Int
    /// Its own keys, by lower-case name.
    public var entries: [String: Entry]
    /// The keys of the file's `[DEFAULT]`, which apply where the section does not set them. All sections share them: a
    /// copy in each would grow with the product of keys and sections.
    public var defaults: [String: Entry] = [:]
  }

  /// One file.
  public struct File: Sendable, Equatable {
    /// The path as shown to the user: `~/.aws/config`.
    public var path: String
    /// Whether it was read, or why not.
    var state: SharedFileState
    /// The sections' names, in order.
    public var sectionNames: [String]

    /// Whether the file was read.
    public var exists: Bool { state == .read }
    /// Why nothing was read from it, as text that follows its path.
    var absence: String { state.absence }
  }

  /// The config file.
  public let config: File
  /// The credentials file.
  public let credentials: File
  /// The names of `[NAME]` sections in the config file that are ignored, because they lack `profile `.
  public let strayConfigSections: Set<String>

  private let profiles: [String: ProfileSections]
  private let order: [String]
  private let ssoSessions: [String: Section]
  private let servicesSections: [String: Section]

  /// The sections of one profile.
  private struct ProfileSections: Sendable, Equatable {
    var config: Section?
    var credentials: Section?
  }

  /// Both files from their sections; nil for a file that was not read, for the reason in its state.
  init(
    configPath: String = "~/.aws/config", config: [Section]?, credentialsPath: String = "~/.aws/credentials",
    credentials: [Section]?, configState: SharedFileState = .absent, credentialsState: SharedFileState = .absent
  ) {
    var profiles: [String: ProfileSections] = [:]
    var order: [String] = []
    var ssoSessions: [String: Section] = [:]
    var servicesSections: [String: Section] = [:]
    var stray: Set<String> = []
    for section in config ?? [] {
      switch ConfigHeader(section.name) {
      case .profile(let name):
        // The later of [default] and [profile default] replaces the earlier.
        if profiles[name] == nil { order.append(name) }
        profiles[name] = ProfileSections(config: section)
      case .ssoSession(let name): ssoSessions[name] = section
      case .services(let name): servicesSections[name] = section
      case nil: stray.insert(section.name)
      }
    }
    for section in credentials ?? [] {
      if profiles[section.name] == nil { order.append(section.name) }
      profiles[section.name, default: ProfileSections()].credentials = section
    }
    self.config = File(
      path: configPath, state: config == nil ? configState : .read, sectionNames: (config ?? []).map(\.name))
    self.credentials = File(
      path: credentialsPath, state: credentials == nil ? credentialsState : .read,
      sectionNames: (credentials ?? []).map(\.name))
    strayConfigSections = stray
    self.profiles = profiles
    self.order = order
    self.ssoSessions = ssoSessions
    self.servicesSections = servicesSections
  }

  /// The keys of a section, the defaults included. They are made when asked for.
  private static func entries(
    _ section: Section?, withDefaults: Bool = true, _ origin: (Int, String) -> Origin
  ) -> [String: Profile.Entry] {
    guard let section else { return [:] }
    var out: [String: Profile.Entry] = [:]
    let all = withDefaults ? section.defaults.merging(section.entries, uniquingKeysWith: { $1 }) : section.entries
    for (key, entry) in all {
      out[key] = Profile.Entry(
        text: entry.text, nested: entry.nested, origin: origin(entry.line, key), swallowed: entry.swallowed)
    }
    return out
  }

  private func configEntries(
    _ section: Section?, _ profile: String, withDefaults: Bool = true
  ) -> [String: Profile.Entry] {
    Self.entries(section, withDefaults: withDefaults) {
      .configFile(path: config.path, line: $0, profile: profile, key: $1)
    }
  }

  /// Why a profile cannot be read: the failure of the first file that cannot be parsed.
  var damage: Failure? { config.state.damage ?? credentials.state.damage }

  /// Whether a file exists and its content is not known, so that it may hold what seems to be missing.
  var isIncomplete: Bool { [config, credentials].contains { $0.state.isUnknown } }

  /// The profile of that name; nil if neither file has it.
  ///
  /// - Parameter withDefaults: whether it holds the keys of `[DEFAULT]` too.
  public func profile(_ name: String, withDefaults: Bool = true) -> Profile? {
    guard let sections = profiles[name] else { return nil }
    return Profile(
      name: name, config: configEntries(sections.config, name, withDefaults: withDefaults),
      credentials: Self.entries(sections.credentials, withDefaults: withDefaults) {
        .credentialsFile(path: credentials.path, line: $0, profile: name, key: $1)
      })
  }

  /// The names of the profiles, in the order of the files.
  public var profileNames: [String] { order }

  /// The keys of `[sso-session NAME]`.
  func ssoSession(_ name: String) -> [String: Profile.Entry]? {
    ssoSessions[name].map { configEntries($0, "sso-session \(name)") }
  }

  /// The names of the sso-sessions, sorted.
  var ssoSessionNames: [String] { ssoSessions.keys.sorted() }

  /// The endpoint URLs in `[services NAME]`, by service in lower case; nil if there is no such section.
  func serviceEndpoints(_ name: String) -> [String: Setting<String>]? {
    guard let section = servicesSections[name] else { return nil }
    return configEntries(section, "services \(name)").compactMapValues { entry in
      entry.nested?["endpoint_url"].map { Setting($0, from: entry.origin) }
    }
  }
}
