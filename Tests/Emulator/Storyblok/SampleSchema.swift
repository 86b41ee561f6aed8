extension SampleSpace {
  /// The datasources: labels for the categories of articles.
  static let datasources = [
    Datasource(
      "categories", name: "Categories",
      [
        ("Gear and equipment", "gear"), ("Winter", "winter"), ("Safety", "safety"), ("Huts", "huts"),
        ("Company news", "news"), ("Food", "food"),
      ])
  ]

  /// The schemas of the blocks that have fields for options or references.
  static let schemas: [(component: String, schema: JSON)] = [
    (
      "article",
      [
        "title": ["type": "text", "pos": 0, "translatable": true],
        "author": ["type": "option", "source": "internal_stories", "use_uuid": true],
        "categories": ["type": "options", "source": "internal", "datasource_slug": "categories"],
      ]
    ),
    ("product", ["related": ["type": "options", "source": "internal_stories", "is_reference_type": true]]),
  ]
}
