import Core
import Storyblok

/// The requests of a search word by word: as many at once, and of such a size, as Storyblok's rate limits let through
/// within a second.
struct WordPlan: Sendable, Equatable {
  /// Stories a page.
  let size: Int
  /// The most further requests, for words of which a page does not hold every story.
  let further: Int

  /// The most stories of one list that are read.
  static let mostOfOneWord = 300
  /// The most candidates whose words are looked up again.
  static let mostProbed = 100

  /// A plan for `words` words.
  ///
  /// - Parameter isBare: whether lists have no content. The management API has one limit for pages of any size; of the
  ///   delivery API larger pages are fewer a second (storyblok.com/docs/api/content-delivery/v2/getting-started/
  ///   rate-limit: 6 of 100, 10 of 75, 15 of 50).
  init(words: Int, isBare: Bool) {
    switch words {
    case _ where isBare: (size, further) = (100, 6)
    case ...3: (size, further) = (100, 2)
    case ...8: (size, further) = (75, min(3, 10 - words))
    default: (size, further) = (50, 15 - words)
    }
  }

  /// The further pages: of the words whose lists were cut, the rarest first, because a rare word tells most.
  ///
  /// - Parameter totals: the number of stories of each word's list.
  func pages(totals: [Int]) -> [(word: Int, page: Int)] {
    var pages: [(word: Int, page: Int)] = []
    for word in cut(totals) {
      var page = 2
      while pages.count < further, (page - 1) * size < min(totals[word], Self.mostOfOneWord) {
        pages.append((word, page))
        page += 1
      }
    }
    return pages
  }

  /// The words whose lists were cut, the rarest first, at most `further`.
  func probes(totals: [Int]) -> [Int] { Array(cut(totals).prefix(further)) }

  private func cut(_ totals: [Int]) -> [Int] {
    totals.indices.filter { totals[$0] > size }.sorted { (totals[$0], $0) < (totals[$1], $1) }
  }
}
