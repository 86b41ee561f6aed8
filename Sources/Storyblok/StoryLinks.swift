import Core
import HTTP

/// Where a story is seen and edited.
public struct StoryLinks: Sendable, Equatable {
  private let editor: String?
  private let site: String?

  /// Links of a space; `space` nil where it could not be read: there is no site to link to then.
  public init(configuration: StoryblokConfiguration, space: Space?) {
    let app = (configuration.region?.value ?? .eu).app
    editor = (space?.id ?? configuration.space?.value).map { "\(app)/#/me/spaces/\($0)/stories/0/0/" }
    // What an editor typed is no URL until it is one: a `javascript:` link must not come out of here.
    site = space?.domain.flatMap { WebURL($0) }.map { url in
      url.origin + (url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path)
    }
  }

  /// The visual editor's page of a story.
  public func editor(_ id: Int64) -> String? { editor.map { $0 + String(id) } }

  /// The story on the site the space previews, the domain joined with its path, else its slug. `home` is, by
  /// Storyblok's convention, the site's root.
  public func site(slug: String, path: String? = nil) -> String? {
    guard let site else { return nil }
    var target = Substring(path ?? (slug == "home" ? "" : slug))
    while target.hasPrefix("/") { target = target.dropFirst() }
    while target.hasSuffix("/") { target = target.dropLast() }
    return site + "/" + Self.escape(target)
  }

  /// Escapes what cannot stand in a URL's path; what is escaped already stays.
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
