extension SampleSpace {
  /// The blog.
  static var articles: [Story] {
    [boots, packing, avalanche, hutBooking, sponsor, raceReport, cafe, cooking]
  }

  private static var boots: Story {
    var story = article(
      300_111, "blog/choosing-hiking-boots", "Choosing hiking boots",
      teaser: "What to put on for the first long walk.",
      body: Blocks.paragraphs(
        "Good boots decide whether your feet thank you after eight hours: choose them half a size larger, "
          + "in the afternoon, with the socks you will wear.",
        "On wet paths wear boots with a membrane; on dry ones a lighter leather shoe lets your feet breathe.",
        "Boots are the one piece of gear you should not borrow."),
      more: [
        "title__i18n__de": "Wanderschuhe wählen", "title__i18n__it": .null,
        "body__i18n__de": Blocks.paragraphs(
          "Gute Schuhe entscheiden, ob die Füße nach acht Stunden noch mögen.",
          "Schuhe sind das Einzige, was man nicht leihen sollte."),
      ])
    story.tags = ["gear", "beginner"]
    story.translatedSlugs = [
      ("de", "blog/wanderschuhe-waehlen", "Wanderschuhe wählen"), ("it", "blog/choosing-hiking-boots", nil),
    ]
    return story
  }

  private static var packing: Story {
    var story = article(
      300_112, "blog/winter-packing-list", "Winter packing list", teaser: "Warm, dry and found again.",
      body: Blocks.doc(
        Blocks.p("Winter gear weighs more than summer gear, so pack less of everything else."),
        Blocks.node(
          "bullet_list",
          ["A warm layer that stays dry", "Shovel, probe and transceiver", "Headlamp with spare batteries"]
            .map {
              Blocks.item(Blocks.p($0))
            }),
        Blocks.p("Gloves come in pairs: take two.")), categories: ["gear", "winter"])
    story.tags = ["gear", "winter"]
    return story
  }

  private static var avalanche: Story {
    var story = article(
      300_113, "blog/avalanche-safety-basics", "Avalanche safety basics",
      teaser: "Read the bulletin before the map.",
      body: Blocks.paragraphs(
        "Most accidents begin with people: the victim or somebody of the party releases the slope.",
        "A snow slide gives no second warning; keep your distance on steep slopes and cross them one by one.",
        "Rescue gear is useless in a pack that nobody has practised to open."),
      categories: ["safety", "winter"])
    story.tags = ["winter", "safety"]
    return story
  }

  private static var hutBooking: Story {
    var story = article(
      300_114, "blog/hut-booking-2026", "Hut booking 2026", teaser: "When the lists open.",
      body: Blocks.paragraphs(
        "Hut bookings for 2026 open on the first of March.",
        "Leave wet gear in the porch; hut keepers will love you."),
      author: "authors/marco-rossi", categories: ["huts"])
    story.published = false
    story.publishedAt = nil
    story.firstPublishedAt = nil
    story.unpublishedChanges = true
    return story
  }

  private static var sponsor: Story {
    var story = article(
      300_115, "blog/sponsor-announcement", "Our new sponsor", teaser: "To be announced.",
      body: Blocks.paragraphs("From next season a maker of ropes supports our courses."), categories: ["news"]
    )
    story.published = false
    story.publishedAt = nil
    story.firstPublishedAt = nil
    story.publishAt = "2030-01-01T08:00:00.000Z"
    return story
  }

  private static var raceReport: Story {
    var story = article(
      300_116, "blog/old-race-report", "Race report 2024", teaser: "Rain, mud and a record.",
      body: Blocks.paragraphs("Two hundred runners started, one hundred and ninety came in."),
      categories: ["news"])
    story.published = false
    story.publishedAt = nil
    story.firstPublishedAt = "2024-09-15T10:00:00.000Z"
    story.createdAt = "2024-09-14T20:00:00.000Z"
    story.updatedAt = "2025-02-01T07:00:00.000Z"
    return story
  }

  private static var cafe: Story {
    article(
      300_117, "blog/café-guide", "Café guide", teaser: "Cake at 2,000 metres.",
      body: Blocks.paragraphs(
        "The best apple strudel stands at the end of the longest climb.", "Ask for the terrace."),
      author: "authors/marco-rossi", categories: ["food"], more: ["headline": "Café guide 🏔️ ☕"])
  }

  /// Every node and mark rich text knows.
  private static var cooking: Story {
    var story = article(
      300_118, "blog/trail-cooking", "Trail cooking", teaser: "One pot, one spoon.", body: richText,
      author: "authors/marco-rossi", categories: ["food", "gear"])
    story.tags = ["food"]
    return story
  }

  private static var richText: JSON {
    Blocks.doc(all: headings + lists + media + tables + endings)
  }

  private static var headings: [JSON] {
    [
      Blocks.h(1, "Trail cooking"), Blocks.h(2, "What you need"), Blocks.h(3, "Stove and fuel"),
      Blocks.p("Cooking gear for two fits into one pot."), Blocks.leaf("paragraph"),
      Blocks.node(
        "paragraph",
        [
          Blocks.text(
            "The full list", Blocks.mark("bold"), Blocks.mark("italic"),
            Blocks.mark(
              "link",
              [
                "href": "/blog/winter-packing-list",
                "uuid": .string(Text.uuid("story blog/winter-packing-list")),
                "anchor": "kitchen", "target": "_self", "linktype": "story",
              ])),
          Blocks.text(" is "), Blocks.text("long", Blocks.mark("strike")), Blocks.text(" short: see "),
          Blocks.text(
            "the maker",
            Blocks.mark("link", ["href": "https://stoves.example/", "linktype": "url", "target": "_blank"])),
          Blocks.text(", write to "),
          Blocks.text(
            "the cook", Blocks.mark("link", ["href": "cook@alpine-trails.example", "linktype": "email"])),
          Blocks.text(" or read "),
          Blocks.text(
            "the leaflet",
            Blocks.mark(
              "link", ["href": "https://a.storyblok.com/f/1023456/leaflet.pdf", "linktype": "asset"])),
          Blocks.text("."),
        ]),
      Blocks.node(
        "paragraph",
        [
          Blocks.text("H", Blocks.mark("textStyle", ["color": "#336699"])),
          Blocks.text("2", Blocks.mark("subscript")),
          Blocks.text("O at 10"), Blocks.text("2", Blocks.mark("superscript")), Blocks.text(" degrees, "),
          Blocks.text("never", Blocks.mark("underline")), Blocks.text(" "),
          Blocks.text("unwatched", Blocks.mark("highlight", ["color": "#ffee00"])), Blocks.text(", "),
          Blocks.text("boil(1)", Blocks.mark("code")), Blocks.leaf("hard_break"),
          Blocks.text(
            "for five minutes", Blocks.mark("styled", ["class": "hint"]),
            Blocks.mark("anchor", ["id": "boil"])),
          Blocks.leaf("emoji", attrs: ["name": "fire", "emoji": "🔥", "fallbackImage": .null]),
          Blocks.leaf(
            "emoji",
            attrs: ["name": "alpine_hut", "emoji": .null, "fallbackImage": "https://a.storyblok.com/hut.png"]),
        ]),
    ]
  }

  private static var lists: [JSON] {
    let inner = Blocks.node("bullet_list", [Blocks.item(Blocks.p("rice")), Blocks.item(Blocks.p("lentils"))])
    return [
      Blocks.node(
        "ordered_list",
        [
          Blocks.item(Blocks.p("Boil the water")), Blocks.item(Blocks.p("Add one of these"), inner),
          Blocks.item(Blocks.p("Wait")),
        ],
        attrs: ["order": 3]),
      Blocks.node("blockquote", [Blocks.p("Hunger is the best cook."), Blocks.p("It is no dishwasher.")]),
      Blocks.node(
        "code_block", [Blocks.text("let minutes = altitude > 2000 ? 7 : 5\nprint(minutes)")],
        attrs: ["class": "language-swift"]),
    ]
  }

  private static var media: [JSON] {
    [
      Blocks.leaf("horizontal_rule"),
      Blocks.leaf(
        "image",
        attrs: [
          "id": 99, "src": "https://a.storyblok.com/f/1023456/800x600/ff66/pot.jpg",
          "alt": "A pot on a stove",
          "title": "The pot", "source": "", "copyright": "", "meta_data": [:],
        ]),
    ]
  }

  private static var tables: [JSON] {
    func cell(_ type: String, _ text: String, span: Int = 1) -> JSON {
      Blocks.node(type, [Blocks.p(text)], attrs: ["colspan": .int(span), "rowspan": 1, "colwidth": .null])
    }
    return [
      Blocks.node(
        "table",
        [
          Blocks.node("tableRow", [cell("tableHeader", "Meal"), cell("tableHeader", "Water")]),
          Blocks.node("tableRow", [cell("tableCell", "Porridge"), cell("tableCell", "200 ml")]),
          Blocks.node("tableRow", [cell("tableCell", "Everything else: look into the pot", span: 2)]),
        ])
    ]
  }

  private static var endings: [JSON] {
    let cta = Blocks.block(
      "cta", ["label": "Book a cooking course", "link": Blocks.link(story: "faq/guided-tours")])
    return [
      Blocks.leaf("blok", attrs: ["id": .string(Text.uuid("cta in text")), "body": [cta]]),
      Blocks.node("hologram", [Blocks.text("A node from the future keeps its text.")], attrs: ["depth": 3]),
    ]
  }
}
