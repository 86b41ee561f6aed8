import Core
import HTTP

/// The message in an error body of Storyblok, which has many forms: `{"error":"…"}`, `{"error":{"base":["…"]}}`,
/// `{"error":{"field":["…"]}}`, `{"field":["…"]}`, `{"message":"…"}`, `["…"]`, HTML, empty.
enum StoryblokMessage {
  /// The longest message in a sentence, in scalars.
  static let limit = 300

  /// What the service said, whole, on one line; nil for HTML and an empty body.
  static func whole(of response: Response, without secrets: KnownSecrets = KnownSecrets()) -> String? {
    guard response.body.count <= 64 << 10, let tree = JSONTree(response.body[...]), let text = text(in: tree)
    else { return nil }
    // Before it is cut: a part of a secret is not recognized.
    let line = secrets.scrub(text).split { $0.isWhitespace }.joined(separator: " ")
    return line.isEmpty ? nil : line
  }

  /// The message for a sentence of ours; nil also where it only repeats the status.
  static func text(of response: Response, without secrets: KnownSecrets = KnownSecrets()) -> String? {
    let repeated: Set<String> = [
      "unauthorized", "forbidden", "not found", "bad request", "unprocessable entity",
    ]
    guard let line = whole(of: response, without: secrets), !repeated.contains(line.lowercased()) else { return nil }
    let shown = line.prefix(scalars: limit)
    return shown.endIndex < line.endIndex ? shown + "…" : line
  }

  private static func text(in tree: JSONTree) -> String? {
    switch tree {
    case .string(let text): return text
    case .array(let items): return items.first.flatMap(text(in:))
    case .object(let members):
      for name in ["error", "message"] {
        if let value = tree[name], let found = text(in: value) { return found }
      }
      for member in members {
        guard let found = text(in: member.value) else { continue }
        return member.name == "base" ? found : "\(member.name): \(found)"
      }
      return nil
    case .null, .bool, .number, .deep: return nil
    }
  }
}
