import Testing

@testable import Assistant

/// The requests of a search word by word.
@Suite struct WordPlanTests {
  /// With the page of the whole term, never more than the tier allows a second: 6 of 100, 10 of 75, 15 of 50.
  @Test(arguments: 1...10) func wordPlan_staysWithinTheRateTier(words: Int) {
    let plan = WordPlan(words: words, isBare: false)
    let tier = [100: 6, 75: 10, 50: 15][plan.size] ?? 0
    #expect(words + plan.further + (plan.size == 100 ? 1 : 0) <= tier)
    #expect(plan.further >= 2)
  }

  @Test func wordPlan_readsFurtherPagesOfRareWords() {
    let plan = WordPlan(words: 4, isBare: false)
    let pages = plan.pages(totals: [75, 500, 160, 90])
    #expect(pages.map(\.word) == [3, 2, 2])
    #expect(pages.map(\.page) == [2, 2, 3])
    #expect(plan.pages(totals: [1, 75]).isEmpty)
    #expect(WordPlan(words: 9, isBare: true).probes(totals: [101, 100, 5000, 300]) == [0, 3, 2])
  }
}
