import Core

/// An image of a story: an asset, or an image inside rich text.
public struct StoryImage: Sendable, Equatable {
  /// Its address, as the content holds it; `https:` is added where the scheme is left out.
  public var url: String
  /// The alternative text; nil if there is none.
  public var alt: String?

  /// The name of its file.
  public var name: String { String(url.prefix { $0 != "?" }.split(separator: "/").last ?? "image") }

  /// An image.
  public init(url: String, alt: String? = nil) {
    self.url = url
    self.alt = alt
  }
}

/// Finds the images in a story's content, in the order of the content, each once.
public struct StoryImages {
  /// The most images of a story.
  public static let most = 100
  private static let endings = [".jpg", ".jpeg", ".png", ".gif", ".webp"]

  private let language: String?
  private var found: [StoryImage] = []

  /// The images of `story`; alternative texts in that language where they are translated.
  public static func all(in story: Story, language: String? = nil) -> [StoryImage] {
    guard let content = story.content, let tree = JSONTree(content) else { return [] }
    var images = StoryImages(language: language)
    images.collect(tree)
    return images.found
  }

  private init(language: String?) { self.language = language }

  private mutating func collect(_ value: JSONTree) {
    guard found.count < Self.most else { return }
    switch value {
    case .string(let text): if text.hasPrefix("//a") || text.hasPrefix("https://a") { note(text, alt: nil) }
    case .array(let items): for item in items { collect(item) }
    case .object(let members):
      if let file = value["filename"]?.text {
        return note(file, alt: BlockField.text("alt", of: value, language: language))
      }
      if value["type"]?.string == "image", let attributes = value["attrs"], let file = attributes["src"]?.text {
        return note(file, alt: attributes["alt"]?.text)
      }
      for member in members { collect(member.value) }
    default: break
    }
  }

  private mutating func note(_ address: String, alt: String?) {
    let url = address.hasPrefix("//") ? "https:" + address : address
    let path = url.prefix { $0 != "?" }.lowercased()
    guard Self.endings.contains(where: path.hasSuffix), !found.contains(where: { $0.url == url }) else { return }
    found.append(StoryImage(url: url, alt: alt))
  }
}
