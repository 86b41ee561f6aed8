#if DEBUG || FUZZING
  @testable import Core
  @testable import Storyblok

  extension FuzzTarget {
    static let listAnswer = FuzzTarget(
      "list-answer",
      texts: [
        #"{"stories":[{"id":1,"uuid":"u","name":"N","slug":"s","full_slug":"a/s","content":{"component":"article","t":"x"},"published_at":"2026-01-02T03:04:05.000Z","tag_list":["a"],"is_startpage":false}],"cv":1700000000,"rels":[],"links":[]}"#,
        #"{"results":[{"story_id":5,"score":0.5,"excerpt":"text","name":"n","slug":"x/y"},{"story":{"id":"6","name":"m","full_slug":"z"},"body":"b"}]}"#,
        #"[{"id":1,"slug":"a","body":null,"score":"0.1"}]"#,
        #"{"components":[{"name":"a","schema":{"t":{"type":"option","source":"internal","datasource_slug":"d"},"o":{"type":"options","options":[{"name":"n","value":"v"}]}}}],"datasource_entries":[{"name":"n","value":"v"}],"datasources":[{"slug":"d"}]}"#,
        #"{"stories":[{"id":12345678901234567890,"slug":"s","published":true,"unpublished_changes":1,"publish_at":null}]}"#,
      ],
      words: [
        #""stories":["#, #""results":["#, #""id":"#, #""story":{"#, #""content":{"#, #""component":"#, "null", "true",
        "1", #""1""#, ",",
        "[", "]", "{", "}", #""tag_list":["#, #""score":1e999"#, #""published":"#, #""cv":"#,
      ]
    ) { bytes in
      let page = try? StoryPage(bytes, total: nil)
      let list = try? PassageList(bytes)
      let schema = try? OptionSchema(bytes)
      let entries = try? DatasourceEntry.list(bytes)
      try must(
        (entries ?? []).allSatisfy {
          $0.value.utf8.count <= OptionField.longestValue && $0.name.unicodeScalars.count <= 201
        },
        "labels and values are bounded")
      if let page {
        try must(page.items == page.stories.count + page.skipped, "every item is read or counted as skipped")
        for story in page.stories.prefix(50) {
          try must(!story.json.isEmpty && JSONTree(story.json[...]) != nil, "a story passes on as JSON")
          try must(
            Visible.isSafe(String(decoding: story.json, as: UTF8.self)), "a story passes on in one harmless line")
          if let content = story.content { try must(JSONTree(content) != nil, "content is JSON") }
        }
      }
      for passage in list?.passages ?? [] { try must(passage.score?.isFinite != false, "a score is a number") }
      return [
        page?.stories.count ?? -1, page?.skipped ?? -1, page?.stories.first?.tags.count ?? -1,
        page?.stories.first?.state.rawValue.utf8.count ?? -1, list?.passages.count ?? -1, list?.skipped ?? -1,
        schema?.own.count ?? -1, schema?.datasources.count ?? -1, entries?.count ?? -1,
      ]
    }
  }
#endif
