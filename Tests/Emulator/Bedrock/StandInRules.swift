/// The words of a question that select a tool. The first matching row decides.
enum StandInRules {
  /// A row: the words, the tool's possible names, and whether an earlier message is required.
  private struct Rule {
    var words: [String]
    var tools: [String]
    var later = false
  }

  private static let rules = [
    Rule(
      words: ["find something", "show me something", "something good", "anything interesting"],
      tools: ["clarify"]),
    Rule(
      words: ["list them", "which ones", "list those", "show them", "name them"], tools: ["list_analyzed"]),
    Rule(words: ["of those", "of these", "of them", "only ", "just the"], tools: ["refine"], later: true),
    Rule(words: ["how many", "count", "number of"], tools: ["analyze"]),
  ]

  private static let greetings: Set<String> = [
    "hello", "hi", "hey", "thanks", "thank you", "good morning", "good evening", "bye", "ping", "pong",
  ]

  /// Words that ask for a whole story.
  private static let reading = ["in full", "whole story", "read ", "in detail"]

  /// Words that are not part of a search term.
  private static let stopWords: Set<String> = [
    "a", "an", "the", "is", "are", "was", "were", "do", "does", "did", "what", "which", "who", "where",
    "when",
    "why", "how", "many", "much", "count", "number", "of", "to", "in", "on", "at", "for", "from", "with",
    "about",
    "and", "or", "we", "you", "i", "me", "my", "our", "us", "your", "it", "its", "there", "here", "that",
    "this",
    "those", "these", "them", "they", "have", "has", "had", "can", "could", "should", "would", "will",
    "shall",
    "be", "been", "any", "some", "all", "only", "just", "tell", "show", "find", "search", "list", "give",
    "please",
    "say", "says", "said", "know", "ones", "also", "stories", "story", "articles", "content", "mention",
    "mentions", "full", "detail", "read", "whole", "describe", "explain", "get", "look", "up", "not", "if",
    "by",
  ]

  /// The tool for a question, or nil for a plain answer.
  static func tool(for question: String, offered: [String], turn: Int) -> String? {
    if isGreeting(question) { return nil }
    let text = question.lowercased() + " "
    for rule in rules where !rule.later || turn > 0 {
      guard rule.words.contains(where: { text.contains($0) }) else { continue }
      if let tool = rule.tools.first(where: { offered.contains($0) }) { return tool }
    }
    return offered.first { $0 == "search" } ?? offered.first { $0.contains("search") } ?? offered.first
  }

  /// The tool that reads a whole story, if the question asks for one.
  static func reader(for question: String, offered: [String]) -> String? {
    let text = question.lowercased() + " "
    guard reading.contains(where: { text.contains($0) }) else { return nil }
    return offered.first { $0.contains("read") || $0 == "story" || $0 == "get_story" }
  }

  static func isGreeting(_ question: String) -> Bool {
    let words = question.lowercased().split { !$0.isLetter }.joined(separator: " ")
    return words.count <= 40
      && greetings.contains { words == $0 || words.hasPrefix($0 + " ") && words.count <= 24 }
  }

  /// The search term: the significant words, in order.
  static func term(_ question: String) -> String {
    let words = question.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "'") }.map(
      String.init)
    let counted = limit(question).map { ["first", "top", "limit", String($0)] } ?? []
    let kept = words.filter { !stopWords.contains($0) && !counted.contains($0) }
    return (kept.isEmpty ? words : kept).prefix(8).joined(separator: " ")
  }

  /// Content types a question names.
  static let contentTypes = [
    "article": ["article", "articles", "blog post", "blog posts"], "product": ["product", "products"],
    "author": ["author", "authors"], "faq_item": ["faq", "faqs"], "page": ["page", "pages"],
  ]

  /// The content type a question names, if it names one.
  static func contentType(_ question: String) -> String? {
    let text = " " + question.lowercased().split { !$0.isLetter }.joined(separator: " ") + " "
    return contentTypes.keys.sorted().first { key in
      contentTypes[key, default: []].contains { text.contains(" \($0) ") }
    }
  }

  /// A number after "first", "top" or "limit", as in "the first 5".
  static func limit(_ question: String) -> Int? {
    let words = question.lowercased().split { !($0.isLetter || $0.isNumber) }
    for (index, word) in words.enumerated().dropLast() where ["first", "top", "limit"].contains(word) {
      if let number = Int(words[index + 1]) { return number }
    }
    return nil
  }
}
