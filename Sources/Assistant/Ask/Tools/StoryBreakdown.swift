import Core
import Storyblok

/// The parts that a count of stories consists of.
enum StoryBreakdown: String, CaseIterable {
  case type, folder, tag, state, month, language

  /// The lines of a breakdown: `article 12, product 3`, the largest part first; months in their order.
  func line(_ stories: [FoundStory]) -> String {
    var counts: [String: Int] = [:]
    for story in stories { for name in names(story) { counts[StoryText.oneLine(name), default: 0] += 1 } }
    let parts = counts.sorted {
      self == .month ? $0.key < $1.key : ($1.value, $0.key) < ($0.value, $1.key)
    }
    let shown = parts.prefix(Self.most).map { "\($0.key) \($0.value)" }
    let left = parts.count - shown.count
    return "by \(rawValue): " + shown.joined(separator: ", ") + (left > 0 ? ", and \(left) more" : "")
  }

  /// The most parts that are shown.
  private static let most = 50

  private func names(_ story: FoundStory) -> [String] {
    switch self {
    case .type: [story.contentType ?? "unknown"]
    case .folder: [story.slug.firstIndex(of: "/").map { String(story.slug[...$0]) } ?? "no folder"]
    case .tag: story.tags.map { $0.isEmpty ? ["no tag"] : $0 } ?? ["unknown"]
    case .state: [story.state?.rawValue ?? "unknown"]
    case .language: story.translations.isEmpty ? ["not translated"] : story.translations
    case .month: [story.publishedAt.map { String($0.prefix(scalars: 7)) } ?? "not published"]
    }
  }
}
