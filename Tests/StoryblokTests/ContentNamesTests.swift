import Testing

@testable import Storyblok

/// What the text of a story takes from outside the story: references, links, labels.
@Suite struct ContentNamesTests {
  private static let lena = "0b1e5f0a-1111-4222-8333-444455556666"
  private static let shoe = "1b1e5f0a-1111-4222-8333-444455556666"
  private static let gone = "2b1e5f0a-1111-4222-8333-444455556666"

  private func story(_ content: String) throws -> Story {
    try #require(try Story(Array(#"{"id":1,"full_slug":"s","content":\#(content)}"#.utf8)[...]))
  }

  private var names: ContentNames {
    var names = ContentNames()
    names.stories[Self.lena] = StoryName(name: "Lena *Huber*", path: "authors/lena-huber")
    names.stories[Self.shoe] = StoryName(name: "Trail Runner 2", path: "/shop/runner")
    return names
  }

  private static let references = """
    {"component":"article","_uid":"9b1e5f0a-1111-4222-8333-444455556666","author":"\(lena)","lost":"\(gone)",
    "related":["\(gone)","\(shoe)","\(lena)"],"nothing":["\(gone)"],
    "body":[{"component":"teaser","_uid":"8b1e5f0a-1111-4222-8333-444455556666","product":"\(shoe)"}],
    "text":{"type":"doc","content":[{"type":"blok","attrs":{"id":"7b1e5f0a-1111-4222-8333-444455556666",
    "body":[{"component":"quote","by":"\(lena)"}]}}]}}
    """

  @Test func contentNames_referencesAreNamedSinglyInListsAndNested() throws {
    let story = try story(Self.references)
    #expect(ContentText(.plain).needs(of: story).uuids == [Self.lena, Self.shoe, Self.gone])
    #expect(
      ContentText(.plain, names: names).text(of: story) == """
        author: Lena *Huber*
        related: Trail Runner 2, Lena *Huber*
        product: Trail Runner 2
        by: Lena *Huber*
        """)
    #expect(
      ContentText(.markdown, names: names).text(of: story) == """
        **author:** Lena \\*Huber\\*  
        **related:** Trail Runner 2, Lena \\*Huber\\*  
        **product:** Trail Runner 2  
        **by:** Lena \\*Huber\\*
        """)
    #expect(ContentText(.plain).text(of: story) == "")
  }

  private static let links = """
    {"component":"page","a":{"fieldtype":"multilink","linktype":"story","id":"\(lena)","cached_url":"old/lena","anchor":"bio"},
    "b":{"fieldtype":"multilink","linktype":"story","id":"\(lena)","cached_url":"old/lena#team"},
    "c":{"fieldtype":"multilink","linktype":"story","id":"\(gone)","cached_url":"kept/copy#x"},
    "d":{"fieldtype":"multilink","linktype":"story","id":"\(shoe)","cached_url":"","story":{"full_slug":"stale"}},
    "e":{"fieldtype":"multilink","linktype":"story","id":"\(gone)","cached_url":""},
    "f":{"fieldtype":"multilink","linktype":"url","id":"","url":"https://a.example/p","anchor":"end"}}
    """

  @Test func contentNames_aLinkIsFollowedByItsUUIDBeforeItsStaleCopy() throws {
    let story = try story(Self.links)
    #expect(ContentText(.plain).needs(of: story).uuids == [Self.lena, Self.shoe, Self.gone])
    #expect(
      ContentText(.plain, names: names).text(of: story) == """
        a: /authors/lena-huber#bio
        b: /authors/lena-huber#team
        c: /kept/copy#x
        d: /shop/runner
        f: https://a.example/p#end
        """)
    #expect(
      ContentText(.plain).text(of: story) == """
        a: /old/lena#bio
        b: /old/lena#team
        c: /kept/copy#x
        d: /stale
        f: https://a.example/p#end
        """)
  }

  private static let html = """
    {"component":"page","text":"<p>See <a class='x' href=\\"/old?a=1\\" uuid=\\"\(lena)\\" anchor=\\"bio\\">Lena</a>, <A HREF=/b \
    data-uuid='\(shoe)'>it</A>,\\n<a href=\\"/stays\\">here</a> <abbr uuid=\\"\(shoe)\\" href=\\"q\\">no</abbr> <a uuid=\\"\(gone)\\" href=\\"/c\\">c</a></p>"}
    """

  @Test func contentNames_linksInHTMLAreFollowedByTheirUUID() throws {
    let story = try story(Self.html)
    #expect(ContentText(.plain).needs(of: story).uuids == [Self.lena, Self.shoe, Self.gone])
    #expect(
      ContentText(.plain, names: names).text(of: story) == """
        <p>See <a class='x' href="/authors/lena-huber#bio" uuid="\(Self.lena)" anchor="bio">Lena</a>, <A HREF=/shop/runner \
        data-uuid='\(Self.shoe)'>it</A>,
        <a href="/stays">here</a> <abbr uuid="\(Self.shoe)" href="q">no</abbr> <a uuid="\(Self.gone)" href="/c">c</a></p>
        """)
  }

  @Test(arguments: [
    "<a", "<a ", "<a href", "<a href=", #"<a href=""#, #"<a uuid="x" href="y">"#, "<a uuid=", "<<a uuid=' href='>",
  ]) func contentNames_damagedHTMLStaysAsItIs(text: String) {
    #expect(HTMLLinks.uuids(in: text + " uuid=") == [])
    #expect(HTMLLinks.resolved(text + " uuid=") { _ in "/p" } == text + " uuid=")
  }

  private static func paragraph(_ nodes: String) -> String {
    #"{"component":"page","body":{"type":"doc","content":[{"type":"paragraph","content":["# + nodes + "]}]}}"
  }

  private static func link(_ text: String, _ attrs: String, _ marks: String = "") -> String {
    #"{"type":"text","text":"\#(text)","marks":[\#(marks){"type":"link","attrs":{\#(attrs)}}]}"#
  }

  @Test func contentNames_linkMarksAreFollowedByTheirUUIDAndKeepAnchors() throws {
    let content = Self.paragraph(
      [
        Self.link("Lena", #""linktype":"story","uuid":"\#(Self.lena)","href":"/old","anchor":"bio""#),
        #"{"type":"text","text":", "}"#,
        Self.link("above", #""linktype":"story","uuid":null,"href":"","anchor":"top""#),
        #"{"type":"text","text":", "}"#, Self.link("below", ##""linktype":"url","href":"#end""##),
      ].joined(separator: ","))
    let story = try story(content)
    #expect(ContentText(.markdown).needs(of: story).uuids == [Self.lena])
    #expect(ContentText(.plain).needs(of: story).uuids == [], "plain text shows no targets")
    #expect(
      ContentText(.markdown, names: names).text(of: story)
        == "[Lena](/authors/lena-huber#bio), [above](#top), [below](#end)")
    #expect(ContentText(.plain, names: names).text(of: story) == "Lena, above, below")
  }

  @Test func contentNames_neighbouringPiecesOfOneLinkAreOneLink() throws {
    let attrs = #""linktype":"url","href":"https://a.example/""#
    let other = #""linktype":"url","href":"https://b.example/""#
    let broken = #"{"type":"hard_break","marks":[{"type":"link","attrs":{\#(attrs)}}]}"#
    let content = Self.paragraph(
      [
        Self.link("read ", attrs), Self.link("all", attrs, #"{"type":"bold"},"#), Self.link(" of it", attrs),
        Self.link("other", other), broken, #"{"type":"text","text":" end "}"#, Self.link("one", attrs), broken,
        Self.link("two", attrs),
      ].joined(separator: ","))
    #expect(
      ContentText(.markdown).text(of: try story(content)) == """
        [read **all** of it](https://a.example/)[other](https://b.example/)  
         end [one  
        two](https://a.example/)
        """)
  }

  @Test func contentNames_anInlineBlockDoesNotSplitItsParagraph() throws {
    let block = #"{"type":"blok","attrs":{"body":[{"component":"price","amount":"149","unit":"EUR"}]}}"#
    let within = try story(
      Self.paragraph(#"{"type":"text","text":"It costs "},\#(block),{"type":"text","text":" today."}"#))
    #expect(ContentText(.plain).text(of: within) == "It costs amount: 149, unit: EUR today.")
    #expect(ContentText(.markdown).text(of: within) == "It costs **amount:** 149, **unit:** EUR today.")
    let alone = try story(Self.paragraph(block))
    #expect(ContentText(.plain).text(of: alone) == "amount: 149\nunit: EUR")
  }

  private static let options = """
    {"component":"article","topic":"gear","level":"adv","topics":["gear","winter","odd"],"season":"Winter",
    "body":[{"component":"box","topic":"gear","size":"4"}]}
    """

  @Test func contentNames_optionsOfTheSchemaHaveLabels() throws {
    var names = ContentNames()
    let labels = ["gear": "Gear and equipment", "winter": "Winter"]
    names.labels.fields = [
      OptionField("article", "topic"): labels, OptionField("article", "topics"): labels,
      OptionField("article", "level"): ["adv": "For *advanced* people"],
    ]
    let story = try story(Self.options)
    #expect(
      ContentText(.plain, names: names).text(of: story) == """
        topic: gear (Gear and equipment)
        level: adv (For *advanced* people)
        topics: gear (Gear and equipment), winter, odd
        season: Winter

        topic: gear
        size: 4
        """)
    #expect(
      ContentText(.markdown, names: names).text(of: story).hasPrefix(
        "**topic:** gear (Gear and equipment)  \n**level:** adv (For \\*advanced\\* people)"))
  }

  /// Without a schema a value of two datasources says nothing, and neither does a number.
  @Test func contentNames_oneDatasourceAloneTellsALabel() throws {
    var names = ContentNames()
    names.labels = OptionLabels(ofOne: [
      [
        DatasourceEntry(name: "Gear and equipment", value: "gear"),
        DatasourceEntry(name: "Cold season", value: "winter"),
        DatasourceEntry(name: "Four columns", value: "4"), DatasourceEntry(name: "Many words", value: "two words"),
      ], [DatasourceEntry(name: "Snow", value: "winter")],
    ])
    #expect(names.labels.values == ["gear": "Gear and equipment"])
    #expect(
      ContentText(.plain, names: names).text(of: try story(Self.options)) == """
        topic: gear (Gear and equipment)
        level: adv
        topics: gear (Gear and equipment), winter, odd
        season: Winter

        topic: gear (Gear and equipment)
        size: 4
        """)
  }
}
