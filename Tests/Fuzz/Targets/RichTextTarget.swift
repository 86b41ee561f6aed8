#if DEBUG || FUZZING
  @testable import Core
  @testable import Storyblok

  extension FuzzTarget {
    static let richText = FuzzTarget(
      "rich-text",
      texts: [
        #"{"component":"article","title":"A","body":{"type":"doc","content":[{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"Hi"}]},{"type":"paragraph","content":[{"type":"text","text":"b","marks":[{"type":"bold"},{"type":"link","attrs":{"href":"/x","linktype":"story","anchor":"a"}}]},{"type":"hard_break"},{"type":"emoji","attrs":{"name":"x","emoji":"🙂"}},{"type":"image","attrs":{"src":"//a/b.png","alt":"c"}}]}]}}"#,
        #"{"body":{"type":"doc","content":[{"type":"bullet_list","content":[{"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"1"}]},{"type":"ordered_list","attrs":{"order":3},"content":[{"type":"list_item","content":[]}]}]}]},{"type":"blockquote","content":[{"type":"code_block","attrs":{"class":"language-x"},"content":[{"type":"text","text":"a\nb`c"}]}]},{"type":"horizontal_rule"},{"type":"blok","attrs":{"body":[{"_uid":"u","component":"c","text":"t"}]}}]}}"#,
        #"{"t":{"type":"doc","content":[{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableHeader","attrs":{"colspan":2},"content":[{"type":"paragraph","content":[{"type":"text","text":"a|b"}]}]},{"type":"tableCell","content":[]}]}]}]},"old":{"fieldtype":"table","thead":[{"value":"h"}],"tbody":[{"body":[{"value":"x"}]}]}}"#,
        #"{"component":"a","author":"0b1e5f0a-1111-4222-8333-444455556666","rel":["0b1e5f0a-1111-4222-8333-444455556666"],"html":"<a href='/x' uuid='0b1e5f0a-1111-4222-8333-444455556666'>x</a>","title":"T","title__i18n__de":"","link":{"linktype":"story","id":"0b1e5f0a-1111-4222-8333-444455556666","cached_url":"a#b"},"topic":"gear"}"#,
        #"{"img":{"fieldtype":"asset","filename":"https://a.storyblok.com/f/1/x.jpg","alt":"A"},"link":{"fieldtype":"multilink","linktype":"email","email":"a@b"},"tags":["a","b"],"n":3,"ok":true,"title__i18n__de":"Titel","blocks":[{"component":"c","headline":"H"}]}"#,
      ],
      words: [
        #""type":"doc""#, #""type":"text""#, #""type":"paragraph","content":["#, #"{"type":"list_item","content":["#,
        "]}", "[", "{",
        #"{"type":"bullet_list","content":["#, #"{"type":"blockquote","content":["#, #""marks":[{"type":"code"}]"#,
        #""attrs":{"#,
        #""colspan":99999"#, #""order":9223372036854775807"#, #""level":-9"#, #"\n"#, #"\ud800"#, "`", "|", "#", "*",
        #"{"a":"#, "1. ",
        #""linktype":"story""#, #""uuid":"0b1e5f0a-1111-4222-8333-444455556666""#, "__i18n__de", "<a ", " uuid=",
        " href=", "'",
        #""fieldtype":"asset""#, #""tbody":["#, #""linktype":"url","url":"javascript:x""#,
      ]
    ) { bytes in
      let limit = bytes.count % 2 == 0 ? 300 : 1 << 20
      let json = Array(#"{"id":1,"slug":"s","content":"#.utf8) + bytes + Array("}".utf8)
      let isJSON = JSONTree(bytes[...]) != nil
      var sizes: [Int] = []
      guard let story = (try? Story(json[...])) ?? nil else { return [isJSON ? 1 : 0] }
      var names = ContentNames()
      names.stories["0b1e5f0a-1111-4222-8333-444455556666"] = StoryName(name: "Lena", path: "authors/lena")
      names.labels.values = ["gear": "Gear and equipment"]
      for style in [TextStyle.plain, .markdown] {
        let named = ContentText(style, limit: limit, language: "de", names: names)
        try must(named.text(of: story).utf8.count <= limit + 8, "text with names ends at its limit")
        sizes.append(named.needs(of: story).uuids.count)
        let text = ContentText(style, limit: limit).text(of: story)
        try must(text.utf8.count <= limit + 8, "text ends at its limit: \(text.utf8.count) of \(limit)")
        try must(text == ContentText(style, limit: limit).text(of: story), "the same content is the same text")
        sizes.append(text.utf8.count)
        sizes.append(text.utf8.reduce(0) { $1 == 10 ? $0 + 1 : $0 })
      }
      return [2, story.contentType == nil ? 0 : 1] + sizes
    }
  }
#endif
