import Core

/// One page of a list of stories.
public struct StoryPage: Sendable {
  /// The stories, in the order of the list.
  public var stories: [Story] = []
  /// The number of stories in the whole list, if the response gives it.
  public var total: Int?
  /// The number of stories in the list as the service selects it, before what it cannot select is left out here.
  public var listTotal: Int?
  /// The number of items that could not be read and were left out.
  public var skipped = 0
  /// The number of items on the page, including those left out.
  public var items = 0
  /// The size of the response in bytes.
  public var size = 0
  /// The delivery API's cache version.
  var cacheVersion: String?

  /// Reads a response of either API: `{"stories":[…],"cv":…}`.
  init(_ body: [UInt8], total: Int?) throws(JSONFault) {
    var page = Self()
    var isList = false
    var reader = JSONReader(body)
    try reader.members { (reader, name) throws(JSONFault) in
      switch name {
      case "stories":
        isList = try reader.kind() == .array
        try reader.elementsIfArray { (reader) throws(JSONFault) in try page.add(try reader.slice()) }
      case "cv": page.cacheVersion = try reader.text()
      default: try reader.skip()
      }
    }
    try reader.finish()
    guard isList else { throw JSONFault(offset: 0) }
    page.total = total
    page.listTotal = total
    page.size = body.count
    self = page
  }

  /// An empty page.
  init() {}

  private mutating func add(_ item: ArraySlice<UInt8>) throws(JSONFault) {
    items += 1
    if let story = try Story(item) { stories.append(story) } else { skipped += 1 }
  }
}

extension StoryPage {
  /// The page with the stories that pass `test`; without a total, which counts the others too. All of it without a test.
  func keeping(_ test: ((Story) -> Bool)?) -> StoryPage {
    guard let test else { return self }
    var page = self
    page.stories = stories.filter(test)
    page.total = nil
    return page
  }
}
