import Core
import Index

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a search in many passages costs, from the start of the process to its end, against SQLite's own shell with the
/// same query of words and the same rows.
enum IndexSearchRows {
  private static let rounds = 15
  /// The limits: by words, and with the vectors too.
  private static let limits = (words: 1.3, vectors: 1.6)

  /// `sva-bench index-search SVA [PASSAGES]`, by default 40,000; the exit status is 1 if a command failed or a figure is
  /// above its limit.
  static func run(_ words: [String]) -> Int32 {
    guard (1...2).contains(words.count), let passages = words.count == 1 ? 40_000 : Int(words[1]) else {
      print("usage: sva-bench index-search SVA [PASSAGES]")
      return 2
    }
    setenv("STORYBLOK_TOKEN", "ExamplePreviewToken00ptt", 1)
    var isReached = true
    for (label, hasVectors, limit) in [
      ("search in \(passages) passages by words / sqlite3: time", false, limits.words),
      ("the same with \(passages) vectors of 256 / sqlite3: time", true, limits.vectors),
    ] {
      do {
        let state = here() + "/search-\(getpid())-\(hasVectors)"
        let sample = try IndexSample(state, passages: passages, hasVectors: hasVectors)
        setenv("SVA_STATE_HOME", state, 1)
        guard let (ratio, peak) = measured(words[0], sample) else {
          print("\(label.padded)a command failed")
          return 1
        }
        let excess = ratio > limit ? "   above its limit of \(decimal(limit))" : ""
        print("\(label.padded)\(decimal(ratio))   \(Int(peak / 1024)) MiB" + excess)
        isReached = isReached && ratio <= limit
      } catch {
        print("\(label.padded)the index could not be built: \(error)")
        return 1
      }
    }
    return isReached ? 0 : 1
  }

  /// The time as a multiple of sqlite3's, and the peak memory in KiB.
  private static func measured(_ sva: String, _ sample: IndexSample) -> (ratio: Double, peak: Double)? {
    let match = IndexSample.question.split(separator: " ").map { "\"\($0)\"" }.joined(separator: " OR ")
    let query = """
      select s.slug, s.name, w.body from words w cross join passage p on p.id = w.rowid \
      cross join story s on s.id = p.story where w.words match '\(match)' \
      and w.rank match 'bm25(3.0, 1.0, 1.0)' order by w.rank limit 10
      """
    var (ratios, peak): ([Double], Double) = ([], 0)
    for round in 0...rounds {
      guard
        let ours = Measurement.run([sva, "search", "--offline", "--backend", "index", "-q", IndexSample.question]),
        let theirs = Measurement.run(["sqlite3", sample.path, query]), ours.status == 0, theirs.status == 0
      else { return nil }
      // The first round only fills the caches.
      if round > 0 { ratios.append(ours.wall / theirs.wall) }
      peak = max(peak, ours.memory)
    }
    return (median(ratios), peak)
  }

  private static func here() -> String {
    getcwd(nil, 0).map { pointer in
      defer { free(pointer) }
      return String(cString: pointer)
    } ?? "/tmp"
  }
}
