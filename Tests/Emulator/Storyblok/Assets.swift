/// The asset host: the images of the sample space.
struct Assets {
  let exchange: Exchange
  /// The public host that stories name.
  static let host = "https://a.storyblok.com"

  init(_ exchange: Exchange) { self.exchange = exchange }

  func answer() -> Reply {
    let name = exchange.request.segments.last ?? ""
    guard let bytes = exchange.scenario.storyblok.assets[name] ?? Self.sample(name) else {
      return .text("<html><body>Not Found</body></html>", status: 404, type: "text/html")
    }
    let type = name.hasSuffix(".png") ? "image/png" : name.hasSuffix(".gif") ? "image/gif" : "image/jpeg"
    return Reply(200, type: type, body: .bytes(bytes))
  }

  /// The image that every name has: a pixel, as a PNG, whatever the name says.
  private static func sample(_ name: String) -> [UInt8]? {
    guard [".jpg", ".png", ".gif", ".webp"].contains(where: name.hasSuffix) else { return nil }
    return pixel
  }

  /// A red pixel.
  static let pixel =
    Base64.decode(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC") ?? []

  /// Replaces the public asset host in a story's JSON by the emulator's own, if the scenario serves assets there.
  static func rewritten(_ reply: Reply, _ exchange: Exchange) -> Reply {
    let world = exchange.scenario.storyblok
    let own = world.servesAssets ? exchange.request.header("host").map { "http://" + $0 } : nil
    guard let host = own ?? world.assetHost, case .bytes(let bytes) = reply.body else { return reply }
    var copy = reply
    let text = String(decoding: bytes, as: UTF8.self).replacing(Self.host, with: host)
    copy.body = .bytes(Array(text.utf8))
    return copy
  }
}
