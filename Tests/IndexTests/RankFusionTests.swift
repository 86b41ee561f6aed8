import Testing

@testable import Index

@Suite struct RankFusionTests {
  @Test func rankFusion_sumsReciprocalPlaces() {
    let fused = RankFusion.fuse([["a", "b", "c"], ["c", "d"]])
    #expect(fused.map(\.item) == ["c", "a", "b", "d"])
    #expect(fused[0].score == 1 / 63.0 + 1 / 61.0)
    #expect(fused[1].score == 1 / 61.0)
    #expect(fused[3].score == 1 / 62.0)
  }

  @Test func rankFusion_equalScoresKeepTheFirstRankingsOrder() {
    #expect(RankFusion.fuse([[1, 2], [2, 1]]).map(\.item) == [1, 2])
    #expect(RankFusion.fuse([[Int]]()).isEmpty)
  }
}
