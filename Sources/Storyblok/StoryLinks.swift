import Core
import HTTP

/// The URLs of a story on the site and in the editor.
public struct StoryLinks: Sendable, Equatable {
  private let editor: String?
  private let site: String?

  /// The links of a space. If `space` is nil because it could not be read, there are links to a
  /// configured site only.
  public init(configuration: StoryblokConfiguration, space: Space?) {
    let app = (configuration.region?.value ?? .eu).app
    editor = (space?.id ?? configuration.space?.value).map { "\(app)/#/me/spaces/\($0)/stories/0/0/" }
    // The configured domain is checked, so that it cannot make a `javascript:` link.
    site = (configuration.site?.value ?? space?.domain.flatMap { WebURL($0) }).map(Self.root)
  }

  /// The links of a space that is known without a request.
  ///
  /// - Parameter root: as `root` of links that were made with the space; used where the settings name no site.
  public init(_ configuration: OfflineConfiguration, space: Int64, root: String?) {
    let region = configuration.region?.value ?? StoryblokRegion(spaceID: space) ?? .eu
    editor = "\(region.app)/#/me/spaces/\(space)/stories/0/0/"
    site = (configuration.site?.value ?? root.flatMap { WebURL($0) }).map(Self.root)
  }

  /// The address of the site without a `/` at its end; nil if none is known. It holds no query, where previews of some
  /// spaces have a secret.
  public var root: String? { site }

  private static func root(_ url: WebURL) -> String {
    url.origin + (url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path)
  }

  /// The visual editor's page of a story.
  public func editor(_ id: Int64) -> String? { editor.map { $0 + String(id) } }

  /// The story on the previewed site: the domain with the story's path, else its slug. By Storyblok's convention,
  /// `home` is the site's root.
  public func site(slug: String, path: String? = nil) -> String? {
    guard let site else { return nil }
    var target = Substring(path ?? (slug == "home" ? "" : slug))
    while target.hasPrefix("/") { target = target.dropFirst() }
    while target.hasSuffix("/") { target = target.dropLast() }
    return site + "/" + Self.escape(target)
  }

  /// Escapes characters that are not allowed in a URL's path; existing escapes stay.
  private static func escape(_ path: Substring) -> String {
    var out = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "+"),
        UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "!"),
        UInt8(ascii: "?"):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      case 0..<0x80: out += PercentEncoding.component(String(Unicode.Scalar(byte)))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        out += "%" + digits
      }
    }
    return out
  }
}
