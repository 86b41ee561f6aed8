public import Core
import HTTP

extension StoryblokClient {
  /// The most links one page has (storyblok.com/docs/api/content-delivery/v2/links/retrieve-multiple-links).
  private static let linksPerPage = 1000
  /// The most pages read: a space beyond that is not worth the wait for the sake of a link.
  private static let linkPages = 50

  /// Where stories stand that a link names by uuid only; those that are not found are left out.
  ///
  /// The delivery API lists the links of the whole space, a thousand a page, without content; the management API finds
  /// stories by uuid. Links are an extra: once a request for them has failed, what is known is all there is.
  ///
  /// - Throws: `Failure` with code `interrupted`.
  public func paths(of uuids: Set<String>, version: StoryVersion) async throws(Failure) -> [String: String] {
    var known = knownLinks
    if !known.isLost {
      do throws(Failure) { try await look(for: uuids, version, &known) } catch {
        if error.code == .interrupted { throw error }
        known.isLost = true
        log.note("storyblok: links between stories are left open: \(error.sentence)")
      }
      remember(known)
    }
    return known.paths.filter { uuids.contains($0.key) }
  }

  private func look(for uuids: Set<String>, _ version: StoryVersion, _ known: inout KnownLinks) async throws(Failure) {
    if (access ?? candidates[0]).isManagement {
      let missing = uuids.subtracting(known.missing).filter { known.paths[$0] == nil }.sorted()
      for start in stride(from: 0, to: missing.count, by: 50) {
        var filter = StoryFilter(version: version)
        filter.uuids = Array(missing[start..<min(start + 50, missing.count)])
        for story in try await stories(filter, size: 50).stories {
          if let uuid = story.uuid { known.paths[uuid] = story.path ?? story.slug }
        }
      }
      known.missing.formUnion(missing.filter { known.paths[$0] == nil })
    } else {
      while let page = known.nextPage, page <= Self.linkPages, uuids.contains(where: { known.paths[$0] == nil }) {
        let links = try await links(page: page, version: version)
        known.paths.merge(links.paths) { $1 }
        known.nextPage = links.items < Self.linksPerPage ? nil : page + 1
      }
    }
  }

  private func links(page: Int, version: StoryVersion) async throws(Failure) -> LinkPage {
    var query = [
      (name: "version", value: version.rawValue), ("paginated", "1"), ("page", String(page)),
      ("per_page", String(Self.linksPerPage)),
    ]
    if let pair = cachePair(version, .delivery) { query.append(pair) }
    return try await ask(among: [.delivery]) { (_) throws(Failure) in
      StoryblokCall(.links, "/links", query: query, version: version)
    } read: { (response, _) throws(Failure) in
      guard let links = try? LinkPage(response.body) else { throw self.unreadable(response) }
      return links
    }
  }
}

/// Where links lead, as far as this process has read.
struct KnownLinks: Sendable {
  /// Paths by uuid.
  var paths: [String: String] = [:]
  /// Uuids the management API knows no story of: links to what was deleted are not asked for again and again.
  var missing: Set<String> = []
  /// The page of the delivery API's links to read next; nil after the last.
  var nextPage: Int? = 1
  /// Whether a request has failed, so that no other is made.
  var isLost = false
}
