/// Takes the stories of a list from its pages, each once, and compares their number with the service's.
///
/// A list that changes while it is read shifts stories from one page to another: some come twice, others not at all.
struct PageTaker {
  private let offset: Int
  private let size: Int
  /// The number of stories that are still wanted.
  private(set) var left: Int
  /// The stories that were left out at the beginning of the first page.
  private var skip: Int
  private var seen: Set<Int64> = []
  /// The items of all pages that could not be read.
  private var unreadable = 0
  private var delivered = 0
  private var sawDrafts = false
  /// The number of stories that came again.
  private(set) var repeats = 0
  /// Whether a page was not full although it was not the last.
  private var endedEarly = false
  /// Whether the last page was full.
  private var isFull = false
  /// The number of the latest pages, in a row, that brought nothing new.
  private var repeated = 0
  /// Whether page after page is the same: the server ignores the number of the page.
  var isStanding: Bool { repeated >= 3 }
  /// The total that the pages tell; the last one counts.
  private var total: Int?
  /// Whether pages tell different totals.
  private var totalMoves = false
  /// Whether the pages are read again, for what the first reading missed.
  var isAgain = false

  init(offset: Int, limit: Int?, size: Int) {
    self.offset = offset
    self.size = size
    left = limit ?? .max
    skip = offset % size
  }

  /// Whether the list changed while it was read, so that a story may have come not at all.
  var mayHaveMissed: Bool { totalMoves || (repeats > 0 && listed < total ?? 0) }

  /// The number of stories that the list has shown so far, the pages before `offset` included.
  var listed: Int { offset - offset % size + seen.count + unreadable }

  /// The stories of the next page that are new and wanted.
  mutating func take(_ page: StoryPage) -> [Story] {
    if let told = page.total {
      totalMoves = totalMoves || told != total ?? told
      total = told
    }
    if !isAgain {
      if !isFull, !seen.isEmpty { endedEarly = true }
      unreadable += page.skipped
      isFull = page.items >= size
    }
    let fresh = page.stories.filter { seen.insert($0.id).inserted }
    if !isAgain { repeats += page.stories.count - fresh.count }
    if !isAgain { repeated = fresh.isEmpty && page.stories.count > 0 ? repeated + 1 : 0 }
    let taken = fresh.dropFirst(skip).prefix(left)
    skip = 0
    left -= taken.count
    delivered += taken.count
    sawDrafts = sawDrafts || taken.contains { !$0.state.isLive }
    return Array(taken)
  }

  /// What is wrong with a list that stands still.
  static let standing = "Storyblok sent the same stories again for the next pages: the list ends here"

  /// The result of a list without a total.
  ///
  /// - Parameter isEnd: whether the last page was not full.
  func result(isEnd: Bool) -> PagingResult {
    var result = PagingResult()
    result.delivered = delivered
    result.sawDrafts = sawDrafts
    result.total = listed
    result.isTotalExact = isEnd && repeats == 0 && !isStanding && (offset == 0 || !seen.isEmpty)
    return result
  }

  /// The result of a list with a total, and what is wrong with the total.
  ///
  /// - Parameter isWhole: whether the list was read to its end, as far as the total tells.
  func result(isWhole: Bool) -> (result: PagingResult, mismatch: String?) {
    let total = total ?? 0
    var result = PagingResult()
    result.delivered = delivered
    result.sawDrafts = sawDrafts
    // A page that is not full is the last one, whatever the total says. So is an offset past the end.
    let isEnd = isWhole || endedEarly || isStanding || (!isFull && listed < total)
    let isPastEnd = seen.isEmpty && unreadable == 0 && offset >= total
    let fits = isPastEnd || (isEnd ? listed == total : listed <= total)
    result.total = fits ? total : listed
    result.isTotalExact = fits
    guard !fits else { return (result, nil) }
    if isStanding { return (result, Self.standing) }
    return (
      result,
      "the list changed while it was read, or its count is wrong: it has \(listed) stories, and Storyblok counts \(total)"
    )
  }
}
