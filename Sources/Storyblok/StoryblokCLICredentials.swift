import Core

/// The tokens that `storyblok login` of the official command line keeps in `~/.storyblok/credentials.json`:
/// `{"<host>":{"login":"…","password":"<token>","region":"eu"}}`. They are the last source of the token.
struct StoryblokCLICredentials: Sendable {
  /// One login.
  struct Entry: Sendable, Equatable {
    /// The host, which is the entry's name.
    var host: String
    /// The region that the token is for.
    var region: StoryblokRegion
    /// The token.
    var token: String
  }

  /// The path of the file, as it is shown.
  static let path = "~/.storyblok/credentials.json"
  /// The most bytes of the file.
  private static let limit = 1 << 20

  /// The logins, in the order of the file.
  let entries: [Entry]

  /// Reads the text of the file. Entries of unknown regions, without a token and for OAuth are left out; nil if it is no
  /// JSON object.
  init?(_ bytes: [UInt8]) {
    guard let tree = JSONTree(bytes[...]), case .object(let members) = tree else { return nil }
    entries = members.compactMap { member in
      guard member.name != "oauth", let token = member.value["password"]?.text,
        let region = member.value["region"]?.text.flatMap({ StoryblokRegion(rawValue: $0) })
      else { return nil }
      return Entry(host: member.name, region: region, token: token)
    }
  }

  /// The logins of the user; none without a home folder or a file that can be read.
  static func entries(_ environment: Environment) -> [Entry] {
    guard let home = environment.home else { return [] }
    do throws(FileProblem) {
      return Self(try FileReader.read(home + path.dropFirst(), limit: limit))?.entries ?? []
    } catch { return [] }
  }

  /// Whether others may read the file.
  static func isOpenToOthers(_ environment: Environment) -> Bool {
    environment.home.flatMap { FileStatus($0 + path.dropFirst()) }?.isOpenToOthers ?? false
  }

  /// The entry for `region`; where no region is known, the only entry. A token is never sent to another region.
  static func entry(for region: StoryblokRegion?, among entries: [Entry]) -> Entry? {
    if let region { return entries.first { $0.region == region } }
    return entries.count == 1 ? entries.first : nil
  }
}
