import Core
import Emulator

/// A set of stories and questions with the story that answers each: JSON Lines with `id`, `title`, `text`, and with
/// `query`, `relevant`.
struct RetrievalSet {
  /// A question and the slugs of the stories that answer it.
  struct Question {
    var text: String
    var relevant: Set<String>
  }

  /// The name: `xquad.queries.de` for questions in another file than the stories' own.
  var name: String
  /// The stories, by slug.
  var stories: [(slug: String, title: String, text: String)]
  var questions: [Question]

  /// The sets in a folder: each `NAME.queries….jsonl` with the stories of `NAME.stories.jsonl`.
  static func all(in folder: String) throws -> [RetrievalSet] {
    let names = try Folder.files(in: folder, suffix: ".jsonl").filter { $0.contains(".queries") }.sorted()
    return try names.compactMap { name -> RetrievalSet? in
      let base = String(name.prefix { $0 != "." })
      guard let questions = try lines("\(folder)/\(name).jsonl"),
        let stories = try lines("\(folder)/\(base).stories.jsonl")
      else { return nil }
      return RetrievalSet(
        name: name,
        stories: stories.map {
          ($0["id"]?.string ?? "", $0["title"]?.string ?? "", $0["text"]?.string ?? "")
        },
        questions: questions.map {
          Question(
            text: $0["query"]?.string ?? "", relevant: Set(($0["relevant"]?.array ?? []).compactMap(\.string)))
        })
    }
  }

  /// The documents of a file; nil if there is none.
  private static func lines(_ path: String) throws -> [JSON]? {
    let bytes: [UInt8]
    do throws(FileProblem) { bytes = try FileReader.read(path, limit: 1 << 30) } catch {
      if error == .absent { return nil }
      throw error
    }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { JSON(parsing: Array($0)) }
  }

  /// The stories as a space.
  var space: Space {
    Space(
      stories: stories.enumerated().map { index, story in
        Story(
          id: 500_000 + index, name: story.title, fullSlug: story.slug, contentType: "page",
          content: ["component": "page", "body": .string(story.text)])
      })
  }
}
