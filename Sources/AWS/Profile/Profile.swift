public import Core

/// One profile of the AWS shared files. For settings, the section of `~/.aws/credentials` overrides that of
/// `~/.aws/config`, key by key.
public struct Profile: Sendable, Equatable {
  /// One key of a section: its value and origin.
  public struct Entry: Sendable, Equatable {
    /// The value, trimmed; for a nested block, its lines.
    public var text: String
    /// The keys of a nested block (`s3 =` and indented lines); nil for a plain value.
    public var nested: [String: String]?
    /// File, line, profile and key.
    public var origin: Origin
    /// Lines of its text that look like keys, but are indented.
    var swallowed: [INIFile.SwallowedKey]

    /// Makes an entry.
    init(
      text: String, nested: [String: String]? = nil, origin: Origin, swallowed: [INIFile.SwallowedKey] = []
    ) {
      self.text = text
      self.nested = nested
      self.origin = origin
      self.swallowed = swallowed
    }
  }

  /// The profile's name.
  public var name: String
  /// The keys in the config file, in lower case.
  public var config: [String: Entry]
  /// The keys in the credentials file, in lower case.
  public var credentials: [String: Entry]

  /// Makes a profile.
  public init(name: String, config: [String: Entry] = [:], credentials: [String: Entry] = [:]) {
    self.name = name
    self.config = config
    self.credentials = credentials
  }

  /// The value of a key, from the credentials file first; nil if neither file sets it or it is empty.
  public func value(_ key: String) -> Setting<String>? {
    guard let entry = credentials[key] ?? config[key], !entry.text.isEmpty else { return nil }
    return Setting(entry.text, from: entry.origin)
  }

  /// Whether either file has the key, even with an empty value.
  public func has(_ key: String) -> Bool { credentials[key] != nil || config[key] != nil }

  /// Whether it has a static key, even an incomplete one.
  var hasStaticKeys: Bool { value("aws_access_key_id") != nil || value("aws_secret_access_key") != nil }

  /// Whether it assumes a role with the credentials of another source. With a token file it is a web identity profile.
  var assumesRole: Bool { value("role_arn") != nil && value("web_identity_token_file") == nil }
}
