import Testing

@testable import Storyblok

@Suite struct TextTests {
  private func text(_ content: String, _ style: TextStyle, limit: Int = 1 << 20) throws -> String {
    let bytes = Array(#"{"id":1,"full_slug":"s","content":\#(content)}"#.utf8)
    return ContentText(style, limit: limit).text(of: try #require(try Story(bytes[...])))
  }

  /// Every node and mark of the reference in one document.
  private static let everything = """
    {"component":"article","_uid":"x","body":{"type":"doc","content":[
    {"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"Title *one*"}]},
    {"type":"paragraph"},
    {"type":"paragraph","content":[{"type":"text","text":"A "},
     {"type":"text","text":"bold link ","marks":[{"type":"bold"},{"type":"italic"},
      {"type":"link","attrs":{"href":"blog/x","linktype":"story","uuid":"u","anchor":"a"}}]},
     {"type":"text","text":"code`tick","marks":[{"type":"code"}]},{"type":"text","text":" gone","marks":[{"type":"strike"}]},
     {"type":"text","text":" plain","marks":[{"type":"highlight","attrs":{"color":"red"}},{"type":"underline"}]},
     {"type":"hard_break"},{"type":"emoji","attrs":{"name":"wave","emoji":"👋"}},{"type":"emoji","attrs":{"name":"odd"}},
     {"type":"text","text":" mail","marks":[{"type":"link","attrs":{"href":"a@b.example","linktype":"email"}}]},
     {"type":"text","text":" none","marks":[{"type":"link","attrs":{"href":null}}]}]},
    {"type":"ordered_list","attrs":{"order":3},"content":[
     {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"three"}]},
      {"type":"bullet_list","content":[{"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"in"}]}]}]}]},
     {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"four"}]}]}]},
    {"type":"blockquote","content":[{"type":"paragraph","content":[{"type":"text","text":"q1"}]},
     {"type":"paragraph","content":[{"type":"text","text":"q2"}]}]},
    {"type":"code_block","attrs":{"class":"language-swift"},"content":[{"type":"text","text":"let a = ```\\n"}]},
    {"type":"horizontal_rule"},
    {"type":"image","attrs":{"src":"https://a.example/x (1).png","alt":"An [image]"}},
    {"type":"table","content":[{"type":"tableRow","content":[
      {"type":"tableHeader","attrs":{"colspan":2},"content":[{"type":"paragraph","content":[{"type":"text","text":"H"}]}]}]},
     {"type":"tableRow","content":[{"type":"tableCell","content":[{"type":"paragraph","content":[{"type":"text","text":"a|b"}]},
      {"type":"paragraph","content":[{"type":"text","text":"c"}]}]},{"type":"tableCell","content":null}]}]},
    {"type":"blok","attrs":{"id":"i","body":[{"_uid":"y","component":"cta","label":"Go now please"}]}},
    {"type":"mystery","content":[{"type":"paragraph","content":[{"type":"text","text":"kept"}]}]},
    {"type":"paragraph","content":[{"type":"text","text":"# no heading, snake_case _x_"}],"marks":null,"attrs":null}
    ]}}
    """

  @Test func storyText_everyNodeAndMarkAsMarkdown() throws {
    #expect(
      try text(Self.everything, .markdown) == """
        ## Title \\*one\\*

        A [***bold link*** ](/blog/x#a)``code`tick`` ~~gone~~ plain  
        👋:odd:[ mail](mailto:a@b.example) none

        3. three
           - in
        4. four

        > q1
        > 
        > q2

        ````swift
        let a = ```
        ````

        ---

        ![An \\[image\\]](<https://a.example/x (1).png>)

        | H |  |
        | --- | --- |
        | a\\|b c |  |

        **label:** Go now please

        kept

        \\# no heading, snake_case \\_x_
        """)
  }

  @Test func storyText_everyNodeAndMarkAsPlainText() throws {
    #expect(
      try text(Self.everything, .plain) == """
        Title *one*

        A bold link code`tick gone plain
        👋:odd: mail none

        3. three
           - in
        4. four

        q1

        q2

        let a = ```


        An [image]

        H\t
        a|b c\t

        Go now please

        kept

        # no heading, snake_case _x_
        """)
  }

  private static let fields = """
    {"component":"product","_uid":"1","_editable":"<!-- -->","name":"Trail Runner 2","name__i18n__de":"Trailrunner 2",
    "price":"129.00","weight":0.8,"featured":true,"empty":"","nothing":null,
    "related":["0b1e5f0a-1111-4222-8333-444455556666"],"categories":["gear","winter"],
    "author":"0b1e5f0a-1111-4222-8333-444455556666",
    "cover":{"fieldtype":"asset","id":5,"filename":"https://a.example/f/boots.jpg","alt":"Red boots"},
    "gallery":[{"fieldtype":"asset","filename":"https://a.example/f/manual.pdf","title":"Manual"},{"filename":""}],
    "link":{"fieldtype":"multilink","linktype":"url","url":"https://x.example/","cached_url":"c","id":""},
    "mail":{"fieldtype":"multilink","linktype":"email","email":"a@b.example"},
    "specs":{"fieldtype":"table","thead":[{"value":"Size"},{"value":"Weight"}],
     "tbody":[{"body":[{"value":"42"},{"value":"300 g"}]}]},
    "seo":{"plugin":"seo_metatags","_uid":"s","title":"Seo title here","description":""},
    "body":[{"component":"grid","columns":[{"component":"feature","text":"Grip on wet stone."}]}],
    "note":"First line.\\nSecond line."}
    """

  @Test func storyText_fieldsAsPlainText() throws {
    #expect(
      try text(Self.fields, .plain) == """
        Trail Runner 2
        price: 129.00
        weight: 0.8
        featured: true
        categories: gear, winter
        cover: Red boots
        gallery: Manual
        link: https://x.example/
        mail: mailto:a@b.example

        Size\tWeight
        42\t300 g

        Seo title here
        Grip on wet stone.

        First line.
        Second line.
        """)
  }

  @Test func storyText_fieldsAsMarkdown() throws {
    #expect(
      try text(Self.fields, .markdown) == """
        **name:** Trail Runner 2  
        **price:** 129.00  
        **weight:** 0.8  
        **featured:** true  
        **categories:** gear, winter  
        ![Red boots](https://a.example/f/boots.jpg)  
        [Manual](https://a.example/f/manual.pdf)  
        **link:** <https://x.example/>  
        **mail:** <mailto:a@b.example>

        | Size | Weight |
        | --- | --- |
        | 42 | 300 g |

        **title:** Seo title here  
        **text:** Grip on wet stone.

        First line.
        Second line.
        """)
  }

  @Test func storyText_tenThousandLevelsLoseNoWord() throws {
    let open = String(repeating: #"{"type":"blockquote","content":["#, count: 10_000)
    let json =
      #"{"component":"a","body":{"type":"doc","content":["# + open + #"{"type":"text","text":"down here"}"#
      + String(repeating: "]}", count: 10_001) + "}"
    #expect(try text(json, .plain).contains("down here"))
    #expect(try text(json, .markdown).contains("down here"))
    let blocks =
      String(repeating: #"{"component":"b","body":["#, count: 10_000) + #"{"text":"deep block"}"#
      + String(repeating: "]}", count: 10_000)
    #expect(try text(blocks, .plain).contains("deep block"))
  }

  @Test func storyText_sizeIsBoundedAtACharacter() throws {
    let long = try text(
      #"{"component":"a","text":"\#(String(repeating: "über ", count: 5000))"}"#, .plain, limit: 1000)
    #expect(long.utf8.count <= 1003)
    #expect(long.hasSuffix("…"))
    #expect(long.hasPrefix("über über"))
  }

  @Test(arguments: [
    #"{"body":{"type":"doc"}}"#, #"{"body":{"type":"doc","content":null}}"#,
    #"{"body":{"type":"doc","content":[null,5,"x",[]]}}"#,
    #"{"body":{"type":"doc","content":[{"type":"heading","attrs":{"level":"99"},"content":{"a":1}}]}}"#,
    #"{"body":{"type":"doc","content":[{"type":"table","content":[{}]},{"type":"blok","attrs":{"body":{}}}]}}"#,
    #"{"t":{"thead":null,"tbody":[null,{"body":5}]},"l":{"linktype":"story"},"a":{"fieldtype":"asset"}}"#,
  ])
  func storyText_oddShapesAreBorne(content: String) throws {
    for style in [TextStyle.plain, .markdown] {
      #expect(try text(content, style).allSatisfy { "|-# \n\tx5".contains($0) })
    }
  }

  /// Each level of nesting has the text of all levels inside it. A letter with a million combining marks is one
  /// `Character`, whose end takes long to find.
  @Test(.timeLimit(.minutes(10)), arguments: [TextStyle.plain, .markdown])
  func storyText_nestedContentTakesLinearTime(style: TextStyle) throws {
    let long = "e" + String(repeating: "\u{301}", count: 400_000)
    let blocks =
      String(repeating: #"{"component":"b","body":["#, count: 90) + #"{"component":"c","text":"a \#(long)"}"#
      + String(repeating: "]}", count: 90)
    let lists =
      #"{"component":"a","body":{"type":"doc","content":["#
      + String(repeating: #"{"type":"bullet_list","content":[{"type":"list_item","content":["#, count: 40)
      + #"{"type":"paragraph","content":[{"type":"text","text":"\#(long)"},{"type":"hard_break"},{"type":"text","text":"end"}]}"#
      + String(repeating: "]}]}", count: 40) + "]}}"
    for _ in 0..<4 {
      #expect(try text(blocks, style).utf8.count > 800_000)
      #expect(try text(lists, style).hasSuffix("end"))
    }
  }

  /// Markdown sees a bracket that is hidden in a larger `Character`.
  @Test func storyText_markdownIsEscapedByScalars() throws {
    #expect(
      try text(#"{"component":"a","t":"see \u0600[x](y) *\u0301 <\u0301b> a_b _c"}"#, .markdown)
        == "**t:** see \u{600}\\[x\\](y) \\*\u{301} \\<\u{301}b> a_b \\_c")
    let table =
      #"{"component":"a","t":{"thead":[{"value":"h"}],"tbody":[{"body":[{"value":"a|\u0301b"},{"value":"\u0600|c"}]}]}}"#
    #expect(try text(table, .markdown).contains("| a\\|\u{301}b | \u{600}\\|c |"))
  }
}
