import Core
import Storyblok
import Testing

@testable import AWS
@testable import Assistant

@Suite struct IndexPlanTests {
  private func manifest(_ stamps: [(Int64, String?)], isWhole: Bool = true) -> StoryManifest {
    var manifest = StoryManifest()
    manifest.stamps = stamps.map { StoryStamp(id: $0.0, text: $0.1) }
    manifest.isWhole = isWhole
    return manifest
  }

  @Test func indexPlan_readsWhatIsNewOrAnother() {
    let plan = IndexPlan(
      manifest([(1, "a"), (2, "b"), (3, "c"), (4, nil), (5, "e"), (2, "b")]),
      known: [1: "a", 2: "was", 4: "d", 5: "", 6: "f"])
    #expect(plan.read == [2, 3, 4, 5])
    #expect(plan.gone == [6])
    #expect(plan.stories == 5)
  }

  /// Of a manifest of what changed last, the others are as they were.
  @Test func indexPlan_removesNothingThatWasNotListed() {
    let plan = IndexPlan(manifest([(7, "g"), (1, "new")], isWhole: false), known: [1: "a", 2: "b"])
    #expect(plan.read == [7, 1])
    #expect(plan.gone == [])
    #expect(plan.stories == 3)
  }

  @Test func indexPlan_ofNothing() {
    #expect(IndexPlan(manifest([]), known: [:]).read == [])
    #expect(IndexPlan(manifest([]), known: [2: "b", 1: "a"]).gone == [1, 2])
    #expect(IndexPlan(manifest([(1, "a")]), known: [1: "a"]).read == [])
  }

  @Test func indexProgress_tellsPaceAndTimeLeft() {
    func text(_ count: Int, _ total: Int, _ seconds: Double) -> String {
      IndexProgress.text(count, of: total, "passages", seconds: seconds)
    }
    #expect(text(12_000, 40_100, 125) == "12,000 of 40,100 passages, 96/s, 4 min 52 s left")
    #expect(text(0, 5017, 3) == "0 of 5,017 passages")
    #expect(text(50, 5017, 0.4) == "50 of 5,017 passages")
    #expect(text(5017, 5017, 100) == "5,017 of 5,017 passages, 50/s")
    #expect(text(10, 60, 60) == "10 of 60 passages, 10/min, 5 min left")
  }

  @Test func embeddingEstimate_isSaidFirst() {
    let titan = EmbeddingModel(
      ModelChoice(requested: "t", used: "amazon.titan-embed-text-v2:0"), family: .titanText2, base: "t")
    #expect(
      EmbeddingEstimate(titan, passages: 40_100, scalars: 57_000_000).sentence
        == "40,100 passages with amazon.titan-embed-text-v2:0: about $0.29, 40,100 requests, 8 min 22 s or more")
    #expect(
      EmbeddingEstimate(titan, passages: 1, scalars: 900).sentence
        == "1 passage with amazon.titan-embed-text-v2:0: less than $0.01, 1 request, 1 s or more")
    #expect(EmbeddingEstimate.dollars(0) == "$0")
    #expect(EmbeddingEstimate.dollars(1234.5) == "$1,234.50")
  }

  @Test func indexUpdate_spreadsASample() {
    #expect(IndexUpdate.spread([1, 2, 3], 100) == [1, 2, 3])
    #expect(IndexUpdate.spread((1...1000).map(Int64.init), 4) == [1, 251, 501, 751])
  }
}
