/// The hand-made stories of Alpine Trails: a small space that holds every shape a client has to read.
enum SampleSpace {
  /// Everything written by hand.
  static var stories: [Story] {
    pages + articles + products + people + questions + oddities
  }

  static func article(
    _ id: Int, _ slug: String, _ title: String, teaser: String, body: JSON,
    author: String = "authors/lena-huber",
    categories: [String] = ["gear"], more: JSON = [:]
  ) -> Story {
    let fields: JSON = [
      "title": .string(title), "teaser": .string(teaser), "body": body,
      "author": .string(Text.uuid("story \(author)")), "categories": .texts(categories),
      "published_on": "2026-03-02 08:15",
      "cover": Blocks.asset("1600x900/aa11/cover.jpg", alt: "A mountain path"),
      "reading_minutes": "4", "featured": false,
    ]
    let content = JSON.object((fields.members ?? []) + (more.members ?? []))
    var story = Story(
      id: id, name: title, fullSlug: slug, contentType: "article", content: Blocks.block("article", content))
    story.parentID = slug.hasPrefix("blog/") ? 300_103 : 0
    return story
  }

  private static func page(_ id: Int, _ slug: String, _ title: String, _ body: [JSON]) -> Story {
    let seo: JSON = [
      "plugin": "seo_metatags", "title": .string(title),
      "description": "Trails, huts and the people who know them.",
    ]
    return Story(
      id: id, name: title, fullSlug: slug, contentType: "page",
      content: Blocks.block("page", ["title": .string(title), "seo": seo, "body": .array(body)]))
  }

  private static var pages: [Story] {
    let hero = Blocks.block(
      "hero",
      [
        "headline": "Walk higher", "text": "Guides and kit for everybody who walks in the Alps.",
        "image": Blocks.asset("2000x1200/bb22/ridge.jpg", alt: "A ridge at dawn"),
        "cta": Blocks.link(story: "faq/guided-tours"),
      ])
    let features = ["Marked trails", "Open huts", "Honest advice"].map { name in
      Blocks.block("feature", ["name": .string(name), "text": .string("\(name) in every valley we walk.")])
    }
    let grid = Blocks.block("grid", ["columns": .array(features)])
    let quote = Blocks.block(
      "quote", ["text": "The mountain does not know that you are an expert.", "author": "A guide"])
    var home = page(300_101, "home", "Home", [hero, grid, quote])
    home.isStartpage = true
    home.path = "/"
    func aboutBody(_ days: String, _ text: String) -> [JSON] {
      [
        Blocks.block(
          "image_text",
          [
            "image": Blocks.asset("800x600/cc33/team.jpg", alt: "Our team"),
            "text": Blocks.paragraphs(text, "Not happy? Refunds are possible within \(days) days."),
          ]),
        Blocks.block(
          "cta", ["label": "Meet us", "link": Blocks.link(url: "https://alpine-trails.example/visit")]),
      ]
    }
    var about = page(
      300_102, "about", "About us", aboutBody("14", "We are seven guides, new this year: Marco."))
    about.publishedContent =
      page(300_102, "about", "About us", aboutBody("30", "We are six guides from three valleys.")).content
    about.unpublishedChanges = true
    about.updatedAt = "2026-04-18T16:20:00.000Z"
    var folder = Story(id: 300_103, name: "Blog", fullSlug: "blog", contentType: "", content: [:])
    folder.isFolder = true
    folder.published = false
    folder.publishedAt = nil
    folder.firstPublishedAt = nil
    let links =
      [
        ("About us", "about"), ("Boots", "blog/choosing-hiking-boots"), ("Money back", "faq/refunds"),
      ].map { label, slug in
        Blocks.block("nav_link", ["label": .string(label), "link": Blocks.link(story: slug)])
      } + [Blocks.block("nav_link", ["label": "Guides", "link": Blocks.link(unresolved: "authors/lena-huber")])]
    // An id beyond 32 bits, as newer spaces have them.
    let navigation = Story(
      id: 215_835_417_873_378, name: "Navigation", fullSlug: "_global/navigation", contentType: "config",
      content: Blocks.block("config", ["navigation": .array(links)]))
    return [home, about, folder, navigation]
  }

  private static var products: [Story] {
    func product(
      _ id: Int, _ slug: String, _ name: String, _ sku: String, _ price: String, _ specs: [(String, String)],
      _ text: String
    ) -> Story {
      let rows = specs.map { row -> JSON in
        [
          "_uid": Blocks.uid("row \(row.0)"), "component": "_table_row",
          "body": [
            ["value": .string(row.0), "component": "_table_col"],
            ["value": .string(row.1), "component": "_table_col"],
          ],
        ]
      }
      let table: JSON = [
        "fieldtype": "table", "tbody": .array(rows),
        "thead": [
          ["value": "Property", "component": "_table_head"], ["value": "Value", "component": "_table_head"],
        ],
      ]
      return Story(
        id: id, name: name, fullSlug: slug, contentType: "product",
        content: Blocks.block(
          "product",
          [
            "name": .string(name), "sku": .string(sku), "price": .string(price), "description": .string(text),
            "specs": table,
            "gallery": [
              Blocks.asset("900x900/dd44/\(sku)-1.jpg", alt: "\(name) from the side"),
              Blocks.asset("900x900/dd44/\(sku)-2.jpg", alt: "\(name) from behind"),
            ],
            "related": [.string(Text.uuid("story blog/choosing-hiking-boots"))],
          ]))
    }
    return [
      product(
        300_121, "products/trail-runner-2", "Trail Runner 2", "TR2-0042", "149.90",
        [("Weight", "280 g"), ("Drop", "6 mm"), ("Sole", "rubber, 4 mm lugs")],
        "A light shoe for fast days on dry paths; it keeps your feet cool and sure."),
      product(
        300_122, "products/summit-pack-40", "Summit Pack 40", "SP40-0007", "219.00",
        [("Volume", "40 l"), ("Weight", "1.1 kg")],
        "A backpack for two days away from the road, with room for a rope and a helmet."),
    ]
  }

  private static var people: [Story] {
    func author(_ id: Int, _ slug: String, _ name: String, _ role: String, _ bio: String) -> Story {
      Story(
        id: id, name: name, fullSlug: slug, contentType: "author",
        content: Blocks.block(
          "author",
          [
            "name": .string(name), "role": .string(role), "bio": Blocks.paragraphs(bio),
            "photo": Blocks.asset("400x400/ee55/\(id).jpg", alt: name),
            "profile": Blocks.link(url: "https://alpine-trails.example/people/\(id)"),
          ]))
    }
    return [
      author(
        300_131, "authors/lena-huber", "Lena Huber", "Mountain guide",
        "Lena has led winter courses for twelve years."),
      author(
        300_132, "authors/marco-rossi", "Marco Rossi", "Hut keeper",
        "Marco keeps a hut above the tree line from June to October."),
    ]
  }

  private static var questions: [Story] {
    func faq(_ id: Int, _ slug: String, _ question: String, _ answers: String...) -> Story {
      Story(
        id: id, name: question, fullSlug: slug, contentType: "faq_item",
        content: Blocks.block(
          "faq_item",
          ["question": .string(question), "answer": Blocks.doc(all: answers.map { Blocks.p($0) })]))
    }
    return [
      faq(
        300_141, "faq/refunds", "How do refunds work?",
        "You get your money back within 30 days of your order.",
        "Send the goods back unused; we pay the postage."),
      faq(
        300_142, "faq/shipping", "How long does shipping take?", "Parcels take two to four working days.",
        "Shipping is free above 100 euros."),
      faq(
        300_143, "faq/guided-tours", "Do you offer guided tours?",
        "Yes, from May to October, for groups of up to eight.",
        "A day with a guide costs 95 euros per person."),
    ]
  }
}
