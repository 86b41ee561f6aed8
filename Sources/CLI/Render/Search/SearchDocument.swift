import Assistant
import Core
import Storyblok
import Synchronization

/// `json`: one document. What the search came to stands before the stories and is known only after the last, so the
/// stories are gathered.
final class SearchDocument: SearchPrinter {
  private let stories = Mutex<[UInt8]>([])

  func print(_ hits: [FoundStory], to output: Output) throws {
    for hit in hits {
      var json = JSONWriter()
      StoryDocument.write(hit, to: &json)
      stories.withLock { stories in
        if !stories.isEmpty { stories.append(UInt8(ascii: ",")) }
        stories += json.bytes
      }
    }
  }

  func finish(_ summary: SearchSummary, to output: Output) throws {
    var json = JSONWriter()
    json.object { json in
      json.member("status", "success")
      json.member("term", summary.term)
      json.member("backend", summary.backend)
      json.member("version", summary.version.rawValue)
      json.key("stories")
      json.array { json in stories.withLock { if !$0.isEmpty { json.raw($0) } } }
      json.member("total", summary.total)
      json.member("total_is_exact", summary.totalIsExact)
    }
    try output.write(document: json)
  }
}
