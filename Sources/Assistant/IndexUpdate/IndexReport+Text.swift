import Core

/// Numbers of a report as people read them.
extension IndexReport {
  /// `$0.29`; `less than $0.01`.
  public static func dollars(_ cost: Double) -> String { EmbeddingEstimate.dollars(cost) }
  /// `about $0.29`; `less than $0.01`.
  public static func about(_ cost: Double) -> String { EmbeddingEstimate.about(cost) }
  /// `7 min`.
  public static func span(_ seconds: Double) -> String { RelativeTime.span(seconds.rounded(.up)) }
}
