import Storyblok

/// What an update of an index does, from what the space has and what the index knows. A pure decision.
struct IndexPlan: Equatable {
  /// The stories to read, because they are new or another version: in the order of the manifest.
  var read: [Int64]
  /// The stories of the index that the space does not have any more.
  var gone: [Int64]
  /// The number of stories after the update, if none changes in the meantime.
  var stories: Int

  /// - Parameters:
  ///   - manifest: what the space has.
  ///   - known: the stamps of the stories in the index, by id; an empty one fits nothing.
  init(_ manifest: StoryManifest, known: [Int64: String]) {
    var here: Set<Int64> = []
    read = manifest.stamps.filter { stamp in
      guard here.insert(stamp.id).inserted else { return false }
      guard let text = stamp.text, let was = known[stamp.id] else { return true }
      return was.isEmpty || was != text
    }.map(\.id)
    gone = manifest.isWhole ? known.keys.filter { !here.contains($0) }.sorted() : []
    let new = here.count { known[$0] == nil }
    stories = known.count - gone.count + new
  }
}
